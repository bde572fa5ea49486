using Guichet.Accounts;
using Guichet.Client.Payments;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments;

/// <summary>What the clerk does about a refund on its way.</summary>
internal sealed class SettleRefund(UnitOfWork work, IClock clock)
{
    /// <summary>Sends a refund again that failed, under a new key. Refused: <c>access.billing-clerk-only</c>,
    /// <c>refund.unknown</c>, <c>refund.not-failed</c>.</summary>
    public Task<Result<Refund>> RepeatAsync(Actor clerk, RefundId id, string address, CancellationToken cancel) =>
        ChangeAsync(clerk, id, ("refund.repeated", address, ""), (database, refund, now) =>
        {
            var repeated = refund.Repeat();
            if (repeated.Refusal is null)
            {
                database.Add(OutboxMessage.Of(
                    RefundOrder.Asked, new { refund = id.Value, attempt = refund.Attempt }, now));
            }

            return repeated;
        }, cancel);

    /// <summary>It was paid out from the bank account. Refused: <c>access.billing-clerk-only</c>,
    /// <c>refund.unknown</c>, <c>refund.not-by-transfer</c>, <c>refund.paid-out-already</c>.</summary>
    public Task<Result<Refund>> PayOutAsync(
        Actor clerk, RefundId id, PaidOutRefund paid, string address, CancellationToken cancel) =>
        ChangeAsync(
            clerk, id, ("refund.paid-out", address, paid.Reference!.Trim()),
            (_, refund, now) => refund.PayOut(paid.Reference!.Trim(), now), cancel);

    private Task<Result<Refund>> ChangeAsync(
        Actor clerk, RefundId id, (string Act, string Address, string Detail) audit,
        Func<Database, Refund, Instant, Result<Refund>> change, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Refund>(
            async database =>
            {
                if (BillingClerks.WhyNot(clerk) is { } notTheirs)
                {
                    return notTheirs;
                }

                if (await database.Set<Refund>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } refund)
                {
                    return new Refusal("refund.unknown", "There is no such refund.");
                }

                database.Audit(now, clerk.Person, audit.Act, id.Value, audit.Address, audit.Detail);
                return change(database, refund, now);
            },
            cancel);
    }
}
