using Guichet.Accounts;
using Guichet.Client.Home;
using Guichet.Client.Packs;
using Guichet.Incidents;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Guests;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Home;

/// <summary>A customer's home: what they are to do first, and what they have.</summary>
internal sealed class HomeViews(IStorage storage, InForce inForce, PackViews packs, IClock clock)
{
    private const int MostPacks = 24;

    /// <summary>An order that nobody paid for so long will not be paid.</summary>
    private static readonly Duration OrderIsForgotten = Duration.FromDays(30);

    public async Task<HomeView> ReadAsync(Actor actor, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var database = storage.Read();
        var billing = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Closing.Billing;
        var disputable = Duration.FromDays(billing.Disputes?.WithinDays ?? 0);
        var incidents = await database.ReadIncidentsOfHomeAsync(actor, now - disputable, cancel);
        var unpaid = await database.ListUnpaidAsync(actor, now - OrderIsForgotten, cancel);
        var (first, packCount) = await packs.ListFirstAsync(actor, MostPacks, cancel);
        var held = first.OrderBy(pack => pack.State).ThenBy(pack => pack.ExpiresOn ?? DateOnly.MaxValue).ToList();
        var newest = incidents
            .Where(one => one.Named.Incident.IsOpen)
            .OrderByDescending(one => one.Named.Incident.SubmittedAt)
            .ThenByDescending(one => one.Named.Incident.Number)
            .ToLookup(one => one.Named.Incident.Customer == actor.Person);
        IEnumerable<HomeNeedView> needs =
        [
            .. incidents.Where(one => one.Named.Incident.Customer == actor.Person)
                .Select(one => NeedOf(one.Named.Incident, now, billing)).OfType<HomeNeedView>(),
            .. unpaid.Select(order =>
                new HomeNeedView(HomeNeedKind.PayOrder, order.Id.Value, order.ConfirmationNumber)),
            .. held.SelectMany(NeedsOf),
        ];
        return new HomeView(
            now.ToDateTimeOffset(),
            MostPressingFirst(needs),
            [.. newest[true].Take(HomeQueries.Few).Select(View)],
            [.. newest[false].Take(HomeQueries.Few).Select(View)],
            held,
            newest[true].Count() > HomeQueries.Few,
            newest[false].Count() > HomeQueries.Few)
        {
            NeedsOfOrganization = MostPressingFirst(newest[false]
                .Select(one => NeedOf(one.Named.Incident, now, billing) is { } need
                    ? need with { CustomerName = one.Named.CustomerName }
                    : null)
                .OfType<HomeNeedView>()),
            PackCount = packCount,
            AsGuest = await database.ListGuestViewsAsync(actor, cancel),
        };
    }

    private static List<HomeNeedView> MostPressingFirst(IEnumerable<HomeNeedView> needs) =>
        [.. needs.OrderBy(need => need.Kind).ThenBy(need => need.Until ?? DateTimeOffset.MaxValue)];

    private static HomeNeedView? NeedOf(Incident incident, Instant now, BillingTerms billing) =>
        incident.NeedOfCustomer(now, billing) is { } need
            ? new HomeNeedView(
                need.As<HomeNeedKind>(),
                incident.Id.Value,
                incident.Title,
                incident.Number,
                (need switch
                {
                    CustomerNeed.AnswerSolution => incident.SolutionStandsAt,
                    CustomerNeed.LookAtCharge => incident.DisputableUntil(now, billing),
                    CustomerNeed.AcceptStatement or CustomerNeed.AnswerParts or CustomerNeed.Reply => null,
                })?.ToDateTimeOffset())
            : null;

    private static IEnumerable<HomeNeedView> NeedsOf(PackView pack)
    {
        if (pack.ExpiresSoon && pack.State == PackState.Usable)
        {
            yield return new HomeNeedView(
                HomeNeedKind.PackExpires, pack.Id, pack.PlanName, LastDay: pack.ExpiresOn, Left: pack.Available);
        }

        if (pack.FewLeft)
        {
            yield return new HomeNeedView(HomeNeedKind.PackNearlyUsedUp, pack.Id, pack.PlanName, Left: pack.Available);
        }
    }

    private static HomeIncidentView View(HomeIncident one) =>
        new(one.Named.AsLine(), one.NextUpdateDueAt?.ToDateTimeOffset());
}
