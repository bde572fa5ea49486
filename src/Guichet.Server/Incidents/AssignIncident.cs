using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Handling;

namespace Guichet.Server.Incidents;

/// <summary>An agent takes an incident, or hands it over to another or to a team.</summary>
internal sealed class AssignIncident(HandleIncident handle, IncidentWork work)
{
    /// <summary>Refused as <see cref="HandleIncident"/> refuses. Whoever has it already keeps it.</summary>
    public async Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewAssignment assignment, int? version, CancellationToken cancel)
    {
        var act = new NewDeskAct
        {
            Act = DeskAct.Assign,
            Agent = assignment.Agent,
            Team = assignment.Team,
            Note = assignment.Note,
        };
        var result = await handle.RunAsync(signedIn, incident, act, version, cancel);
        return result.Refusal?.Code == "incident.assigned-already"
            ? await work.ChangeAsync(
                signedIn.Actor,
                incident,
                (_, found) => Task.FromResult<Result<IncidentStateView>>(found.AsState()),
                cancel)
            : result;
    }
}
