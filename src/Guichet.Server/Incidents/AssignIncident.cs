using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents;

/// <summary>An agent takes an incident, or hands it over to another.</summary>
internal sealed class AssignIncident(IncidentWork work, IClock clock)
{
    /// <summary>Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>, <c>agent.unknown</c>,
    /// <c>version.changed</c>. Whoever has it already keeps it.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewAssignment assignment, int? version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var agent = assignment.Agent is { } other ? new PersonId(other) : signedIn.Actor.Person;
        return work.ChangeAsync(
            signedIn.Actor,
            incident,
            async (database, found) =>
            {
                if (!signedIn.Actor.IsAgent)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                if (!await database.Set<Person>().AnyAsync(
                    person => person.Id == agent && (person.Role == Role.Agent || person.Role == Role.SupportManager),
                    cancel))
                {
                    return new Refusal("agent.unknown", "There is no such agent.");
                }

                if (found.Agent == agent)
                {
                    return found.AsState();
                }

                if (IncidentWork.WhyNotAt(version, found) is { } changed)
                {
                    return changed;
                }

                found.AssignTo(agent, now);
                database.Add(OutboxMessage.Of("incident.assigned", new { incident, agent = agent.Value }, now));
                return found.AsState();
            },
            cancel);
    }
}
