using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Reports;

/// <summary>Of an incident what a report needs: no titles, no people.</summary>
internal sealed record ReportedIncident(
    string Plan, string Product, string? Team, Instant SubmittedAt, Instant? ClosedAt, ResponseClock Clock);

/// <summary>The same with the history of its other clocks.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Country">Its customer's.</param>
/// <param name="PolicyVersion">The version that it was submitted under.</param>
/// <param name="Severity">The severity that holds.</param>
/// <param name="Hours">The hours that hold.</param>
/// <param name="ClosingReason">Why it was closed; null while it is open.</param>
/// <param name="Lines">The history in its order; empty where nothing happened since the submission.</param>
internal sealed record ReportedHistory(
    ReportedIncident Incident,
    string Country,
    int PolicyVersion,
    Severity Severity,
    HoursOfCoverage Hours,
    ClosingReason? ClosingReason,
    IReadOnlyList<ClockLine> Lines);

internal static class ReportQueries
{
    /// <summary>The incidents submitted in the time given, one after the other as the database has them. Whoever may
    /// read reports reads about all: they name nobody.</summary>
    public static IAsyncEnumerable<ReportedIncident> ReadReported(this Database database, Interval submitted) =>
        database.Set<Incident>()
            .AsNoTracking()
            .Where(incident => incident.SubmittedAt >= submitted.Start && incident.SubmittedAt < submitted.End)
            .Select(incident => new ReportedIncident(
                incident.Plan,
                EF.Property<string>(incident, "Product"),
                incident.Team,
                incident.SubmittedAt,
                incident.ClosedAt,
                incident.Clock))
            .AsAsyncEnumerable();

    /// <summary>The same incidents with the history of their clocks.</summary>
    public static IAsyncEnumerable<ReportedHistory> ReadHistories(this Database database, Interval submitted) =>
        database.Set<Incident>()
            .AsNoTracking()
            .Where(incident => incident.SubmittedAt >= submitted.Start && incident.SubmittedAt < submitted.End)
            .Select(incident => new ReportedHistory(
                new ReportedIncident(
                    incident.Plan,
                    EF.Property<string>(incident, "Product"),
                    incident.Team,
                    incident.SubmittedAt,
                    incident.ClosedAt,
                    incident.Clock),
                incident.Country,
                incident.PolicyVersion,
                incident.Severity,
                incident.Hours,
                incident.ClosingReason,
                database.Set<ClockLine>()
                    .Where(line => line.Incident == incident.Id)
                    .OrderBy(line => line.Line)
                    .ToList()))
            .AsAsyncEnumerable();
}
