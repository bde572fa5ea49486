using System.Globalization;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Coverage;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Catalog;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Coverage;

/// <summary>What a pack can be used for today, and from which day it cannot any more.</summary>
internal sealed class PackReach(IStorage storage, InForce inForce, IClock clock)
{
    private const int MostMatches = 50;

    /// <summary>A page of releases in the order of their products' names, or those that the words find; empty for a
    /// pack that cannot be used. Null where the pack is not there or not theirs to see.</summary>
    public async Task<Page<CoveredReleaseView>?> ListAsync(
        Actor actor, Guid id, string? query, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var terms = await inForce.ReadAsync(database, cancel);
        if (await database.FindPackAsync(actor, terms.Policy, new IncidentPackId(id), cancel) is not { } found)
        {
            return null;
        }

        var (pack, today) = (found.Pack, terms.Policy.DayOf(clock.GetCurrentInstant()));
        if (terms.Policy.FindPlan(pack.Plan) is not { } plan || pack.HasExpired(today) || pack.Available == 0)
        {
            return new Page<CoveredReleaseView>([], null);
        }

        var start = int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
        var covered = Covered(terms.Catalog, plan, query, today).Skip(start).Take(limit + 1).ToList();
        return new Page<CoveredReleaseView>(
            [.. covered.Take(limit).Select(one => ToView(one, pack))],
            covered.Count > limit ? (start + limit).ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The known issues that close the pack's plan to this person today (R19), in words.</summary>
    public async Task<IReadOnlyList<LocalizedText>> ListKnownIssuesAsync(
        Actor actor, string plan, CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(cancel)).Policy;
        var today = policy.DayOf(clock.GetCurrentInstant());
        return [.. policy.Policy.KnownIssues
            .Where(issue => issue.Closes(plan, actor.SignIn, today))
            .Select(issue => issue.Notice)];
    }

    private static IEnumerable<CoveredRelease> Covered(
        CatalogInForce catalog, SupportPlan plan, string? query, LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return PlanReach.Of(plan, catalog.ByName, today);
        }

        return catalog.Search.Find(query, MostMatches).SelectMany(match => match.Release is { } release
            ? new[] { PlanReach.Find(plan, new ProductRelease(match.Product, release), today) }.OfType<CoveredRelease>()
            : PlanReach.Of(plan, [match.Product], today));
    }

    private static CoveredReleaseView ToView(CoveredRelease covered, IncidentPack pack)
    {
        var endsWithPack = pack.ExpiresOn is { } last && (covered.LastDay is not { } day || last <= day);
        return new CoveredReleaseView(
            covered.Of.Reference,
            covered.Of.Release.Name,
            (endsWithPack ? pack.ExpiresOn : covered.LastDay)?.ToDateOnly(),
            endsWithPack);
    }
}
