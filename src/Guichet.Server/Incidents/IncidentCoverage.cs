using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Coverage;
using Guichet.Incidents;
using Guichet.Server.Catalog;
using Guichet.Server.Coverage;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents;

/// <summary>How coverage was decided for an incident: as it was, under the versions that the incident names, or the
/// same question asked again as of another day, under the versions that held on it.</summary>
internal sealed class IncidentCoverage(IStorage storage, InForce inForce, CoverageViews views, IClock clock)
{
    /// <summary>Refused: <c>incident.unknown</c>; <c>coverage.day-to-come</c>, for nobody knows which policy will hold
    /// then.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="on">A day in the policy's time zone; null: as it was decided.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<Result<IncidentCoverageView>> RunAsync(
        Actor actor, Guid incident, LocalDate? on, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var found = await database.IncidentsVisibleTo(actor)
            .Where(one => one.Id == new IncidentId(incident))
            .Select(one => new
            {
                one.PolicyVersion,
                one.CatalogVersion,
                Coverage = EF.Property<string>(one, "Coverage"),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return new Refusal("incident.unknown", "There is no such incident.");
        }

        var (policy, catalog) = (found.PolicyVersion, found.CatalogVersion);
        if (on is { } day)
        {
            var zone = (await inForce.ReadAsync(database, cancel)).Policy.Zone;
            if (day > clock.GetCurrentInstant().InZone(zone).Date)
            {
                return new Refusal("coverage.day-to-come", "The day is still to come.").With("date", day);
            }

            (policy, catalog) = await VersionsAsync(database, zone.AtStartOfDay(day.PlusDays(1)).ToInstant(), cancel);
        }

        if (!(await inForce.ReadAsOfAsync(database, policy, catalog, cancel)).Succeeded(out var terms, out var refusal))
        {
            return refusal;
        }

        var record = CoverageRecord.Read(found.Coverage);
        var explained = CoverageRules.Explain(record.Question with { On = on ?? record.On }, terms.Coverage);
        return new IncidentCoverageView(
            views.Of(explained, terms), on is null ? record.Says(explained.Decision) : null);
    }

    /// <summary>What held just before that instant; before the first version, the first.</summary>
    private static async Task<(int Policy, int Catalog)> VersionsAsync(
        Database database, Instant before, CancellationToken cancel)
    {
        var policy = await database.Set<PolicyVersion>()
            .Where(version => version.AppliedAt < before)
            .MaxAsync(version => (int?)version.Version, cancel);
        var catalog = await database.Set<CatalogVersion>()
            .Where(version => version.AppliedAt < before)
            .MaxAsync(version => (int?)version.Version, cancel);
        return (policy ?? 1, catalog ?? 1);
    }
}
