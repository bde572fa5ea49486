using System.Security.Cryptography;
using Guichet.Accounts;
using Guichet.Client.Orders;
using Guichet.Incidents;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents;
using Guichet.Server.Payments;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using PaymentMethod = Guichet.Orders.PaymentMethod;

namespace Guichet.Server.Orders;

/// <summary>A customer orders one pack of a plan; the buying page and the endpoint both come through here.</summary>
internal sealed class PlaceOrder(UnitOfWork work, InForce inForce, PaymentWays ways, IClock clock)
{
    /// <summary>Kind of the message that tells the buyer how to transfer.</summary>
    public const string AwaitsTransfer = "order.awaits-transfer";

    private const int RandomBytes = 12;

    /// <summary>Places one order for the id, however often it is sent. Refused: as
    /// <see cref="PaymentWays.WhyNot"/> says, <c>plan.unknown</c>, <c>order.id-reused</c>,
    /// <c>draft.unknown</c>, or by <see cref="Sale"/>.</summary>
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
                var wanted = new Wanted(id, request.Plan!, number, method, draftId);
                if (!Decide(buyer, wanted, terms.Policy, now).Succeeded(out var order, out var refusal))
                {
                    return refusal;
                }

                if (ways.WhyNot(method, order.Total) is { } closed)
                {
                    return closed;
                }

                database.Add(order);
                if (method == PaymentMethod.BankTransfer)
                {
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
        ("draft", existing.Draft == request.Draft));

    private static Result<Order> Decide(SignedIn buyer, Wanted wanted, PolicyInForce policy, Instant now)
    {
        if (policy.FindPlan(wanted.Plan) is not { } plan)
        {
            return new Refusal("plan.unknown", "There is no such plan.").With("plan", wanted.Plan);
        }

        if (Sale.WhyNot(plan, buyer.Actor, policy.Policy.KnownIssues, policy.DayOf(now)) is { } refusal)
        {
            return refusal;
        }

        var purchase = new Purchase(
            ConfirmationNumber.From(RandomNumberGenerator.GetBytes(RandomBytes)),
            buyer.Actor.Person,
            buyer.Actor.Organization,
            buyer.Country,
            wanted.Number,
            wanted.Draft,
            policy.Version,
            now) { Method = wanted.Method };
        return Order.Place(wanted.Id, purchase, plan, policy.TaxOf(buyer.Country).BasisPoints);
    }

    private sealed record Wanted(OrderId Id, string Plan, string Number, PaymentMethod Method, Guid? Draft);
}
