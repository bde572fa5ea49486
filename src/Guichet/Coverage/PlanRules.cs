using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>The rules that close a plan whatever is left in its packs, each with the fact it looked at.</summary>
internal static class PlanRules
{
    /// <summary>Asks all of them, of a known release, in the order of <see cref="CoverageCodes"/>.</summary>
    public static void Ask(in CoverageFacts facts, SupportPlan plan, ref ReasonSink reasons)
    {
        AskWish(facts, plan, ref reasons);
        AskRelease(plan, facts.Standing, ref reasons);
        AskKnownIssues(facts, plan, facts.Question.SignIn, ref reasons);
        AskStanding(facts.Question, plan, ref reasons);
    }

    /// <summary>The reasons that hold for every plan because of what is wanted (R12).</summary>
    public static void AskWish(in CoverageFacts facts, ref ReasonSink reasons)
    {
        reasons.Ask(facts.Wish is null, CoverageCodes.WishUnknown, subject: facts.Question.Wants);
        if (facts.Wish is not null)
        {
            reasons.Ask(facts.Wish.Excluded, CoverageCodes.WishExcluded, subject: facts.Wish.Key);
        }
    }

    /// <summary>What the plan says of a release by itself: phase, succession, deployment (R10, R11, R15,
    /// R18).</summary>
    public static void AskRelease(SupportPlan plan, in ReleaseStanding standing, ref ReasonSink reasons)
    {
        AskPhase(plan, standing.Release, standing.Phase, ref reasons);
        var isDeploymentCovered = plan.Deployments.Contains(standing.Release.Deployment);
        reasons.Ask(!isDeploymentCovered, standing.Release.Deployment == Deployment.Cloud
            ? CoverageCodes.DeploymentCloud
            : CoverageCodes.DeploymentOnPremises);
        if (isDeploymentCovered && plan.Releases.Latest is { } latest)
        {
            AskSuccession(standing, latest, ref reasons);
        }
    }

    /// <summary>Whether none of those reasons holds.</summary>
    public static bool Covers(SupportPlan plan, in ReleaseStanding standing)
    {
        var reasons = new ReasonSink();
        AskRelease(plan, standing, ref reasons);
        return reasons.Count == 0;
    }

    /// <summary>The known issues that close the plan to a kind of sign-in on the day asked about (R19).</summary>
    public static void AskKnownIssues(
        in CoverageFacts facts,
        SupportPlan plan,
        SignInKind signIn,
        ref ReasonSink reasons)
    {
        var issues = facts.Terms.KnownIssues;
        for (var i = 0; i < issues.Length; i++)
        {
            var issue = issues[i];
            var closes = issue.Closes(plan.Key, signIn, facts.Question.On);
            if (closes || (reasons.Explains && issue.Plans.Contains(plan.Key)))
            {
                reasons.Ask(closes, CoverageCodes.SignInKnownIssue, issue.Until, issue.Key);
            }
        }
    }

    /// <summary>What a plan asks of the person who still holds it; one not held is then not offered at all.</summary>
    public static void AskStanding(CoverageQuestion question, SupportPlan plan, ref ReasonSink reasons)
    {
        var closes = !plan.SignIns.Contains(question.SignIn);
        reasons.Ask(
            closes,
            CoverageCodes.SignInKind,
            subject: reasons.Takes(closes) ? StandingNames.Of(plan.SignIns) : "");
        if (plan.PartnerLevels.Count > 0)
        {
            closes = !plan.AcceptsLevel(question.Partner.Level);
            reasons.Ask(
                closes,
                CoverageCodes.PartnerLevel,
                subject: reasons.Takes(closes) ? StandingNames.Of(plan.PartnerLevels) : "");
        }
        if (plan.NeedsCompetency)
        {
            reasons.Ask(!plan.AcceptsCompetency(question.Partner), CoverageCodes.PartnerCompetency);
        }
    }

    private static void AskWish(in CoverageFacts facts, SupportPlan plan, ref ReasonSink reasons)
    {
        AskWish(facts, ref reasons);
        if (facts.WishCanBeMet)
        {
            reasons.Ask(
                !plan.Wants.Contains(facts.Question.Wants),
                CoverageCodes.WishNotCovered,
                subject: facts.Question.Wants);
        }
    }

    private static void AskPhase(SupportPlan plan, Release release, LifecyclePhase phase, ref ReasonSink reasons)
    {
        var covered = phase != LifecyclePhase.Ended && plan.Phases.Contains(phase);
        if (covered && phase == LifecyclePhase.Mainstream && !reasons.Explains)
        {
            return;
        }
        var endsWithMainstream = EndsWithMainstream(plan);
        if (!covered || reasons.Explains)
        {
            var isPast = phase == LifecyclePhase.Ended || (phase == LifecyclePhase.Extended && !covered);
            reasons.Ask(!covered && phase == LifecyclePhase.Upcoming, CoverageCodes.ReleaseNotOut, release.ReleasedOn);
            reasons.Ask(phase == LifecyclePhase.Ended, CoverageCodes.ReleaseSupportEnded, release.SupportEndsOn);
            if (endsWithMainstream)
            {
                reasons.Ask(isPast, CoverageCodes.ReleaseMainstreamEnded, release.MainstreamEndsOn);
            }
            if (!covered && (phase == LifecyclePhase.Mainstream
                || (phase == LifecyclePhase.Extended && !endsWithMainstream)))
            {
                reasons.Add(CoverageCodes.PhaseNotCovered);
            }
        }
        if (!plan.Paid)
        {
            reasons.Ask(phase == LifecyclePhase.Extended, CoverageCodes.PhasePaidOnly, release.MainstreamEndsOn);
        }
    }

    private static bool EndsWithMainstream(SupportPlan plan) =>
        plan.Phases.Contains(LifecyclePhase.Mainstream) && !plan.Phases.Contains(LifecyclePhase.Extended);

    private static void AskSuccession(in ReleaseStanding standing, int latest, ref ReasonSink reasons)
    {
        var closes = latest < standing.Rank;
        var code = latest == 2 ? CoverageCodes.ReleaseNotLatestTwo : CoverageCodes.ReleaseNotLatest;
        if (!reasons.Takes(closes))
        {
            reasons.Ask(closes, code);
            return;
        }
        var names = ReleaseSuccession.NamesOfNewest(standing.Product, standing.Release, latest, standing.On);
        reasons.Ask(closes, code, subject: latest == 2 ? names : $"{latest}: {names}");
    }
}
