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
        if (facts.Wish is null)
        {
            reasons.Add(CoverageCodes.WishUnknown, subject: facts.Question.Wants);
        }
        else if (facts.Wish.Excluded)
        {
            reasons.Add(CoverageCodes.WishExcluded, subject: facts.Wish.Key);
        }
    }

    /// <summary>What the plan says of a release by itself: phase, succession, deployment (R10, R11, R15,
    /// R18).</summary>
    public static void AskRelease(SupportPlan plan, in ReleaseStanding standing, ref ReasonSink reasons)
    {
        var release = standing.Of.Release;
        AskPhase(plan, release, standing.Phase, ref reasons);
        if (!plan.Deployments.Contains(release.Deployment))
        {
            reasons.Add(release.Deployment == Deployment.Cloud
                ? CoverageCodes.DeploymentCloud
                : CoverageCodes.DeploymentOnPremises);
        }
        else if (plan.Releases.Latest < standing.Rank)
        {
            AddNotLatest(standing, plan.Releases.Latest.Value, ref reasons);
        }
    }

    /// <summary>The known issues that close the plan to a kind of sign-in on the day asked about (R19).</summary>
    public static void AskKnownIssues(
        in CoverageFacts facts,
        SupportPlan plan,
        SignInKind signIn,
        ref ReasonSink reasons)
    {
        var issues = facts.Terms.KnownIssues;
        for (var i = 0; i < issues.Count; i++)
        {
            if (issues[i].Closes(plan.Key, signIn, facts.Question.On))
            {
                reasons.Add(CoverageCodes.SignInKnownIssue, issues[i].Until, issues[i].Key);
            }
        }
    }

    private static void AskWish(in CoverageFacts facts, SupportPlan plan, ref ReasonSink reasons)
    {
        AskWish(facts, ref reasons);
        if (facts.WishCanBeMet && !plan.Wants.Contains(facts.Question.Wants))
        {
            reasons.Add(CoverageCodes.WishNotCovered, subject: facts.Question.Wants);
        }
    }

    private static void AskPhase(SupportPlan plan, Release release, LifecyclePhase phase, ref ReasonSink reasons)
    {
        var covered = plan.Phases.Contains(phase);
        switch (phase)
        {
            case LifecyclePhase.Upcoming when !covered:
                reasons.Add(CoverageCodes.ReleaseNotOut, release.ReleasedOn);
                break;
            case LifecyclePhase.Mainstream when !covered:
                reasons.Add(CoverageCodes.PhaseNotCovered);
                break;
            case LifecyclePhase.Extended when !covered:
                AddMainstreamEndedOr(CoverageCodes.PhaseNotCovered, plan, release, ref reasons);
                break;
            case LifecyclePhase.Ended:
                reasons.Add(CoverageCodes.ReleaseSupportEnded, release.SupportEndsOn);
                AddMainstreamEndedOr(null, plan, release, ref reasons);
                break;
        }
        if (phase == LifecyclePhase.Extended && !plan.Paid)
        {
            reasons.Add(CoverageCodes.PhasePaidOnly, release.MainstreamEndsOn);
        }
    }

    private static void AddMainstreamEndedOr(
        string? otherwise,
        SupportPlan plan,
        Release release,
        ref ReasonSink reasons)
    {
        if (plan.Phases.Contains(LifecyclePhase.Mainstream) && !plan.Phases.Contains(LifecyclePhase.Extended))
        {
            reasons.Add(CoverageCodes.ReleaseMainstreamEnded, release.MainstreamEndsOn);
        }
        else if (otherwise is not null)
        {
            reasons.Add(otherwise);
        }
    }

    private static void AddNotLatest(in ReleaseStanding standing, int latest, ref ReasonSink reasons)
    {
        var code = latest == 2 ? CoverageCodes.ReleaseNotLatestTwo : CoverageCodes.ReleaseNotLatest;
        if (!reasons.Keeps)
        {
            reasons.Add(code);
            return;
        }
        var (product, release) = standing.Of;
        var names = ReleaseSuccession.NamesOfNewest(product, release.Deployment, latest, standing.On);
        reasons.Add(code, subject: latest == 2 ? names : $"{latest}: {names}");
    }

    /// <summary>What a plan asks of the person who still holds it; one not held is then not offered at all.</summary>
    private static void AskStanding(CoverageQuestion question, SupportPlan plan, ref ReasonSink reasons)
    {
        if (!plan.SignIns.Contains(question.SignIn))
        {
            reasons.Add(CoverageCodes.SignInKind, subject: reasons.Keeps ? StandingNames.Of(plan.SignIns) : "");
        }
        if (!plan.AcceptsLevel(question.Partner.Level))
        {
            reasons.Add(CoverageCodes.PartnerLevel, subject: reasons.Keeps ? StandingNames.Of(plan.PartnerLevels) : "");
        }
        if (!plan.AcceptsCompetency(question.Partner))
        {
            reasons.Add(CoverageCodes.PartnerCompetency);
        }
    }
}
