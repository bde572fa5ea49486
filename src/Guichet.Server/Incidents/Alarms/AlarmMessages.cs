using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;

namespace Guichet.Server.Incidents.Alarms;

/// <summary>What an alarm tells, one message for each who is told.</summary>
internal static class AlarmMessages
{
    public const string Kind = "incident.alarm";

    /// <param name="incident">The incident.</param>
    /// <param name="point">Where on its way it is.</param>
    /// <param name="actions">What the policy asks for.</param>
    /// <param name="managers">The support managers.</param>
    /// <param name="members">Those of its team; nobody where it has none: the address of the house's team is written to
    /// then.</param>
    /// <param name="at">When.</param>
    public static IEnumerable<OutboxMessage> Of(
        Incident incident,
        AlarmPoint point,
        IReadOnlySet<AlarmAction> actions,
        IReadOnlyList<PersonId> managers,
        IReadOnlyList<PersonId> members,
        Instant at)
    {
        var people = new HashSet<PersonId>(actions.Contains(AlarmAction.NotifyManagers) ? managers : []);
        var team = actions.Contains(AlarmAction.NotifyTeam);
        if (actions.Contains(AlarmAction.NotifyOwner))
        {
            if (incident.Agent is { } owner)
            {
                people.Add(owner);
            }
            else
            {
                team = true;
            }
        }

        if (team)
        {
            people.UnionWith(members);
            team = members.Count == 0;
        }

        return people.Select(person => (Guid?)person.Value)
            .Concat(team ? [null] : Array.Empty<Guid?>())
            .Select(person => OutboxMessage.Of(
                Kind,
                new AlarmTold(
                    incident.Id.Value,
                    person,
                    Microseconds.Of(incident.Clock.DueAt),
                    point.Percent,
                    (long)point.After.TotalSeconds),
                at));
    }
}

/// <summary>The payload.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Person">Who is told; null: the team.</param>
/// <param name="DueAt">The promise, in microseconds since 1970.</param>
/// <param name="Percent">The share of its time that has passed.</param>
/// <param name="AfterSeconds">And time beyond.</param>
internal sealed record AlarmTold(Guid Incident, Guid? Person, long DueAt, int Percent, long AfterSeconds);
