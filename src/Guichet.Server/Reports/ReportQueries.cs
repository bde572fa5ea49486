using Guichet.Incidents;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Reports;

/// <summary>Of an incident what a report needs: no titles, no people.</summary>
internal sealed record ReportedIncident(
    string Plan, string Product, string? Team, Instant SubmittedAt, Instant? ClosedAt, ResponseClock Clock);

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
}
