namespace Guichet.Coverage;

/// <summary>The stable codes of coverage reasons, in the order in which a decision gives them.</summary>
public static class CoverageCodes
{
    /// <summary>No plan whatever covers what is wanted (R12). Subject: the wish.</summary>
    public const string WishExcluded = "wish.excluded";

    /// <summary>The policy does not know what is wanted. Subject: the wish.</summary>
    public const string WishUnknown = "wish.unknown";

    /// <summary>The plan is not for what is wanted. Subject: the wish.</summary>
    public const string WishNotCovered = "wish.not-covered";

    /// <summary>The catalogue does not know the release (R13). Subject: the reference asked about.</summary>
    public const string ReleaseUnknown = "release.unknown";

    /// <summary>The release is not out yet. Date: the day it comes out.</summary>
    public const string ReleaseNotOut = "release.not-out";

    /// <summary>Support has ended in every phase (R12). Date: its last day, where known.</summary>
    public const string ReleaseSupportEnded = "release.support-ended";

    /// <summary>The plan ends with mainstream support, which is over (R11). Date: its last day, where known.</summary>
    public const string ReleaseMainstreamEnded = "release.mainstream-ended";

    /// <summary>The plan does not cover the release's phase, for another reason than the two ends above.</summary>
    public const string PhaseNotCovered = "phase.not-covered";

    /// <summary>The plan is free, and extended support is for paid support only (R10).</summary>
    public const string PhasePaidOnly = "phase.paid-only";

    /// <summary>The plan covers the newest two generations only (R15). Subject: the names of those.</summary>
    public const string ReleaseNotLatestTwo = "release.not-latest-two";

    /// <summary>The plan covers the newest N generations only, N not 2. Subject: N, a colon and their names.</summary>
    public const string ReleaseNotLatest = "release.not-latest";

    /// <summary>The release is a cloud service, which the plan does not cover (R18).</summary>
    public const string DeploymentCloud = "deployment.cloud";

    /// <summary>The release runs on premises, which the plan does not cover.</summary>
    public const string DeploymentOnPremises = "deployment.on-premises";

    /// <summary>A known issue closes the plan to this kind of sign-in (R19). Subject: its key. Date: its last day.
    /// </summary>
    public const string SignInKnownIssue = "sign-in.known-issue";

    /// <summary>A plan held that is not for this kind of sign-in. Subject: the kinds it is for.</summary>
    public const string SignInKind = "sign-in.kind";

    /// <summary>A plan still held that is not for the partner's level. Subject: the levels it is for.</summary>
    public const string PartnerLevel = "partner.level";

    /// <summary>A plan still held that needs a competency.</summary>
    public const string PartnerCompetency = "partner.competency";

    /// <summary>A pack past its last usable day (R21). Date: that day.</summary>
    public const string PackExpired = "pack.expired";

    /// <summary>A pack without a credit left (R23).</summary>
    public const string PackExhausted = "pack.exhausted";

    /// <summary>A pack without a credit left, whose payment a bank has taken back: what was not used of it is put
    /// aside.</summary>
    public const string PackDisputed = "pack.disputed";

    /// <summary>Only the activation is missing: the plan would cover this, and the customer may hold it
    /// (R20).</summary>
    public const string PlanNotHeld = "plan.not-held";
}
