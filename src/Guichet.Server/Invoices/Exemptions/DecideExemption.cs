using Guichet.Accounts;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>The billing clerk accepts or refuses an exemption (R27). It stands in line with the orders that are placed:
/// each either sees the exemption or is seen by it.</summary>
internal sealed class DecideExemption(InvoiceQueue work, InForce inForce, IClock clock)
{
    /// <summary>Accepts it; the tax on orders that were placed while it was under review is then to be given back.
    /// Refused: <c>tax-exemption.unknown</c>, <c>tax-exemption.decided</c>, <c>tax-exemption.days-wrong</c>.</summary>
    public Task<Result<TaxExemption>> AcceptAsync(
        Actor clerk, TaxExemptionId id, AcceptedExemption request, string address, CancellationToken cancel) =>
        DecideAsync(
            clerk,
            id,
            async (database, exemption, policy, decision) =>
            {
                var accepted = exemption.Accept(
                    LocalDate.FromDateOnly(request.From!.Value),
                    LocalDate.FromDateOnly(request.Until!.Value),
                    decision);
                if (accepted.Refusal is null)
                {
                    await OweTaxAsync(database, exemption, policy, decision.At, cancel);
                    database.Audit(decision.At, clerk.Person, "tax-exemption.accepted", id.Value, address);
                    database.Add(
                        OutboxMessage.Of("tax-exemption.accepted", new { exemption = id.Value }, decision.At));
                }

                return accepted;
            },
            cancel);

    /// <summary>Refuses it with a reason. Refused in turn: <c>tax-exemption.unknown</c>, <c>tax-exemption.decided</c>.
    /// </summary>
    public Task<Result<TaxExemption>> RefuseAsync(
        Actor clerk, TaxExemptionId id, RefusedExemption request, string address, CancellationToken cancel) =>
        DecideAsync(
            clerk,
            id,
            (database, exemption, _, decision) =>
            {
                var refused = exemption.Refuse(request.Reason!.Trim(), decision);
                if (refused.Refusal is null)
                {
                    database.Audit(
                        decision.At, clerk.Person, "tax-exemption.refused", id.Value, address, request.Reason!.Trim());
                    database.Add(OutboxMessage.Of("tax-exemption.refused", new { exemption = id.Value }, decision.At));
                }

                return Task.FromResult(refused);
            },
            cancel);

    private Task<Result<TaxExemption>> DecideAsync(
        Actor clerk, TaxExemptionId id, Deciding decide, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<TaxExemption>(
            async database =>
            {
                if (await database.Set<TaxExemption>().SingleOrDefaultAsync(one => one.Id == id, cancel)
                    is not { } exemption)
                {
                    return new Refusal("tax-exemption.unknown", "There is no such exemption.");
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                return await decide(database, exemption, policy, new(clerk.Person, now, policy.DayOf(now)));
            },
            cancel);
    }

    /// <summary>Notes the tax on what was ordered since it was asked for. What is not paid yet is noted too: it was
    /// priced with the tax, and is given back once it is paid.</summary>
    private static async Task OweTaxAsync(
        Database database, TaxExemption exemption, PolicyInForce policy, Instant now, CancellationToken cancel)
    {
        var orders = database.Set<Order>().AsNoTracking().Where(one =>
            one.PlacedAt >= exemption.SubmittedAt && one.Country == exemption.Country
            && one.Tax > 0 && one.Status != OrderStatus.Canceled);
        var theirs = exemption.Organization is { } organization
            ? orders.Where(one => one.Organization == organization)
            : orders.Where(one => one.Buyer == exemption.Person && one.Organization == null);
        foreach (var order in await theirs.ToListAsync(cancel))
        {
            if (exemption.OwesTaxOn(order.Country, policy.DayOf(order.PlacedAt))
                && await database.Set<TaxRefund>().FindAsync([order.Id], cancel) is null)
            {
                database.Add(new TaxRefund
                {
                    PurchaseOrder = order.Id,
                    Exemption = exemption.Id,
                    Tax = order.Tax,
                    Currency = order.Currency,
                    Since = now,
                });
            }
        }
    }

    private delegate Task<Result<TaxExemption>> Deciding(
        Database database, TaxExemption exemption, PolicyInForce policy, TaxExemption.Decision decision);
}
