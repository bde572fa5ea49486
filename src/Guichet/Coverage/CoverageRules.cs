using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>Which plans support a problem, and why the others do not (R9 to R20). The answer depends on nothing but the
/// question and the terms, so it can be asked again as of any day.</summary>
public static class CoverageRules
{
    private const int PlansOnStack = 64;

    /// <summary>Decides for every plan of the terms, in their order.</summary>
    public static CoverageDecision Decide(CoverageQuestion question, CoverageTerms terms)
    {
        var count = terms.Plans.Length;
        var closed = count <= PlansOnStack ? stackalloc int[count] : new int[count];
        var facts = new CoverageFacts(question, terms, closed);
        var plans = count == 0 ? [] : new PlanCoverage[count];
        for (var i = 0; i < plans.Length; i++)
        {
            plans[i] = DecidePlan(facts, i);
        }
        var phase = facts.Found is null ? null : (LifecyclePhase?)facts.Standing.Phase;
        return new CoverageDecision(question, phase, Refusals(facts), plans);
    }

    /// <summary>The same decision with every rule that was asked and the fact it looked at, for whoever wants to know
    /// why a plan can be used as well as why not.</summary>
    public static CoverageExplanation Explain(CoverageQuestion question, CoverageTerms terms)
    {
        var decision = Decide(question, terms);
        var count = terms.Plans.Length;
        var facts = new CoverageFacts(question, terms, count <= PlansOnStack ? stackalloc int[count] : new int[count]);
        var plans = new PlanExplanation[count];
        for (var i = 0; i < count; i++)
        {
            plans[i] = Explanations.Of(facts, decision.Plans[i]);
        }
        return new(decision, plans);
    }

    /// <summary>Asks the plan, and its packs where none is in order, unless it can be had without them.</summary>
    internal static void AskAll(
        in CoverageFacts facts,
        SupportPlan plan,
        IReadOnlyList<PackCoverage> packs,
        PlanStanding standing,
        ref ReasonSink sink)
    {
        PlanRules.Ask(facts, plan, ref sink);
        if (standing == PlanStanding.Unavailable && !PackRules.AnyInOrder(packs))
        {
            PackRules.Collect(packs, ref sink);
        }
        if (plan.Offer == PlanOffer.Contract && sink.Count == 0)
        {
            sink.Ask(packs.Count == 0, CoverageCodes.PlanNotHeld);
        }
    }

    private static PlanCoverage DecidePlan(in CoverageFacts facts, int index)
    {
        var plan = facts.Terms.Plans[index];
        var packs = PackRules.Lines(facts.Question, plan);
        if (!facts.IsOffered(index))
        {
            return new(plan, PlanStanding.NotOffered, CanBuy: false, [], packs, null);
        }
        if (facts.IsUsable(index))
        {
            var canBuy = plan.Offer == PlanOffer.Sale;
            var buyAgain = canBuy && packs.Length > 0 && !PackRules.AnyInOrder(packs);
            return new(plan, PlanStanding.Usable, canBuy, [], packs, buyAgain ? new("buy-again", plan.Key) : null);
        }
        var reasons = Reasons(facts, index, packs);
        return new(plan, PlanStanding.Unavailable, false, reasons, packs, WaysOut.Find(facts, index, packs));
    }

    private static CoverageReason[] Reasons(in CoverageFacts facts, int index, PackCoverage[] packs)
    {
        var ofPacks = new ReasonSink();
        if (!PackRules.AnyInOrder(packs))
        {
            PackRules.Collect(packs, ref ofPacks);
        }
        // Nothing closes the plan and no pack is held: only the activation is missing.
        var reasons = new CoverageReason[Math.Max(1, facts.CountClosing(index) + ofPacks.Count)];
        var kept = new ReasonSink(reasons);
        AskAll(facts, facts.Terms.Plans[index], packs, PlanStanding.Unavailable, ref kept);
        return reasons;
    }

    private static CoverageReason[] Refusals(in CoverageFacts facts)
    {
        if (facts.WishCanBeMet && facts.Found is not null)
        {
            return [];
        }
        var counted = new ReasonSink();
        Give(facts, ref counted);
        var reasons = new CoverageReason[counted.Count];
        var kept = new ReasonSink(reasons);
        Give(facts, ref kept);
        return reasons;

        static void Give(in CoverageFacts facts, ref ReasonSink sink)
        {
            PlanRules.AskWish(facts, ref sink);
            if (facts.Found is null)
            {
                sink.Add(CoverageCodes.ReleaseUnknown, subject: facts.Question.Release);
            }
        }
    }
}
