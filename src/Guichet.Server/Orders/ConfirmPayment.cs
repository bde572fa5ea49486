using Guichet.Orders;
using Guichet.Packs;
using Guichet.Server.Invoices;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Orders;

/// <summary>The gateway has the money: the order is paid, and its pack and its invoice are there in the same
/// transaction. A gateway may say so as often as it likes.</summary>
internal sealed class ConfirmPayment(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Refused: <c>order.unknown</c>, <c>order.canceled</c>.</summary>
    /// <param name="id">The order.</param>
    /// <param name="reference">What the gateway calls the payment.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<Order>> RunAsync(OrderId id, string reference, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Order>(
            async database =>
            {
                await database.StandInLineForInvoicesAsync(cancel);
                if (await database.Set<Order>().SingleOrDefaultAsync(order => order.Id == id, cancel) is not { } order)
                {
                    return new Refusal("order.unknown", "There is no such order.");
                }

                if (!order.ConfirmPayment(reference, now).Succeeded(out var first, out var refusal))
                {
                    return refusal;
                }

                if (first)
                {
                    // Bought under the terms it was priced under, whatever has come into force since.
                    var terms = await inForce.ReadAsync(database, cancel);
                    var priced = await inForce.ReadAsync(database, order.PolicyVersion, terms.Catalog.Version, cancel);
                    AddPack(database, order, priced.Policy, now);
                    await database.IssueInvoiceAsync(order, priced.Policy, now, dueOn: null, cancel);
                    database.Add(OutboxMessage.Of("order.paid", new { order = order.Id.Value }, now));
                }

                return order;
            },
            cancel);
    }

    private static void AddPack(Database database, Order order, PolicyInForce policy, Instant now)
    {
        var plan = policy.FindPlan(order.Plan)
            ?? throw new InvalidOperationException($"Policy {policy.Version} sold {order.Plan} and does not know it.");
        var boughtOn = policy.DayOf(now);
        var row = new PackRow
        {
            Id = new IncidentPackId(Guid.CreateVersion7()),
            Plan = order.Plan,
            Owner = order.Buyer,
            Organization = order.Organization,
            PurchaseOrder = order.Id,
            Size = order.Size,
            StartsOn = boughtOn,
            ExpiresOn = IncidentPack.LastDay(boughtOn, plan.Validity),
            CreatedAt = now,
        };
        database.Add(row);
        database.Add(new PackHolder { Person = order.Buyer, Pack = row.Id, AddedAt = now });
        if (row.Size is not null)
        {
            database.Append(row.With(null).Purchase(order.Buyer, "order.paid", now));
        }
    }
}
