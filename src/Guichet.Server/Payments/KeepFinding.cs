using Guichet.Accounts;
using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using PaymentFindingKind = Guichet.Payments.PaymentFindingKind;

namespace Guichet.Server.Payments;

/// <summary>Keeps what does not add up, each thing once, until the clerk has dealt with it.</summary>
internal sealed class KeepFinding(UnitOfWork work, IStorage storage, IClock clock)
{
    /// <summary>Keeps it; what is kept already stays as it is, dealt with or not.</summary>
    public Task<Result<bool>> RunAsync(
        PaymentFindingKind kind, (string Gateway, string Reference) payment, OrderId? order, Money money,
        CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database => await database.KeepFindingAsync(kind, payment, order, money, now, cancel), cancel);
    }

    /// <summary>Keeps a refund that was not made here, with the order of the payment that it gives back.</summary>
    public async Task KeepUnknownRefundAsync(
        (string Gateway, string Reference) refund, string? capture, Money money, CancellationToken cancel)
    {
        OrderId? order = null;
        if (capture is not null)
        {
            await using var database = storage.Read();
            order = await database.FindOrderOfCaptureAsync(refund.Gateway, capture, cancel);
        }

        await RunAsync(PaymentFindingKind.UnknownRefund, refund, order, money, cancel);
    }

    /// <summary>The clerk has dealt with it. Refused: <c>access.billing-clerk-only</c>, <c>payment-finding.unknown</c>,
    /// <c>payment-finding.dealt-with</c>.</summary>
    public Task<Result<PaymentFinding>> DealWithAsync(
        Actor clerk, Guid id, DealtWithFinding dealt, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<PaymentFinding>(
            async database =>
            {
                if (BillingClerks.WhyNot(clerk) is { } notTheirs)
                {
                    return notTheirs;
                }

                if (await database.Set<PaymentFinding>().SingleOrDefaultAsync(one => one.Id == id, cancel)
                    is not { } finding)
                {
                    return new Refusal("payment-finding.unknown", "There is no such finding.");
                }

                database.Audit(now, clerk.Person, "payment-finding.dealt-with", id, address, dealt.Note!.Trim());
                return finding.DealWith(clerk.Person, dealt.Note!.Trim(), now);
            },
            cancel);
    }
}

internal static class Findings
{
    /// <summary>The same within the transaction at hand; false for what is kept already.</summary>
    public static async Task<bool> KeepFindingAsync(
        this Database database, PaymentFindingKind kind, (string Gateway, string Reference) payment, OrderId? order,
        Money money, Instant now, CancellationToken cancel)
    {
        var known = await database.Set<PaymentFinding>().AnyAsync(
            one => one.Kind == kind && one.Gateway == payment.Gateway && one.Reference == payment.Reference, cancel);
        if (known)
        {
            return false;
        }

        var here = order is { } id && await database.Set<Order>().AnyAsync(one => one.Id == id, cancel)
            ? order
            : null;
        database.Add(PaymentFinding.Of(Guid.CreateVersion7(), kind, payment, here, money, now));
        return true;
    }
}

/// <summary>What billing clerks alone may do.</summary>
internal static class BillingClerks
{
    public static Refusal? WhyNot(Actor actor) => actor.Role == Role.BillingClerk
        ? null
        : new Refusal("access.billing-clerk-only", "Only a billing clerk does this.");
}
