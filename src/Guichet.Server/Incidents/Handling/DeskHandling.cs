using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Handling;

/// <summary>What an act of the desk did to an incident.</summary>
/// <param name="Incident">As it stands then.</param>
/// <param name="Assignment">To be written where it came to another team or owner; null for the other acts.</param>
internal sealed record Handled(Incident Incident, IncidentAssignment? Assignment);

/// <summary>The acts of the desk, by the teams and the policy of one moment. They change the incident they are handed
/// and nothing else, but for a team's turn: whoever only wants to know what would happen hands one that is not kept.
/// </summary>
internal sealed record DeskHandling(Actor Actor, Instant Now, Terms Terms, TeamDirectory Directory)
{
    /// <summary>Refused: <c>agent.unknown</c>, <c>team.unknown</c>, <c>team.retired</c>, <c>team.still-open</c>,
    /// <c>team.no-successor</c>, <c>team.none-open</c>, <c>snooze.until-missing</c>, and by the incident's own
    /// rules.</summary>
    public async Task<Result<Handled>> ApplyAsync(
        Database database, Incident incident, NewDeskAct act, CancellationToken cancel)
    {
        switch (act.Act)
        {
            case DeskAct.Assign:
                return await AssignAsync(database, incident, act, cancel);
            case DeskAct.HandOver:
                return Directory.SuccessorOf(incident.Team, IsOpen).Succeeded(out var next, out var none)
                    ? await GiveToAsync(
                        database, incident, next, AssignmentAct.HandedOver, act.Note, cancel)
                    : none;
            case DeskAct.Snooze when act.Until is null:
                return new Refusal("snooze.until-missing", "Say until when.");
            case DeskAct.Snooze:
                return Kept(incident.Snooze(Actor.Person, Instant.FromDateTimeOffset(act.Until.Value), Now));
            case DeskAct.Wake:
                return Kept(incident.Wake());
            default:
                throw new ArgumentOutOfRangeException(nameof(act));
        }
    }

    private bool IsOpen(Team team) => TeamsInForce.IsOpenAt(Terms.Policy, Now)(team);

    private async Task<Result<Handled>> AssignAsync(
        Database database, Incident incident, NewDeskAct act, CancellationToken cancel)
    {
        Team? team = null;
        if (!string.IsNullOrEmpty(act.Team))
        {
            if (Directory.Find(act.Team) is not { } found)
            {
                return new Refusal("team.unknown", "There is no such team.").With("team", act.Team);
            }

            if (found.Retired)
            {
                return new Refusal("team.retired", "The team gets no incident any more.").With("team", found.Name);
            }

            team = found;
        }

        if (team is not null && act.Agent is null)
        {
            return await GiveToAsync(database, incident, team, AssignmentAct.Assigned, act.Note, cancel);
        }

        var agent = new PersonId(act.Agent ?? Actor.Person.Value);
        var name = await database.Set<Person>()
            .Where(person => person.Id == agent
                && (person.Role == Role.Agent || person.Role == Role.SupportManager))
            .Select(person => person.Name)
            .SingleOrDefaultAsync(cancel);
        if (name is null)
        {
            return new Refusal("agent.unknown", "There is no such agent.");
        }

        var how = agent == Actor.Person ? AssignmentAct.Taken : AssignmentAct.Assigned;
        return incident.HandTo(team?.Key ?? incident.Team, agent, Now).Succeeded(out _, out var refusal)
            ? new Handled(incident, Assigned(incident, how, name, act.Note))
            : refusal;
    }

    private async Task<Result<Handled>> GiveToAsync(
        Database database, Incident incident, Team team, AssignmentAct how, string? note, CancellationToken cancel)
    {
        if (incident.Team == team.Key)
        {
            return new Refusal("incident.assigned-already", "It is theirs already.");
        }

        var references = ProductSkills.Of(incident.Release, Terms.Catalog.Products);
        var owner = incident.IsOpen ? await database.ChooseOwnerAsync(team, references, cancel) : null;
        return incident.HandTo(team.Key, owner?.Person, Now).Succeeded(out _, out var refusal)
            ? new Handled(incident, Assigned(incident, how, owner?.Name, note))
            : refusal;
    }

    private IncidentAssignment Assigned(Incident incident, AssignmentAct how, string? agentName, string? note) => new()
    {
        Id = Guid.CreateVersion7(Now.ToDateTimeOffset()),
        Incident = incident.Id,
        At = Now,
        Act = how,
        By = Actor.Person,
        ByName = Actor.Name,
        Team = incident.Team,
        TeamName = Directory.NameOf(incident.Team),
        Agent = incident.Agent,
        AgentName = agentName,
        Note = note?.Trim() ?? "",
    };

    private static Result<Handled> Kept(Result<Incident> result) =>
        result.Succeeded(out var incident, out var refusal) ? new Handled(incident, null) : refusal;
}
