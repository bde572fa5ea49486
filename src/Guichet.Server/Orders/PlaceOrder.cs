using System.Security.Cryptography;
using Guichet.Accounts;
using Guichet.Client.Orders;
using Guichet.Incidents;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents;
using Guichet.Server.Invoices;
using Guichet.Server.Payments;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using PaymentMethod = Guichet.Orders.PaymentMethod;

namespace Guichet.Server.Orders;

/// <summary>A customer orders one pack of a plan; the buying page and the endpoint both come through here.</summary>
internal sealed class PlaceOrder(InvoiceQueue work, InForce inForce, PaymentWays ways, IClock clock)
{
    /// <summary>Kind of the message that tells the buyer how to transfer.</summary>
    public const string AwaitsTransfer = "order.awaits-transfer";

    private const int RandomBytes = 12;

    /// <summary>Places one order for the id, however often it is sent. Refused as <see cref="PaymentWays.WhyNot"/>
    /// says, <c>plan.unknown</c>, <c>order.id-reused</c>, <c>draft.unknown</c>, <c>billing.address-missing</c>,
    /// <c>order.price-changed</c> where it costs something else by now than was accepted, or by <see cref="Sale"/>.
    /// </summary>
    public Task<Result<Order>> RunAsync(SignedIn buyer, NewOrder request, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var number = request.PurchaseOrderNumber?.Trim() ?? "";
        var method = ways.Read(request.Method);
        return work.RunAsync<Order>(
            async database =>
            {
                var id = new OrderId(request.Id!.Value);
                if (await database.Set<Order>().SingleOrDefaultAsync(order => order.Id == id, cancel) is { } existing)
                {
                    return Differing(existing, buyer.Actor.Person, request, number, method) is { Count: > 0 } different
                        ? new Refusal("order.id-reused", "The id was used for another order.").Naming(different)
                        : existing;
                }

                var draftId = request.Draft;
                if (draftId is not null && !await database.HasDraftAsync(draftId.Value, buyer.Actor.Person, cancel))
                {
                    return new Refusal("draft.unknown", "There is no such request waiting.");
                }

                var terms = await inForce.ReadAsync(database, cancel);
                if (!(await DecideAsync(database, buyer, request, (terms.Policy, method, now), cancel))
                    .Succeeded(out var order, out var refusal))
                {
                    return refusal;
                }

                if ((order.WhyNotAt(Accepted(request)) ?? ways.WhyNot(method, order.Total)) is { } closed)
                {
                    return closed;
                }

                database.Add(order);
                if (method == PaymentMethod.BankTransfer)
                {
                    var due = new InvoiceDue(order.PayBy!.Value, ways.Account);
                    await database.IssueInvoiceAsync(order, terms.Policy, now, due, cancel);
                    database.Add(OutboxMessage.Of(AwaitsTransfer, new { order = id.Value }, now));
                }

                return order;
            },
            cancel);
    }

    private static IReadOnlyList<string> Differing(
        Order existing, PersonId buyer, NewOrder request, string number, PaymentMethod method) => Fingerprint.Differing(
        ("sender", existing.Buyer == buyer),
        ("plan", existing.Plan == request.Plan),
        ("purchaseOrderNumber", existing.PurchaseOrderNumber == number),
        ("method", existing.Method == method),
        ("total", Accepted(request) is not { } accepted || accepted == existing.Total),
        ("draft", existing.Draft == request.Draft));

    private static Money? Accepted(NewOrder request) =>
        request.Total is { } total ? new Money(total.Amount, total.Currency.ToUpperInvariant()) : null;

    /// <summary>The order, and with it to whom it is billed and why it is taxed so.</summary>
    private static async Task<Result<Order>> DecideAsync(
        Database database, SignedIn buyer, NewOrder request,
        (PolicyInForce Policy, PaymentMethod Method, Instant Now) terms, CancellationToken cancel)
    {
        var (policy, method, now) = terms;
        if (policy.FindPlan(request.Plan!) is not { } plan)
        {
            return new Refusal("plan.unknown", "There is no such plan.").With("plan", request.Plan!);
        }

        if (Sale.WhyNot(plan, buyer.Actor, policy.Policy.KnownIssues, policy.DayOf(now)) is { } refusal)
        {
            return refusal;
        }

        var details = await database.ReadBillingAsync(buyer, cancel);
        if (details.WhyNotBilled(policy.Policy.Invoices) is { } unbilled)
        {
            return unbilled;
        }

        var taxation = await database.DecideTaxAsync(buyer.Actor, details, policy, now, cancel);
        var purchase = new Purchase(
            ConfirmationNumber.From(RandomNumberGenerator.GetBytes(RandomBytes)),
            buyer.Actor.Person,
            buyer.Actor.Organization,
            details.Country,
            request.PurchaseOrderNumber?.Trim() ?? "",
            request.Draft,
            policy.Version,
            now)
        {
            Method = method,
            Deadline = policy.Policy.Orders.DeadlineOf(method, policy.DayOf(now)),
        };
        var placed = Order.Place(new OrderId(request.Id!.Value), purchase, plan, taxation.BasisPoints);
        if (placed.Succeeded(out var order, out _))
        {
            database.Add(new OrderBilling { PurchaseOrder = order.Id, Buyer = details, Taxation = taxation });
        }

        return placed;
    }
}
