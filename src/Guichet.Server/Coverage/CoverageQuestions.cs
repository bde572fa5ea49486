using Guichet.Accounts;
using Guichet.Coverage;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Packs;

namespace Guichet.Server.Coverage;

internal static class CoverageQuestions
{
    /// <summary>What a person asks with what they hold.</summary>
    public static CoverageQuestion Of(
        Actor actor, LocalDate on, string release, string wants, IReadOnlyList<HeldPack> packs)
    {
        var held = new HeldPlan[packs.Count];
        for (var index = 0; index < held.Length; index++)
        {
            held[index] = packs[index].AsHeldPlan();
        }

        return new CoverageQuestion(on, release, wants, actor.SignIn, actor.PartnerOn(on), held);
    }
}

/// <summary>The plan a customer chose, where the decision lets them use it now, and the pack to take the credit from:
/// the one that expires first (R23).</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Pack">Null for a plan that is open to everybody.</param>
internal sealed record ChosenPlan(SupportPlan Plan, IncidentPackId? Pack)
{
    /// <summary>Refused by the first reason of the decision, with all of them as facts; where all packs of the plan
    /// are used up or over, by that of the last; a plan that would first have to be bought or activated by
    /// <c>plan.not-held</c>.</summary>
    public static Result<ChosenPlan> In(CoverageDecision decision, string planKey)
    {
        var coverage = decision.For(planKey);
        if (decision.Refusals.Count > 0)
        {
            return Refuse(planKey, decision.Refusals);
        }

        if (coverage is null)
        {
            return new Refusal("plan.unknown", "There is no such plan.").With("plan", planKey);
        }

        if (coverage.Standing != PlanStanding.Usable)
        {
            return coverage.Reasons.Count > 0
                ? Refuse(planKey, coverage.Reasons)
                : new Refusal("plan.not-offered", "The plan is not offered to you.").With("plan", planKey);
        }

        if (coverage.Plan.Offer == PlanOffer.Free)
        {
            return new ChosenPlan(coverage.Plan, null);
        }

        return coverage.Packs.FirstOrDefault(pack => pack.Reasons.Count == 0) is { } pack
            ? new ChosenPlan(coverage.Plan, pack.Held.Pack)
            : coverage.Packs.Count > 0
                ? Refuse(planKey, coverage.Packs[^1].Reasons)
                : new Refusal("plan.not-held", "The plan has to be bought first.").With("plan", planKey);
    }

    private static Refusal Refuse(string planKey, IReadOnlyList<CoverageReason> reasons)
    {
        var refusal = new Refusal(reasons[0].Code, $"The plan {planKey} cannot be used: {reasons[0].Code}.")
            .With("plan", planKey)
            .With("reasons", reasons.Select(reason => reason.Code).ToArray())
            .With("subject", reasons[0].Subject);
        return reasons[0].Date is { } date ? refusal.With("date", date) : refusal;
    }
}
