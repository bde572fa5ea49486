using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>In which group of step 2 a plan stands (R16).</summary>
public enum PlanStanding
{
    /// <summary>It can be used now, or bought now and used.</summary>
    Usable,

    /// <summary>Held, or open to this customer's standing, and closed by a rule.</summary>
    Unavailable,

    /// <summary>Not held and not for this customer; or the release is unknown (R13).</summary>
    NotOffered,
}

/// <summary>The answer to a <see cref="CoverageQuestion"/>: every plan of the policy, in the policy's order.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Phase">The release's phase on that day; null for an unknown release.</param>
/// <param name="Refusals">Reasons that hold whatever the plan: <c>release.unknown</c>, <c>wish.excluded</c>.</param>
/// <param name="Plans">Every plan, each in one group only.</param>
public sealed record CoverageDecision(
    CoverageQuestion Question,
    LifecyclePhase? Phase,
    IReadOnlyList<CoverageReason> Refusals,
    IReadOnlyList<PlanCoverage> Plans)
{
    /// <summary>The plan's line; null where the policy has no such plan.</summary>
    public PlanCoverage? For(string planKey) => Plans.FirstOrDefault(plan => plan.Plan.Key == planKey);
}

/// <summary>Where one plan stands, and why.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Standing">Its group.</param>
/// <param name="CanBuy">True where it can be bought now and used for this problem.</param>
/// <param name="Reasons">All the reasons that close the plan, none left out; empty for a usable one.</param>
/// <param name="Packs">A line for each pack held, earliest expiry first, each with its own reasons.</param>
/// <param name="WayOut">The nearest way out of an unavailable plan; null where there is none or none is needed.</param>
public sealed record PlanCoverage(
    SupportPlan Plan,
    PlanStanding Standing,
    bool CanBuy,
    IReadOnlyList<CoverageReason> Reasons,
    IReadOnlyList<PackCoverage> Packs,
    WayOut? WayOut);

/// <summary>One pack held, and the reasons that close it (<c>pack.expired</c>, <c>pack.exhausted</c>,
/// <c>pack.disputed</c>).</summary>
/// <param name="Held">The pack or contract.</param>
/// <param name="Reasons">Empty where the pack itself is in order; the plan's own reasons still apply.</param>
public sealed record PackCoverage(HeldPlan Held, IReadOnlyList<CoverageReason> Reasons);

/// <summary>A rule that says no, and the fact it looked at.</summary>
/// <param name="Code">Stable code, as in <c>docs/reference/refusals.md</c>.</param>
/// <param name="Date">The day the rule looked at: an end of support, an expiry; null where there is none.</param>
/// <param name="Subject">What the rule looked at besides: release names, the known issue's key; empty where
/// nothing.</param>
public sealed record CoverageReason(string Code, LocalDate? Date = null, string Subject = "");

/// <summary>What the customer can do instead.</summary>
/// <param name="Code"><c>use-plan</c> (another plan can be used or bought), <c>newer-release</c>, <c>sign-in</c>,
/// <c>add-contract</c>, <c>buy-again</c>.</param>
/// <param name="Subject">Plan key, release reference or kind of sign-in, by the code.</param>
/// <param name="Until">Last day on which it helps; null: no end known.</param>
public sealed record WayOut(string Code, string Subject = "", LocalDate? Until = null);
