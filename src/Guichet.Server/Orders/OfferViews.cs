using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Invoices;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Orders;

/// <summary>What somebody can buy now, at the price and the tax at which an order of theirs would be placed.</summary>
internal sealed class OfferViews(IStorage storage, InForce inForce, Texts texts, IClock clock)
{
    public async Task<IReadOnlyList<OfferView>> ListAsync(SignedIn buyer, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var today = policy.DayOf(now);
        var details = await database.ReadBillingAsync(buyer, cancel);
        var tax = await database.DecideTaxAsync(buyer.Actor, details, policy, now, cancel);
        return
        [
            .. from plan in policy.Policy.Plans
               where Sale.WhyNot(plan, buyer.Actor, policy.Policy.KnownIssues, today) is null
               let net = plan.Price!.Value
               let due = net.BasisPoints(tax.BasisPoints)
               select new OfferView(
                   plan.Key,
                   texts[plan.Name],
                   plan.Size,
                   new MoneyView(net.Amount, net.Currency),
                   new MoneyView(due.Amount, due.Currency),
                   new MoneyView((net + due).Amount, net.Currency),
                   texts[tax.Name],
                   tax.BasisPoints,
                   details.Country,
                   IncidentPack.LastDay(today, plan.Validity).ToDateOnly()),
        ];
    }
}

internal static class OfferEndpoints
{
    public static void MapOfferEndpoints(this RouteGroupBuilder api) =>
        api.MapGet("/offers", ListAsync).Allows(Scopes.OrdersRead, Guichet.Accounts.Role.Customer)
            .WithTags("Orders").WithName("listOffers").WithSummary("List what can be bought")
            .WithDescription("The plans that one can buy now, at what they cost with tax.")
            .Produces<IReadOnlyList<OfferView>>();

    private static Task<IReadOnlyList<OfferView>> ListAsync(
        OfferViews views, HttpContext http, CancellationToken cancel) => views.ListAsync(http.SignedIn(), cancel);
}
