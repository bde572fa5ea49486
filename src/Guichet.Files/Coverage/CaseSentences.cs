using Guichet.Coverage;
using Guichet.Files.Syntax;
using NodaTime.Text;

namespace Guichet.Files.Coverage;

/// <summary>Says in English what a decision found, for whoever proves a policy.</summary>
public static class CaseSentences
{
    private static readonly Words<PlanStanding> Standings = new(
        ("usable", PlanStanding.Usable),
        ("unavailable", PlanStanding.Unavailable),
        ("not-offered", PlanStanding.NotOffered));

    /// <summary>The group: <c>not-offered</c>.</summary>
    public static string Of(PlanStanding standing) => Standings.For(standing);

    /// <summary><c>release.mainstream-ended (2024-01-09)</c>: the code and the fact.</summary>
    public static string Of(CoverageReason reason) =>
        Fact(reason) is { Length: > 0 } fact ? $"{reason.Code} ({fact})" : reason.Code;

    /// <summary>The fact that a rule looked at; empty where the code says it all.</summary>
    public static string Fact(CoverageReason reason) =>
        string.Join(", ", new[] { Day(reason.Date), reason.Subject }.Where(part => part.Length > 0));

    /// <summary><c>use-plan pay-per-incident until 2029-01-09</c>; <c>none</c> where there is no way out.</summary>
    public static string Of(WayOut? way) => way is null ? "none"
        : string.Join(' ', new[] { way.Code, way.Subject, way.Until is null ? "" : $"until {Day(way.Until)}" }
            .Where(part => part.Length > 0));

    /// <summary>What differs and what was found instead.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="decision">The decision that differs.</param>
    public static string Of(CaseDifference difference, CoverageDecision decision)
    {
        if (difference.Found is not { } found)
        {
            var hint = NearestWord.Suggest(difference.Plan, decision.Plans.Select(plan => plan.Plan.Key));
            return $"{difference.Plan}: the policy has no such plan.{hint}";
        }

        var why = found.Reasons.Count == 0 ? "" : $": {string.Join(", ", found.Reasons.Select(Of))}";
        var missing = difference.Missing.Count == 0
            ? ""
            : $"; not among the reasons given: {string.Join(", ", difference.Missing)}";
        return found.Standing == difference.Expected
            ? $"{difference.Plan}: {Of(found.Standing)} as expected{why}{missing}"
            : $"{difference.Plan}: expected {Of(difference.Expected!.Value)}, is {Of(found.Standing)}{why}{missing}";
    }

    private static string Day(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : "";
}
