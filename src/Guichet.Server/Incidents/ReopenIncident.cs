using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Alarms;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>The customer says that the same problem is back (R25): no new charge.</summary>
internal sealed class ReopenIncident(IncidentWork work, IClock clock, SweepBell<SoundAlarms> alarms)
{
    public async Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewMessage words, int? version, CancellationToken cancel)
    {
        var result = await work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.Reopened,
            new Saying(incident, words.Id!.Value, words.Body, words.Minutes, version),
            turn => turn.Incident.Reopen(turn.Said, turn.Policy.Policy.Closing),
            cancel);
        alarms.RingAt(clock.GetCurrentInstant());
        return result;
    }
}
