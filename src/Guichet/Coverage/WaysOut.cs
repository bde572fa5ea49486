using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>The nearest way out for a plan that is not usable. Nearest is what costs the customer least: the same plan
/// by another sign-in or by activating it, then the plan that the vendor points to, then the same plan for a newer
/// release, then any other plan.</summary>
internal static class WaysOut
{
    /// <summary>The way out of an unavailable plan; null where there is none.</summary>
    public static WayOut? Find(in CoverageFacts facts, int index, PackCoverage[] packs)
    {
        if (!facts.WishCanBeMet)
        {
            return null;
        }
        var plan = facts.Terms.Plans[index];
        if (facts.CountClosing(index) == 0)
        {
            return (packs.Length > 0 ? PlanPointedTo(facts, plan) ?? AnyPlan(facts) : null) ?? AddContract(facts, plan);
        }
        var mayBeHad = plan.Offer != PlanOffer.Contract || PackRules.AnyInOrder(packs);
        return (mayBeHad ? OtherSignIn(facts, plan, facts.CountClosing(index)) : null)
            ?? PlanPointedTo(facts, plan)
            ?? (mayBeHad ? NewerRelease(facts, plan, facts.CountClosing(index)) : null)
            ?? AnyPlan(facts);
    }

    private static WayOut AddContract(in CoverageFacts facts, SupportPlan plan) =>
        new("add-contract", plan.Key, LastDay(plan, facts.Standing));

    /// <summary>Where known issues alone close the plan and one names a kind of sign-in that none of them closes (R19).
    /// </summary>
    private static WayOut? OtherSignIn(in CoverageFacts facts, SupportPlan plan, int reasons)
    {
        var issues = new ReasonSink();
        PlanRules.AskKnownIssues(facts, plan, facts.Question.SignIn, ref issues);
        if (issues.Count < reasons)
        {
            return null;
        }
        for (var i = 0; i < facts.Terms.KnownIssues.Length; i++)
        {
            var issue = facts.Terms.KnownIssues[i];
            if (issue.WayRound is { } kind && issue.Closes(plan.Key, facts.Question.SignIn, facts.Question.On)
                && IsOpenTo(facts, plan, kind))
            {
                return new("sign-in", StandingNames.Of(kind), LastDay(plan, facts.Standing));
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
    private static WayOut? NewerRelease(in CoverageFacts facts, SupportPlan plan, int reasons)
    {
        var ofRelease = new ReasonSink();
        PlanRules.AskRelease(plan, facts.Standing, ref ofRelease);
        if (ofRelease.Count < reasons)
        {
            return null;
        }
        var (product, release) = facts.Found!;
        var latest = plan.Releases.Latest ?? 0;
        for (var i = product.Releases.Count - 1; i >= 0 && product.Releases[i].Key != release.Key; i--)
        {
            var newer = ReleaseStanding.Find(product, product.Releases[i], facts.Question.On, latest);
            var closed = new ReasonSink();
            PlanRules.AskRelease(plan, newer, ref closed);
            if (closed.Count == 0)
            {
                return new("newer-release", $"{product.Key}/{newer.Release.Key}", LastDay(plan, newer));
            }
        }
        return null;
    }

    private static WayOut? PlanPointedTo(in CoverageFacts facts, SupportPlan plan)
    {
        for (var i = 0; i < plan.InsteadUse.Length; i++)
        {
            for (var j = 0; j < facts.Terms.Plans.Length; j++)
            {
                if (facts.Terms.Plans[j].Key == plan.InsteadUse[i] && facts.IsUsable(j))
                {
                    return UsePlan(facts, j);
                }
            }
        }
        return null;
    }

    private static WayOut? AnyPlan(in CoverageFacts facts)
    {
        for (var i = 0; i < facts.Terms.Plans.Length; i++)
        {
            if (facts.IsUsable(i))
            {
                return UsePlan(facts, i);
            }
        }
        return null;
    }

    private static WayOut UsePlan(in CoverageFacts facts, int index)
    {
        var plan = facts.Terms.Plans[index];
        return new("use-plan", plan.Key, LastDay(plan, facts.Standing));
    }

    /// <summary>The last day on which the plan accepts the release, as far as dates are announced.</summary>
    private static LocalDate? LastDay(SupportPlan plan, in ReleaseStanding standing)
    {
        var (product, release) = (standing.Product, standing.Release);
        var coversExtended = plan.Paid && plan.Phases.Contains(LifecyclePhase.Extended);
        var last = coversExtended ? release.SupportEndsOn : release.MainstreamEndsOn;
        var newest = plan.Releases.Latest is { } latest
            ? ReleaseSuccession.LastDayAmongNewest(product, release, latest, standing.On)
            : null;
        return last is null || newest < last ? newest : last;
    }
}
