using Guichet.Client.Catalog;

namespace Guichet.Client.Coverage;

/// <summary>In which group a plan stands.</summary>
public enum PlanStanding
{
    /// <summary>It can be used now, or bought now and used.</summary>
    Usable,

    /// <summary>Held, or open to this standing, and closed by a rule.</summary>
    Unavailable,

    /// <summary>Not held and not for this standing; or the release is unknown.</summary>
    NotOffered,
}

/// <summary>The answer to a <see cref="CoverageQuestion"/>. Sentences are in the reader's language.</summary>
/// <param name="On">The day it is true of, in the policy's time zone.</param>
/// <param name="Release">The reference asked about.</param>
/// <param name="ReleaseName">As people write it; null for an unknown release.</param>
/// <param name="Phase">The release's phase on that day; null for an unknown release.</param>
/// <param name="Wants">Key of what is wanted.</param>
/// <param name="Refusals">Reasons that hold whatever the plan: <c>release.unknown</c>, <c>wish.excluded</c>.</param>
/// <param name="Plans">Every plan of the policy, in its order, each in one group only.</param>
/// <param name="PolicyVersion">The policy it was decided under.</param>
/// <param name="CatalogVersion">The catalogue it was decided under.</param>
public sealed record CoverageView(
    DateOnly On,
    string Release,
    string? ReleaseName,
    LifecyclePhase? Phase,
    string Wants,
    IReadOnlyList<ReasonView> Refusals,
    IReadOnlyList<PlanCoverageView> Plans,
    int PolicyVersion,
    int CatalogVersion);

/// <summary>Where one plan stands, and why.</summary>
/// <param name="Plan">Its key.</param>
/// <param name="Name">As shown.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Standing">Its group.</param>
/// <param name="CanUse">True where it can be used now: a pack held is in order, or the plan is free.</param>
/// <param name="CanBuy">True where it can be bought now and used for this problem.</param>
/// <param name="Price">Of one, before tax; null where it is not for sale.</param>
/// <param name="Size">Incidents in one pack; null for a plan without a balance.</param>
/// <param name="Left">Credits left in all packs held that are in order; null for a plan without a balance, or where
/// none is held.</param>
/// <param name="Reasons">All reasons that close the plan; empty for a usable one.</param>
/// <param name="Packs">A line for each pack held, earliest expiry first.</param>
/// <param name="WayOut">What can be done instead; null where nothing can or need be.</param>
/// <param name="Asked">Every rule that was asked, also those that close nothing, each with its fact. Of a plan that is
/// not offered these are the rules of the standing only.</param>
public sealed record PlanCoverageView(
    string Plan,
    string Name,
    string Description,
    PlanStanding Standing,
    bool CanUse,
    bool CanBuy,
    MoneyView? Price,
    int? Size,
    int? Left,
    IReadOnlyList<ReasonView> Reasons,
    IReadOnlyList<PackCoverageView> Packs,
    WayOutView? WayOut,
    IReadOnlyList<AskedRuleView> Asked);

/// <summary>One pack held.</summary>
/// <param name="Pack">Its id; null for one supposed.</param>
/// <param name="Left">Credits left; null for a plan without a balance.</param>
/// <param name="ExpiresOn">Last usable day, inclusive; null: it does not expire.</param>
/// <param name="Reasons">What closes it; empty where the pack itself is in order.</param>
/// <param name="Asked">Every rule that was asked of it.</param>
public sealed record PackCoverageView(
    Guid? Pack,
    int? Left,
    DateOnly? ExpiresOn,
    IReadOnlyList<ReasonView> Reasons,
    IReadOnlyList<AskedRuleView> Asked);

/// <summary>A rule that was asked, and the fact it looked at.</summary>
/// <param name="Code">The code of the reason that it gives where it closes: <c>release.mainstream-ended</c>.</param>
/// <param name="Label">What it looks at, in words.</param>
/// <param name="Closes">Whether it closes the plan or the pack.</param>
/// <param name="Date">The day it looked at; null where there is none.</param>
/// <param name="Subject">What it looked at besides, in words; empty where nothing.</param>
public sealed record AskedRuleView(string Code, string Label, bool Closes, DateOnly? Date, string Subject);

/// <summary>A rule that says no, and the fact it looked at.</summary>
/// <param name="Code">Stable: <c>release.mainstream-ended</c>.</param>
/// <param name="Sentence">The reason in words, with its dates.</param>
/// <param name="Date">The day the rule looked at; null where there is none.</param>
/// <param name="Subject">What the rule looked at besides, as keys; empty where nothing.</param>
/// <param name="Article">Address of an article about it; null where there is none.</param>
public sealed record ReasonView(string Code, string Sentence, DateOnly? Date, string Subject, string? Article);

/// <summary>What can be done instead.</summary>
/// <param name="Code"><c>use-plan</c>, <c>newer-release</c>, <c>sign-in</c>, <c>add-contract</c>, <c>buy-again</c>.
/// </param>
/// <param name="Sentence">The same in words.</param>
/// <param name="Subject">Plan key, release reference or kind of sign-in, by the code.</param>
/// <param name="Until">Last day on which it helps; null: no end known.</param>
public sealed record WayOutView(string Code, string Sentence, string Subject, DateOnly? Until);
