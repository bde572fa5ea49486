using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using ActBy = Guichet.Incidents.ActBy;
using Hours = Guichet.Plans.HoursOfCoverage;
using Level = Guichet.Plans.Severity;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>An agent changes severity and hours, with a reason that the customer sees (R7); the promise of the first
/// response is recomputed (R8).</summary>
internal sealed class ChangeSeverity(IncidentWork work)
{
    public async Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewSeverity change, int version, CancellationToken cancel)
    {
        var (severity, hours) = (change.Severity!.Value.As<Level>(), change.Hours!.Value.As<Hours>());
        return await work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            MessageKind.SeverityChanged,
            new Saying(incident, change.Id!.Value, change.Reason, null, version)
            {
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { change.Severity, change.Hours }),
            },
            turn => Recompute(turn, severity, hours).Succeeded(out var clock, out var refusal)
                ? turn.Incident.ChangeSeverity(severity, hours, clock, turn.Said)
                : refusal,
            cancel);
    }

    public static Result<ResponseClock> Recompute(Turn turn, Level severity, Hours hours)
    {
        var policy = turn.Policy;
        return policy.FindTarget(turn.Incident.Plan, severity, hours, turn.Incident.Country) is { } target
            ? turn.Incident.Clock.ChangeSeverity(
                target,
                policy.FindCalendar(target.Calendar),
                severity,
                hours,
                policy.Version,
                PolicyInForce.TimeZoneData,
                turn.Said.At)
            : new Refusal("response.no-target", $"The policy promises no first response for severity {severity}.")
                .With("severity", severity.ToString());
    }
}
