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

namespace Guichet.Server.Orders;

/// <summary>A customer orders one pack of a plan; the buying page and the endpoint both come through here.</summary>
internal sealed class PlaceOrder(UnitOfWork work, InForce inForce, IPaymentGateway gateway, IClock clock)
{
    private const int RandomBytes = 12;

    /// <summary>Places one order for the id, however often it is sent. Refused: <c>payment.no-gateway</c>,
    /// <c>plan.unknown</c>, <c>order.id-reused</c>, <c>draft.unknown</c>, or by <see cref="Sale"/>.</summary>
    public Task<Result<Order>> RunAsync(SignedIn buyer, NewOrder request, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var number = request.PurchaseOrderNumber?.Trim() ?? "";
        return work.RunAsync<Order>(
            async database =>
            {
                var id = new OrderId(request.Id!.Value);
                if (await database.Set<Order>().SingleOrDefaultAsync(order => order.Id == id, cancel) is { } existing)
                {
                    return Differing(existing, buyer.Actor.Person, request, number) is { Count: > 0 } different
                        ? new Refusal("order.id-reused", "The id was used for another order.").Naming(different)
                        : existing;
                }

                if (gateway.WhyClosed is { } closed)
                {
                    return closed;
                }

                var draftId = request.Draft;
                if (draftId is not null && !await database.HasDraftAsync(draftId.Value, buyer.Actor.Person, cancel))
                {
                    return new Refusal("draft.unknown", "There is no such request waiting.");
                }

                var terms = await inForce.ReadAsync(database, cancel);
                if (!Decide(buyer, request.Plan!, id, number, draftId, terms.Policy, now)
                    .Succeeded(out var order, out var refusal))
                {
                    return refusal;
                }

                database.Add(order);
                return order;
            },
            cancel);
    }

    private static IReadOnlyList<string> Differing(
        Order existing, PersonId buyer, NewOrder request, string number) => Fingerprint.Differing(
        ("sender", existing.Buyer == buyer),
        ("plan", existing.Plan == request.Plan),
        ("purchaseOrderNumber", existing.PurchaseOrderNumber == number),
        ("draft", existing.Draft == request.Draft));

    private static Result<Order> Decide(
        SignedIn buyer, string planKey, OrderId id, string number, Guid? draft, PolicyInForce policy, Instant now)
    {
        if (policy.FindPlan(planKey) is not { } plan)
        {
            return new Refusal("plan.unknown", "There is no such plan.").With("plan", planKey);
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
            number,
            draft,
            policy.Version,
            now);
        return Order.Place(id, purchase, plan, policy.TaxOf(buyer.Country).BasisPoints);
    }
}
