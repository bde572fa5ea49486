using Guichet.Accounts;
using Guichet.Coverage;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Coverage;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.ServiceLevels;

namespace Guichet.Server.Incidents;

/// <summary>What is to be supported, and from which plan.</summary>
internal sealed record AskedSupport(
    string Release, string Wants, string Plan, Severity Severity, HoursOfCoverage Hours);

/// <summary>What an incident begins with, whether it is submitted or a part that was accepted: the decision, the plan
/// and pack that it is charged to, and the promise.</summary>
internal sealed record SubmissionGrounds(
    CoverageDecision Decision, SupportPlan Plan, IncidentPack? Pack, ResponseClock Clock)
{
    /// <summary>When the first alarm goes off; null without alarms.</summary>
    public required Instant? NextAlarmAt { get; init; }

    /// <summary>Which promise presses most.</summary>
    public required NearestPromise? Promise { get; init; }

    /// <summary>Whether a credit is put on hold.</summary>
    public bool Counted => Pack is { Size: not null };

    /// <summary>The rules on loaded facts, without I/O. Refused as <see cref="ChosenPlan.In"/> refuses, and by
    /// <c>response.no-target</c>.</summary>
    public static Result<SubmissionGrounds> Find(
        Actor actor, AskedSupport asked, IReadOnlyList<HeldPack> held, Terms terms, Instant now)
    {
        var policy = terms.Policy;
        var packs = HeldPack.UsableUnder(policy, held);
        var decision = CoverageRules.Decide(
            CoverageQuestions.Of(actor, policy.DayOf(now), asked.Release, asked.Wants, packs), terms.Coverage);
        if (!ChosenPlan.In(decision, asked.Plan).Succeeded(out var chosen, out var refusal)
            || !policy.StartClock(asked.Plan, asked.Severity, asked.Hours, actor.Country, now)
                .Succeeded(out var clock, out refusal))
        {
            return refusal;
        }

        var pack = packs.FirstOrDefault(one => one.Pack.Id == chosen.Pack)?.Pack;
        var started = new ClockEvent(
            ClockEventKind.Started, clock.StartedAt, clock.Severity, clock.Hours, clock.PolicyVersion);
        IReadOnlyList<RunningPromise> promises =
            [policy.PromiseOf(clock)!, .. policy.PromisesAfter([started], asked.Plan, actor.Country)];
        return new SubmissionGrounds(decision, chosen.Plan, pack, clock)
        {
            NextAlarmAt = policy.PlanAlarms(promises) is [var first, ..] ? first.At : null,
            Promise = NearestPromise.Of(promises),
        };
    }

    /// <summary>Puts the credit on hold, where one is counted; why not, as the pack refuses.</summary>
    public Refusal? Reserve(Guid incident, Actor actor, Terms terms, Instant now, out LedgerEntry? reserved)
    {
        reserved = null;
        return Counted
            && !Pack!.Reserve(incident, actor.Person, terms.Policy.DayOf(now), now)
                .Succeeded(out reserved, out var refusal)
            ? refusal
            : null;
    }
}
