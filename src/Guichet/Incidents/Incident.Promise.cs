using Guichet.ServiceLevels;

namespace Guichet.Incidents;

// What follows as the promised first response comes near, and when it is missed.
public sealed partial class Incident
{
    /// <summary>Alarms have gone off: it stands before its equals in the queue where one of them says so, and is not
    /// put aside any more. It is no
    /// change that somebody who writes on it must have read, so the version stays.</summary>
    /// <param name="gone">Those that have.</param>
    /// <param name="next">When the next one does; null where none is left.</param>
    public void SoundAlarms(IEnumerable<Alarm> gone, Instant? next)
    {
        foreach (var alarm in gone)
        {
            Raised |= alarm.Actions.Contains(AlarmAction.Raise);
            (SnoozedUntil, SnoozedBy) = (null, null);
        }

        NextAlarmAt = next;
    }

    /// <summary>Its other clocks run on from a change: an alarm of theirs may come before the one that is expected.
    /// </summary>
    /// <param name="next">When the first of their alarms goes off that may not have yet; null where there is none.
    /// </param>
    public void ExpectAlarm(Instant? next)
    {
        if (IsOpen && next is { } at && (NextAlarmAt is not { } expected || at < expected))
        {
            NextAlarmAt = at;
        }
    }

    /// <summary>An administrator moves what is promised to another version of the policy. A first response that was
    /// given, or is overdue, keeps its result: its clock comes as it was.</summary>
    /// <param name="clock">As the rules of service levels have moved it.</param>
    /// <param name="nearest">Which promise presses most then.</param>
    /// <param name="at">When.</param>
    public void MovePromise(ResponseClock clock, NearestPromise? nearest, Instant at)
    {
        if (clock.DueAt != Clock.DueAt)
        {
            Raised = false;
        }

        Clock = clock;
        NextAlarmAt = at;
        ChangedAt = at;
        Follow(nearest);
        Version++;
    }

    /// <summary>Its promises were reckoned anew: it stands in the queue by the one that presses most.</summary>
    /// <param name="nearest">That one; null where nothing remains promised.</param>
    public void Follow(NearestPromise? nearest)
    {
        Promise = nearest?.Kind;
        PromiseRuns = nearest?.DueAt is not null;
        QueueAt = nearest?.DueAt ?? ChangedAt;
        Raised &= PromiseRuns;
    }

    /// <summary>The customer asks for the credit back, as the first response was missed: by the policy it comes back at
    /// once, or a person decides when the incident is closed. Refused: <c>credit.not-offered</c>,
    /// <c>credit.response-not-missed</c>, <c>credit.already-asked</c>, <c>credit.nothing-to-give-back</c>.</summary>
    public Result<Message> AskForCredit(Utterance said, ClosingTerms terms)
    {
        if ((WhyNoCredit(said.At, terms) ?? Do(IncidentAct.AskForCredit, said)) is { } refusal)
        {
            return refusal;
        }

        CreditAskedAt = said.At;
        Become(
            terms.MissedResponse == CreditOffer.Automatic ? ChargeState.NotCharged
                : Charge == ChargeState.Charged ? ChargeState.CreditAsked
                : Charge,
            said.At);
        return Say(MessageKind.CreditAsked, ActBy.Customer, said);
    }

    /// <summary>Whether the promised first response was missed: given late, or not given by now (by closing, where it
    /// closed before).</summary>
    public bool ResponseMissed(Instant now) => Clock.IsMissed(ClosedAt ?? now);

    private Refusal? WhyNoCredit(Instant now, ClosingTerms terms) =>
        terms.MissedResponse == CreditOffer.None
            ? new Refusal("credit.not-offered", "The policy offers no credit back for a missed response.")
        : !ResponseMissed(now)
            ? new Refusal("credit.response-not-missed", "The first response was not missed.")
        : CreditAskedAt is not null
            ? new Refusal("credit.already-asked", "The credit was asked for already.")
        : Charge is ChargeState.NotCounted or ChargeState.NotCharged or ChargeState.CreditAsked
            ? new Refusal("credit.nothing-to-give-back", "There is no credit to give back.")
        : null;

    /// <summary>The first response, as long as it is promised.</summary>
    private NearestPromise? Response =>
        IsOpen && Clock.RespondedAt is null ? new(PromiseKind.FirstResponse, Clock.DueAt) : null;

    /// <summary>After an act: what it alone tells. The other promises are for whoever has the history of the clocks.
    /// </summary>
    private void KeepPlace()
    {
        if (!IsOpen || Promise is null or PromiseKind.FirstResponse)
        {
            Follow(Response);
        }
        else if (!PromiseRuns)
        {
            QueueAt = ChangedAt;
        }
    }

    /// <summary>Another promise, or an old one that is running again: its alarms are looked at anew.</summary>
    private void LookAtAlarms(Instant at) => NextAlarmAt = Clock.RespondedAt is null ? at : null;
}
