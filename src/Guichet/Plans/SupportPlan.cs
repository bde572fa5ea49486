using System.Collections.Frozen;
using System.Collections.Immutable;
using Guichet.Accounts;
using Guichet.Catalog;

namespace Guichet.Plans;

/// <summary>How a customer comes to hold a plan.</summary>
public enum PlanOffer
{
    /// <summary>Bought ("Buy now").</summary>
    Sale,

    /// <summary>A benefit that is activated, then added to a sign-in by contract id and access id (R20).</summary>
    Contract,

    /// <summary>Open to everybody of the right standing, without buying or activating anything.</summary>
    Free,
}

/// <summary>Which releases of a product a plan accepts.</summary>
/// <param name="Latest">Null: any release in a covered phase. N: the newest N generations that are out on the day asked
/// about (2 is the N-1 policy of R15).</param>
public sealed record ReleasePolicy(int? Latest)
{
    /// <summary>Any release in a covered phase.</summary>
    public static ReleasePolicy Any { get; } = new((int?)null);
}

/// <summary>What is sold or granted (R14): all of it data of the policy, so that a vendor adds a plan without
/// code.</summary>
/// <param name="Key">Stable, in lower case with dashes: <c>pack-5</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Offer">How one comes to hold it.</param>
/// <param name="Size">Incidents in one pack; null for a plan without a ledger (R23).</param>
/// <param name="Phases">The lifecycle phases it covers.</param>
/// <param name="Deployments">The deployments it covers.</param>
/// <param name="Releases">Which releases it accepts.</param>
public sealed record SupportPlan(
    string Key,
    LocalizedText Name,
    PlanOffer Offer,
    int? Size,
    IReadOnlySet<LifecyclePhase> Phases,
    IReadOnlySet<Deployment> Deployments,
    ReleasePolicy Releases)
{
    private static readonly FrozenSet<SignInKind> EverySignIn = [SignInKind.Personal, SignInKind.Work];
    private static readonly FrozenSet<string> OrdinaryWant = ["break-fix"];

    /// <summary>What it is for, in a sentence or two.</summary>
    public LocalizedText Description { get; init; } = new("");

    /// <summary>Kinds of sign-in that may hold and use it.</summary>
    public IReadOnlySet<SignInKind> SignIns { get; init; } = EverySignIn;

    /// <summary>Partner levels it is for; empty: not bound to a level.</summary>
    public IReadOnlySet<PartnerLevel> PartnerLevels { get; init; } = FrozenSet<PartnerLevel>.Empty;

    /// <summary>Whether a partner activates it for each year of an enrolment; a contract without a size, or for no
    /// level, is granted by the vendor.</summary>
    public bool IsYearlyBenefit => Offer == PlanOffer.Contract && Size is not null && PartnerLevels.Count > 0;

    /// <summary>True where it is for partners with a competency only (R18).</summary>
    public bool NeedsCompetency { get; init; }

    /// <summary>The services it may be used for, by key; <c>break-fix</c> unless the policy says otherwise.</summary>
    public IReadOnlySet<string> Wants { get; init; } = OrdinaryWant;

    /// <summary>The price of one, before tax; null unless <see cref="Offer"/> is a sale.</summary>
    public Money? Price { get; init; }

    /// <summary>How long a pack can be used, from its day of purchase (R21): a year.</summary>
    public Period Validity { get; init; } = Period.FromYears(1);

    /// <summary>False for free support, which extended support does not allow (R10: <c>phase.paid-only</c>).</summary>
    public bool Paid { get; init; } = true;

    /// <summary>True where members of the buyer's organisation may use it too (R20).</summary>
    public bool SharedInOrganization { get; init; }

    /// <summary>True where the owner of a pack may name others who use it too (R20).</summary>
    public bool Delegates { get; init; }

    /// <summary>Plan keys to point to, nearest first, where this one cannot be used.</summary>
    public ImmutableArray<string> InsteadUse { get; init; } = [];

    /// <summary>Whether somebody of this standing may buy or activate it, whatever the product.</summary>
    public bool IsFor(SignInKind signIn, PartnerStanding partner) =>
        SignIns.Contains(signIn) && AcceptsLevel(partner.Level) && AcceptsCompetency(partner);

    /// <summary>Whether it is for partners of this level: exactly the levels named, for a higher one does not include a
    /// lower one's pack.</summary>
    public bool AcceptsLevel(PartnerLevel level) => PartnerLevels.Count == 0 || PartnerLevels.Contains(level);

    /// <summary>Whether the competency it needs, if any, is there (R18).</summary>
    public bool AcceptsCompetency(PartnerStanding partner) => partner.Competency || !NeedsCompetency;
}

/// <summary>A general fault that closes plans to a kind of sign-in between two days and names a way round
/// (R19).</summary>
/// <param name="Key">As the vendor numbers it: <c>KB 4490370</c>.</param>
/// <param name="Plans">Keys of the plans it closes, bought or held.</param>
/// <param name="SignIns">The kinds of sign-in it concerns.</param>
/// <param name="From">First day; empty: since ever.</param>
/// <param name="Until">Last day, inclusive; empty: until it is ended.</param>
/// <param name="Notice">What is said to the customer, with the way round.</param>
public sealed record KnownIssue(
    string Key,
    IReadOnlySet<string> Plans,
    IReadOnlySet<SignInKind> SignIns,
    LocalDate? From,
    LocalDate? Until,
    LocalizedText Notice)
{
    /// <summary>Address of an article about it, by language; empty where there is none.</summary>
    public LocalizedText Article { get; init; } = new("");

    /// <summary>The kind of sign-in that goes round it; null where none does.</summary>
    public SignInKind? WayRound { get; init; }

    /// <summary>Whether it closes that plan to that kind of sign-in on that day; both its days are inclusive.</summary>
    public bool Closes(string plan, SignInKind signIn, LocalDate day) =>
        (From is null || From <= day) && (Until is null || day <= Until)
        && SignIns.Contains(signIn) && Plans.Contains(plan);
}

/// <summary>A service that can be asked for at intake (R12).</summary>
/// <param name="Key">Stable: <c>root-cause-analysis</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Excluded">True where no plan whatever covers it.</param>
/// <param name="GoInstead">Where to go instead, for an excluded one.</param>
public sealed record Wish(string Key, LocalizedText Name, bool Excluded, LocalizedText GoInstead);
