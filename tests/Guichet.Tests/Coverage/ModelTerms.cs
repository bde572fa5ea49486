using System.Collections.Immutable;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Packs;
using Guichet.Plans;

namespace Guichet.Tests.Coverage;

/// <summary>The eight plans, the known issue and the wishes of the rules, over <see cref="ModelCatalog"/>; and short
/// ways to ask about them.</summary>
internal static class ModelTerms
{
    private static readonly HashSet<LifecyclePhase> Mainstream = [LifecyclePhase.Mainstream];
    private static readonly HashSet<LifecyclePhase> BothPhases = [LifecyclePhase.Mainstream, LifecyclePhase.Extended];
    private static readonly HashSet<Deployment> OnPremises = [Deployment.OnPremises];
    private static readonly HashSet<Deployment> Cloud = [Deployment.Cloud];
    private static readonly HashSet<Deployment> Everywhere = [Deployment.OnPremises, Deployment.Cloud];

    public static KnownIssue PayPerIncidentNeedsPersonalAccount { get; } = new(
        "KB 4490370", new HashSet<string> { "pay-per-incident", "pack-5" }, new HashSet<SignInKind> { SignInKind.Work },
        null, null, new("Sign in with a personal account.", "Connectez-vous avec un compte personnel."))
    {
        WayRound = SignInKind.Personal,
    };

    public static ImmutableArray<Wish> Wishes { get; } =
    [
        new("break-fix", new("Something does not work"), false, new("")),
        .. new[] { "feature-proposal", "on-site", "root-cause-analysis", "custom-code", "add-in-development" }
            .Select(key => new Wish(key, new(key), true, new("Elsewhere"))),
    ];

    public static ImmutableArray<SupportPlan> EightPlans { get; } =
    [
        Sale("pay-per-incident", 1, 499_00),
        Sale("pack-5", 5, 1_999_00),
        PartnerPack("partner-gold-20", 20, PartnerLevel.Gold),
        PartnerPack("partner-silver-15", 15, PartnerLevel.Silver),
        PartnerPack("partner-maps-10", 10, PartnerLevel.ActionPack),
        new("signature-cloud", new("Signature Cloud Support"), PlanOffer.Contract, null, Mainstream, Cloud,
            ReleasePolicy.Any) { NeedsCompetency = true },
        new("advanced-partner", new("Advanced Support for Partners"), PlanOffer.Contract, null, BothPhases, Cloud,
            ReleasePolicy.Any)
        {
            PartnerLevels = new HashSet<PartnerLevel>
            {
                PartnerLevel.ActionPack, PartnerLevel.Silver, PartnerLevel.Gold,
            },
        },
        new("program-support", new("Program support"), PlanOffer.Free, null, Mainstream, Everywhere, ReleasePolicy.Any)
        {
            Paid = false,
        },
    ];

    public static CoverageTerms Terms { get; } =
        new(ModelCatalog.All, EightPlans, [PayPerIncidentNeedsPersonalAccount], Wishes);

    public static PartnerStanding Gold { get; } = new(PartnerLevel.Gold, false);

    /// <summary>A question of a customer with a personal account who is no partner and holds nothing.</summary>
    public static CoverageQuestion Question(string release, string on) =>
        new(ModelCatalog.Day(on), release, "break-fix", SignInKind.Personal, PartnerStanding.None, []);

    public static CoverageQuestion As(this CoverageQuestion question, PartnerStanding partner) =>
        question with { Partner = partner };

    public static CoverageQuestion At(this CoverageQuestion question, PartnerLevel level) =>
        question with { Partner = question.Partner with { Level = level } };

    public static CoverageQuestion With(this CoverageQuestion question, SignInKind signIn) =>
        question with { SignIn = signIn };

    public static CoverageQuestion Wanting(this CoverageQuestion question, string wish) =>
        question with { Wants = wish };

    /// <summary>With one more pack or contract; a full one with a year to run unless told otherwise.</summary>
    public static CoverageQuestion Holding(
        this CoverageQuestion question,
        string plan,
        int? left = null,
        string? expiresOn = null)
    {
        var size = EightPlans.First(known => known.Key == plan).Size;
        var expires = expiresOn is null ? question.On.PlusYears(1) : ModelCatalog.Day(expiresOn);
        var id = new Guid(question.Holds.Count, 0, 0, new byte[8]);
        var pack = size is null ? (IncidentPackId?)null : new IncidentPackId(id);
        return question with { Holds = [.. question.Holds, new(plan, pack, left ?? size, expires)] };
    }

    public static CoverageDecision Decide(this CoverageQuestion question) => question.Decide(Terms);

    public static CoverageDecision Decide(this CoverageQuestion question, CoverageTerms terms) =>
        CoverageRules.Decide(question, terms);

    public static PlanCoverage LineOf(this CoverageQuestion question, string plan) => question.Decide().For(plan)!;

    /// <summary>The codes of the plan's reasons, in the order given, parted by a space.</summary>
    public static string Codes(this PlanCoverage plan) => string.Join(' ', plan.Reasons.Select(reason => reason.Code));

    /// <summary>Keys of the plans of one group, in order, parted by a space.</summary>
    public static string In(this CoverageDecision decision, PlanStanding standing) =>
        string.Join(' ', decision.Plans.Where(plan => plan.Standing == standing).Select(plan => plan.Plan.Key));

    private static SupportPlan Sale(string key, int size, long price) =>
        new(key, new(key), PlanOffer.Sale, size, BothPhases, OnPremises, ReleasePolicy.Any)
        {
            Price = new(price, "EUR"),
        };

    private static SupportPlan PartnerPack(string key, int size, PartnerLevel level) =>
        new(key, new(key), PlanOffer.Contract, size, Mainstream, OnPremises, new ReleasePolicy(2))
        {
            PartnerLevels = new HashSet<PartnerLevel> { level },
            InsteadUse = ["pay-per-incident"],
        };
}
