using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Guichet.Server.Invoices;
using Guichet.Server.Packs;
using Guichet.Server.Payments;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Orders;

/// <summary>The gateway has the money: the order is paid, and its pack and its invoice are there in the same
/// transaction. A gateway may say so as often as it likes.</summary>
internal sealed class ConfirmPayment(InvoiceQueue work, InForce inForce, IClock clock)
{
    /// <summary>Refused: <c>order.unknown</c>, <c>payment.reference-used</c> for money that paid another order, and as
    /// <see cref="ReceivedPayment.WhyNotFor"/> says.</summary>
    public Task<Result<Order>> RunAsync(OrderId id, ReceivedPayment received, CancellationToken cancel) =>
        RunAsync(id, received, alongside: null, cancel);

    /// <summary>The same with something that is written in the transaction by which the order is paid, and in no other.
    /// </summary>
    public Task<Result<Order>> RunAsync(
        OrderId id, ReceivedPayment received, Action<Database, Instant>? alongside, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Order>(
            async database =>
            {
                if (await database.Set<Order>().SingleOrDefaultAsync(order => order.Id == id, cancel) is not { } order)
                {
                    return new Refusal("order.unknown", "There is no such order.");
                }

                var payments = await database.FindPaymentsAsync(id, received, cancel);
                if ((WhyUsed(order, payments, received) ?? received.WhyNotFor(order)) is { } unfit)
                {
                    return unfit;
                }

                if (!order.ConfirmPayment(received.Reference, now).Succeeded(out var first, out var refusal))
                {
                    return refusal;
                }

                if (first)
                {
                    Store(database, order, payments, received, now);

                    // Bought under the terms it was priced under, whatever has come into force since.
                    var terms = await inForce.ReadAsync(database, cancel);
                    var priced = await inForce.ReadAsync(database, order.PolicyVersion, terms.Catalog.Version, cancel);
                    AddPack(database, order, priced.Policy, now);
                    await database.IssueInvoiceAsync(order, priced.Policy, now, due: null, cancel);
                    database.Add(OutboxMessage.Of("order.paid", new { order = order.Id.Value }, now));
                    alongside?.Invoke(database, now);
                }

                return order;
            },
            cancel);
    }

    private static Refusal? WhyUsed(Order order, List<Payment> payments, ReceivedPayment received) =>
        payments.Any(one => one.Order != order.Id && one.Reference == received.Reference)
            ? new Refusal("payment.reference-used", "That payment is recorded for another order.")
            : null;

    private static void Store(
        Database database, Order order, List<Payment> payments, ReceivedPayment received, Instant now)
    {
        if (payments.SingleOrDefault(one => one.Reference == received.Reference) is { } started)
        {
            started.Confirm(received.Capture, now);
            return;
        }

        var attempt = payments.Where(one => one.Order == order.Id).Select(one => one.Attempt).DefaultIfEmpty().Max();
        database.Add(Payment.Record(new PaymentId(Guid.CreateVersion7()), order.Id, attempt + 1, received, now));
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
