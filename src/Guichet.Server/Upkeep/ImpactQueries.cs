using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Incidents;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Upkeep;

/// <summary>Who is concerned by a revision of the catalogue.</summary>
/// <param name="OpenIncidents">Not closed, on a release that changes or that a plan covers no longer.</param>
/// <param name="Packs">With something left and a usable day on which their plan covered a release before and covers it
/// no longer.</param>
internal sealed record CatalogImpact(int OpenIncidents, int Packs);

internal static class ImpactQueries
{
    public static async Task<CatalogImpact> ReadImpactAsync(
        this Database database, CatalogRevision revision, Terms terms, LocalDate today, CancellationToken cancel)
    {
        var loss = CoverageLoss.Between(
            revision.Before.Products, revision.After.Products, terms.Policy.Policy.Plans, today);
        var releases = revision.Changes.Lines
            .Where(line => line.Kind == CatalogChangeKind.Changed
                && line.Subject.Contains('/', StringComparison.Ordinal))
            .Select(line => line.Subject)
            .Union(loss.Releases)
            .ToArray();
        var incidents = releases.Length == 0
            ? 0
            : await database.Set<Incident>().CountAsync(
                incident => incident.Status != IncidentStatus.Closed && releases.Contains(incident.Release), cancel);
        var packs = 0;
        foreach (var (plan, firstDay) in loss.FirstDays)
        {
            packs += await database.PacksUsableOn(firstDay).CountAsync(pack => pack.Plan == plan, cancel);
        }

        return new CatalogImpact(incidents, packs);
    }
}
