using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>A question with what its answer has to be: policies are proved by many of them.</summary>
/// <param name="Id">Names the case to its reader.</param>
/// <param name="Release">Release reference, known to the catalogue or not.</param>
public sealed record CoverageCase(string Id, string Release)
{
    /// <summary>Where it stands in its file, counted from 1.</summary>
    public int Line { get; init; }

    /// <summary>Number of the rule that it shows; empty where it says none.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The day asked about; null: today.</summary>
    public LocalDate? On { get; init; }

    /// <summary>Key of what is wanted.</summary>
    public string Wants { get; init; } = "break-fix";

    /// <summary>Kind of sign-in.</summary>
    public SignInKind SignIn { get; init; } = SignInKind.Personal;

    /// <summary>Standing in the partner programme.</summary>
    public PartnerStanding Partner { get; init; } = PartnerStanding.None;

    /// <summary>The packs and contracts held.</summary>
    public IReadOnlyList<CaseHold> Holds { get; init; } = [];

    /// <summary>The plans that have to stand in a group, in the order written.</summary>
    public IReadOnlyList<CaseExpectation> Expects { get; init; } = [];

    /// <summary>The question under a policy's plans, asked today unless the case names a day.</summary>
    public CoverageQuestion Ask(IReadOnlyList<SupportPlan> plans, LocalDate today)
    {
        var on = On ?? today;
        return new(on, Release, Wants, SignIn, Partner, [.. Holds.Select((hold, index) => hold.On(on, plans, index))]);
    }

    /// <summary>What the decision says otherwise than expected; empty where the case passes.</summary>
    public IReadOnlyList<CaseDifference> Compare(CoverageDecision decision)
    {
        var differences = new List<CaseDifference>();
        foreach (var plan in Holds.Select(hold => hold.Plan).Distinct().Where(plan => decision.For(plan) is null))
        {
            differences.Add(new(plan, null, null, []));
        }
        foreach (var expected in Expects)
        {
            var found = decision.For(expected.Plan);
            var missing = found is null ? [] : expected.Reasons.Except(ReasonsGiven(found)).ToList();
            if (found?.Standing != expected.Standing || missing.Count > 0)
            {
                differences.Add(new(expected.Plan, expected.Standing, found, missing));
            }
        }
        return differences;
    }

    /// <summary>The plan's reasons, and those of the single packs, which are given on lines of their own.</summary>
    private static IEnumerable<string> ReasonsGiven(PlanCoverage found) =>
        found.Reasons.Concat(found.Packs.SelectMany(pack => pack.Reasons)).Select(reason => reason.Code);
}

/// <summary>A pack or contract held in a case.</summary>
/// <param name="Plan">Key of its plan.</param>
/// <param name="Left">Credits left; null: a full pack.</param>
/// <param name="ExpiresOn">Last usable day; null: a year after the day asked about.</param>
public sealed record CaseHold(string Plan, int? Left = null, LocalDate? ExpiresOn = null)
{
    /// <summary>A plan without a size has no balance (R23), whatever the case says is left.</summary>
    internal HeldPlan On(LocalDate day, IReadOnlyList<SupportPlan> plans, int index)
    {
        var size = plans.FirstOrDefault(plan => plan.Key == Plan)?.Size;
        var pack = size is null ? (IncidentPackId?)null : new IncidentPackId(new Guid(index + 1, 0, 0, new byte[8]));
        return new(Plan, pack, size is null ? null : Left ?? size, ExpiresOn ?? day.PlusYears(1));
    }
}

/// <summary>A plan that has to stand in a group.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Standing">The group.</param>
/// <param name="Reasons">Codes that have to be among the reasons given; others may be given beside them.</param>
public sealed record CaseExpectation(string Plan, PlanStanding Standing, IReadOnlyList<string> Reasons);

/// <summary>Where a decision differs from a case.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Expected">The group expected; null where the case holds a plan that the policy does not have.</param>
/// <param name="Found">What was decided; null where the policy has no such plan.</param>
/// <param name="Missing">Codes expected among the reasons and not given.</param>
public sealed record CaseDifference(
    string Plan,
    PlanStanding? Expected,
    PlanCoverage? Found,
    IReadOnlyList<string> Missing);
