using Guichet.Incidents;

namespace Guichet.Server.Reports;

/// <summary>An incident came to a team; null: to none.</summary>
internal sealed record GivenToTeam(IncidentId Incident, Instant At, string? Team);

/// <summary>Which team had an incident when its promise was decided: what one team kept or missed stays its own,
/// whoever looks after the incident later.</summary>
/// <param name="given">In the order of time.</param>
internal sealed class TeamsAtTheTime(IEnumerable<GivenToTeam> given)
{
    private readonly ILookup<IncidentId, GivenToTeam> given = given.ToLookup(one => one.Incident);

    /// <summary>The team's key; null where none had it.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="decidedAt">When the promise was decided; null while it runs: who has it now.</param>
    public string? Of(ReportedIncident incident, Instant? decidedAt) =>
        decidedAt is { } at && given.Contains(incident.Id)
            ? given[incident.Id].LastOrDefault(one => one.At <= at)?.Team
            : incident.Team;
}
