using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>Which plans support a problem, and why the others do not (R9 to R20). The answer depends on nothing but the
/// question and the terms, so it can be asked again as of any day.</summary>
public static class CoverageRules
{
    /// <summary>Decides for every plan of the terms, in their order.</summary>
    public static CoverageDecision Decide(CoverageQuestion question, CoverageTerms terms)
    {
        var facts = new CoverageFacts(question, terms);
        var plans = terms.Plans.Count == 0 ? [] : new PlanCoverage[terms.Plans.Count];
        for (var i = 0; i < plans.Length; i++)
        {
            plans[i] = DecidePlan(facts, terms.Plans[i]);
        }
        return new CoverageDecision(question, facts.Phase, Refusals(facts), plans);
    }

    private static PlanCoverage DecidePlan(in CoverageFacts facts, SupportPlan plan)
    {
        var packs = PackRules.Lines(facts.Question, plan);
        if (facts.Found is not { } found
            || (packs.Length == 0 && !plan.IsFor(facts.Question.SignIn, facts.Question.Partner)))
        {
            return new(plan, PlanStanding.NotOffered, CanBuy: false, [], packs, null);
        }
        var closed = new ReasonSink();
        PlanRules.Ask(facts, found, plan, ref closed);
        var canBuy = plan.Offer == PlanOffer.Sale && closed.Count == 0;
        var hasPack = PackRules.AnyInOrder(packs);
        if (closed.Count == 0 && (hasPack || plan.Offer != PlanOffer.Contract))
        {
            var buyAgain = canBuy && !hasPack && packs.Length > 0 ? new WayOut("buy-again", plan.Key) : null;
            return new(plan, PlanStanding.Usable, canBuy, [], packs, buyAgain);
        }
        var reasons = Reasons(facts, found, plan, packs, hasPack);
        return new(plan, PlanStanding.Unavailable, false, reasons, packs, WaysOut.Find(facts, found, plan, packs));
    }

    private static CoverageReason[] Reasons(
        in CoverageFacts facts,
        ProductRelease found,
        SupportPlan plan,
        PackCoverage[] packs,
        bool hasPack)
    {
        var counted = new ReasonSink();
        Give(facts, ref counted);
        var reasons = new CoverageReason[counted.Count];
        var kept = new ReasonSink(reasons);
        Give(facts, ref kept);
        return reasons;

        void Give(in CoverageFacts facts, ref ReasonSink sink)
        {
            PlanRules.Ask(facts, found, plan, ref sink);
            if (!hasPack)
            {
                PackRules.Collect(packs, ref sink);
            }
            if (sink.Count == 0)
            {
                sink.Add(CoverageCodes.PlanNotHeld);
            }
        }
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
