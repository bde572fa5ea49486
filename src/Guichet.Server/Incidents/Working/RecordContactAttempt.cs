using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using ContactWay = Guichet.Incidents.ContactWay;
using Hours = Guichet.Plans.HoursOfCoverage;
using Level = Guichet.Plans.Severity;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Working;

/// <summary>An agent records that a contact was tried and not reached (R7); the customer sees it and is told.</summary>
internal sealed class RecordContactAttempt(IncidentWork work)
{
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewContactAttempt tried, CancellationToken cancel)
    {
        var attempt = new ContactAttempt(
            tried.Contact!.Trim(),
            tried.Way!.Value.As<ContactWay>(),
            Instant.FromDateTimeOffset(tried.TriedAt!.Value));
        return work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            MessageKind.ContactTried,
            new Saying(incident, tried.Id!.Value, tried.Body, tried.Minutes, null)
            {
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { tried.Contact, tried.Way, tried.TriedAt }),
            },
            turn => turn.Incident.RecordAttempt(turn.Said, attempt),
            cancel);
    }
}

/// <summary>An agent lowers severity A to B, as nobody could be reached twice (R7): with words that the customer reads
/// and is told by mail; the promise is recomputed as with every change of severity.</summary>
internal sealed class LowerSeverity(IncidentWork work)
{
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewLowering lowering, int version, CancellationToken cancel)
    {
        var hours = lowering.Hours!.Value.As<Hours>();
        return work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            MessageKind.SeverityChanged,
            new Saying(incident, lowering.Id!.Value, lowering.Reason, null, version)
            {
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { Lowered = true, lowering.Hours }),
            },
            turn => turn.Incident.WhyNotLowered() is { } refusal ? refusal
                : ChangeSeverity.Recompute(turn, Level.B, hours).Succeeded(out var clock, out refusal)
                    ? turn.Incident.LowerAsUnreached(hours, clock, turn.Said)
                    : refusal,
            cancel);
    }
}
