namespace Guichet.Plans;

/// <summary>Opening and ending a known issue (R19): what a policy's list of them becomes.</summary>
public static class KnownIssues
{
    /// <summary>The list with one more at its end. Refused: <c>known-issue.key-taken</c>;
    /// <c>known-issue.plan-unknown</c> for a plan that is not in the policy; <c>known-issue.dates-backwards</c>;
    /// <c>known-issue.way-round-closed</c> where the issue closes the very sign-in that goes round it.</summary>
    public static Result<List<KnownIssue>> Open(
        IReadOnlyList<KnownIssue> issues, KnownIssue opened, IReadOnlyList<SupportPlan> plans)
    {
        if (issues.Any(issue => issue.Key == opened.Key))
        {
            return new Refusal("known-issue.key-taken", "There is a known issue of that name.").With("key", opened.Key);
        }

        if (opened.Plans.FirstOrDefault(key => plans.All(plan => plan.Key != key)) is { } unknown)
        {
            return new Refusal("known-issue.plan-unknown", "The policy has no such plan.").With("plan", unknown);
        }

        if (opened.Until < opened.From)
        {
            return new Refusal("known-issue.dates-backwards", "The last day is before the first.");
        }

        if (opened.WayRound is { } way && opened.SignIns.Contains(way))
        {
            return new Refusal(
                "known-issue.way-round-closed", "The sign-in that goes round the issue is closed by it.");
        }

        return issues.Append(opened).ToList();
    }

    /// <summary>The list with that issue ended: it closes nothing from this day on. One that began this day or later is
    /// taken out, for it has no day left. Refused: <c>known-issue.unknown</c>, <c>known-issue.ended</c>.</summary>
    public static Result<List<KnownIssue>> End(
        IReadOnlyList<KnownIssue> issues, string key, LocalDate today)
    {
        if (issues.FirstOrDefault(issue => issue.Key == key) is not { } found)
        {
            return new Refusal("known-issue.unknown", "There is no such known issue.").With("key", key);
        }

        if (found.Until < today)
        {
            return new Refusal("known-issue.ended", "The known issue has ended.").With("key", key);
        }

        return issues
            .Where(issue => issue != found || found.From is null || found.From < today)
            .Select(issue => issue == found ? found with { Until = today.PlusDays(-1) } : issue)
            .ToList();
    }
}
