using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>The nearest way out for a plan that is not usable. Nearest is what costs the customer least: the same plan by
/// another sign-in or by activating it, then the plan that the vendor points to, then the same plan for a newer release,
/// then any other plan.</summary>
internal static class WaysOut
{
    /// <summary>The way out of an unavailable plan; null where there is none.</summary>
    public static WayOut? Find(in CoverageFacts facts, ProductRelease found, SupportPlan plan, PackCoverage[] packs)
    {
        if (!facts.WishCanBeMet)
        {
            return null;
        }
        var all = new ReasonSink();
        PlanRules.Ask(facts, found, plan, ref all);
        var mayBeHad = plan.Offer != PlanOffer.Contract || PackRules.AnyInOrder(packs);
        if (all.Count == 0)
        {
            return packs.Length == 0
                ? AddContract(facts, found, plan)
                : PlanPointedTo(facts, found, plan)
                    ?? AnyOtherPlan(facts, found, plan)
                    ?? AddContract(facts, found, plan);
        }
        return (mayBeHad ? OtherSignIn(facts, found, plan, all.Count) : null)
            ?? PlanPointedTo(facts, found, plan)
            ?? (mayBeHad ? NewerRelease(facts, found, plan, all.Count) : null)
            ?? AnyOtherPlan(facts, found, plan);
    }

    private static WayOut AddContract(in CoverageFacts facts, ProductRelease found, SupportPlan plan) =>
        new("add-contract", plan.Key, LastDay(plan, found, facts.Question.On));

    /// <summary>Where known issues alone close the plan and one names a kind of sign-in that none of them closes (R19).
    /// </summary>
    private static WayOut? OtherSignIn(in CoverageFacts facts, ProductRelease found, SupportPlan plan, int reasons)
    {
        var issues = new ReasonSink();
        PlanRules.AskKnownIssues(facts, plan, facts.Question.SignIn, ref issues);
        if (issues.Count < reasons)
        {
            return null;
        }
        for (var i = 0; i < facts.Terms.KnownIssues.Count; i++)
        {
            var issue = facts.Terms.KnownIssues[i];
            if (issue.WayRound is { } kind && issue.Closes(plan.Key, facts.Question.SignIn, facts.Question.On)
                && IsOpenTo(facts, plan, kind))
            {
                return new("sign-in", StandingNames.Of(kind), LastDay(plan, found, facts.Question.On));
            }
        }
        return null;
    }

    private static bool IsOpenTo(in CoverageFacts facts, SupportPlan plan, SignInKind kind)
    {
        var issues = new ReasonSink();
        PlanRules.AskKnownIssues(facts, plan, kind, ref issues);
        return issues.Count == 0 && plan.SignIns.Contains(kind);
    }

    /// <summary>The newest release of the product that the plan accepts, where only the release closes it.</summary>
    private static WayOut? NewerRelease(in CoverageFacts facts, ProductRelease found, SupportPlan plan, int reasons)
    {
        var on = facts.Question.On;
        var ofRelease = new ReasonSink();
        PlanRules.AskRelease(plan, found.Product, found.Release, on, ref ofRelease);
        if (ofRelease.Count < reasons)
        {
            return null;
        }
        var releases = found.Product.Releases;
        for (var i = releases.Count - 1; i >= 0 && releases[i].Key != found.Release.Key; i--)
        {
            var closed = new ReasonSink();
            PlanRules.AskRelease(plan, found.Product, releases[i], on, ref closed);
            if (closed.Count == 0)
            {
                var newer = new ProductRelease(found.Product, releases[i]);
                return new("newer-release", newer.Reference, LastDay(plan, newer, on));
            }
        }
        return null;
    }

    private static WayOut? PlanPointedTo(in CoverageFacts facts, ProductRelease found, SupportPlan plan)
    {
        for (var i = 0; i < plan.InsteadUse.Count; i++)
        {
            for (var j = 0; j < facts.Terms.Plans.Count; j++)
            {
                var other = facts.Terms.Plans[j];
                if (other.Key == plan.InsteadUse[i] && IsUsable(facts, found, other))
                {
                    return UsePlan(facts, found, other);
                }
            }
        }
        return null;
    }

    private static WayOut? AnyOtherPlan(in CoverageFacts facts, ProductRelease found, SupportPlan plan)
    {
        for (var i = 0; i < facts.Terms.Plans.Count; i++)
        {
            var other = facts.Terms.Plans[i];
            if (other.Key != plan.Key && IsUsable(facts, found, other))
            {
                return UsePlan(facts, found, other);
            }
        }
        return null;
    }

    private static WayOut UsePlan(in CoverageFacts facts, ProductRelease found, SupportPlan other) =>
        new("use-plan", other.Key, LastDay(other, found, facts.Question.On));

    /// <summary>The standing alone, without composing a line for it.</summary>
    private static bool IsUsable(in CoverageFacts facts, ProductRelease found, SupportPlan plan)
    {
        var reasons = new ReasonSink();
        PlanRules.Ask(facts, found, plan, ref reasons);
        return reasons.Count == 0
            && (plan.Offer != PlanOffer.Contract || PackRules.AnyInOrder(facts.Question, plan));
    }

    /// <summary>The last day on which the plan accepts the release, as far as dates are announced.</summary>
    private static LocalDate? LastDay(SupportPlan plan, ProductRelease found, LocalDate on)
    {
        var coversExtended = plan.Paid && plan.Phases.Contains(LifecyclePhase.Extended);
        var last = coversExtended ? found.Release.SupportEndsOn : found.Release.MainstreamEndsOn;
        var newest = plan.Releases.Latest is { } latest
            ? ReleaseSuccession.LastDayAmongNewest(found.Product, found.Release, latest, on)
            : null;
        return last is null || newest < last ? newest : last;
    }
}
