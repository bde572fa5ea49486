using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Reports;

/// <summary>Of an incident what a report needs: no titles, no people.</summary>
internal sealed record ReportedIncident(
    IncidentId Id,
    string Plan,
    string Product,
    string? Team,
    Instant SubmittedAt,
    Instant? ClosedAt,
    ResponseClock Clock);

/// <summary>An incident whose customer was asked how it went, and what they said; null for nothing.</summary>
internal sealed record AskedIncident(
    string Plan, string Product, string? Team, PersonId? Agent, Instant SubmittedAt, int? Rating);

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
                incident.Id,
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
                    incident.Id,
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

    /// <summary>Which team had those incidents, and since when.</summary>
    public static async Task<TeamsAtTheTime> ReadTeamsAsync(
        this Database database, Interval submitted, CancellationToken cancel) => new(await (
            from incident in database.Set<Incident>()
            join given in database.Set<IncidentAssignment>() on incident.Id equals given.Incident
            where incident.SubmittedAt >= submitted.Start && incident.SubmittedAt < submitted.End
            orderby given.At, given.Id
            select new GivenToTeam(incident.Id, given.At, given.Team)).ToListAsync(cancel));

    /// <summary>The incidents submitted in the time given whose customers were asked how it went: in the database as
    /// <see cref="Incident.AsksSatisfaction"/> says.</summary>
    public static Task<List<AskedIncident>> ReadAskedAsync(
        this Database database, Interval submitted, CancellationToken cancel) => (
        from incident in database.Set<Incident>()
        join said in database.Set<Satisfaction>() on incident.Id equals said.Incident into answers
        from said in answers.DefaultIfEmpty()
        where incident.SubmittedAt >= submitted.Start && incident.SubmittedAt < submitted.End
            && incident.Clock.RespondedAt != null
            && (incident.ClosingReason == ClosingReason.Solved || incident.ClosingReason == ClosingReason.Unresolved
                || incident.ClosingReason == ClosingReason.ProductDefect
                || incident.ClosingReason == ClosingReason.CustomersWish)
        select new AskedIncident(
            incident.Plan,
            EF.Property<string>(incident, "Product"),
            incident.Team,
            incident.Agent,
            incident.SubmittedAt,
            said == null ? null : said.Rating)).ToListAsync(cancel);
}
