using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using WorkKind = Guichet.Incidents.WorkKind;

namespace Guichet.Server.Incidents.Working;

/// <summary>An agent records a call, a remote session or research (R2). What the customer does not see is a note, and
/// so has no way to reach them.</summary>
internal sealed class RecordWork(IncidentWork work, AddNote note)
{
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewWork done, CancellationToken cancel)
    {
        var told = new Work(
            done.Kind!.Value.As<WorkKind>(),
            Instant.FromDateTimeOffset(done.StartedAt!.Value),
            done.Contact?.Trim() ?? "");
        var saying = new Saying(incident, done.Id!.Value, done.Body, done.Minutes, null)
        {
            Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { done.StartedAt, done.Contact }),
        };
        return done.Shown ?? told.ReachesCustomer
            ? work.SayAsync(
                signedIn.Actor,
                ActBy.Agent,
                told.MessageKind,
                saying,
                turn => turn.Incident.RecordWork(turn.Said, told),
                cancel)
            : note.WriteAsync(
                signedIn.Actor, saying, (found, said) => told.AsNote(found, signedIn.Actor.Person, said), cancel);
    }
}
