namespace Guichet.Files.Policies;

/// <summary>A list or group of the policy file and the keys that an item of it may have.</summary>
/// <param name="Name">The key under which it stands; empty for the file itself.</param>
/// <param name="Needed">The keys that have to be there.</param>
/// <param name="Optional">The keys that may be left out, some of them under a condition.</param>
public sealed record PolicySection(string Name, IReadOnlyList<string> Needed, IReadOnlyList<string> Optional)
{
    /// <summary>All of them, as a reader takes them.</summary>
    internal string[] Keys { get; } = [.. Needed, .. Optional];
}

/// <summary>The keys that the policy file knows: the reader, its suggestions for misspelt ones and the help beside an
/// editor go by the same list. What each means stands in <c>docs/reference/policy.md</c>.</summary>
public static class PolicySchema
{
    internal static readonly PolicySection File = new(
        "",
        ["format", "timeZone", "wishes", "plans", "targets", "calendars", "taxes", "closing"],
        [
            "knownIssues", "calendarByRegion", "alarms", "invoices", "missedResponse", "billingDecisions", "partners",
            "packs", "retention",
        ]);

    internal static readonly PolicySection Wish = new("wishes", ["key", "name"], ["excluded", "goInstead"]);

    internal static readonly PolicySection Plan = new(
        "plans",
        ["key", "name", "offer", "phases", "deployments"],
        [
            "description", "size", "price", "validity", "paid", "latestReleases", "signIns", "partnerLevels",
            "needsCompetency", "wants", "sharedInOrganization", "delegates", "insteadUse",
        ]);

    internal static readonly PolicySection KnownIssue = new(
        "knownIssues", ["key", "plans", "signIns", "notice"], ["from", "until", "article", "wayRound"]);

    internal static readonly PolicySection Target = new(
        "targets",
        ["severity", "within"],
        ["calendar", "calendarByRegion", "hours", "plan", "nextUpdate", "resolution", "pauses"]);

    internal static readonly PolicySection Pauses = new("pauses", [], ["nextUpdate", "resolution"]);

    internal static readonly PolicySection Region = new("calendarByRegion", ["countries", "calendar"], []);

    internal static readonly PolicySection Alarm = new(
        "alarms", [], ["clock", "at", "after", "severities", "notify", "raise"]);

    internal static readonly PolicySection Calendar = new(
        "calendars", ["key", "timeZone", "weekly"], ["name", "changes", "holidays", "extraOpenings"]);

    internal static readonly PolicySection Tax = new(
        "taxes", ["country", "name", "percent"], ["region", "buyers"]);

    internal static readonly PolicySection Invoices = new(
        "invoices", ["seller"], ["series", "creditNoteSeries", "reverseCharge", "exemptionNote"]);

    internal static readonly PolicySection Seller = new(
        "seller", ["name", "street", "city", "country"], ["postalCode", "vatNumber", "registration", "email"]);

    internal static readonly PolicySection ReverseCharge = new("reverseCharge", ["countries", "note"], []);

    internal static readonly PolicySection Closing = new("closing", ["solutionWaitsDays", "followUpDays"], []);

    internal static readonly PolicySection MissedResponse = new("missedResponse", ["offerCredit"], ["automatic"]);

    internal static readonly PolicySection Retention = new("retention", [], ["attachments", "drafts"]);

    internal static readonly PolicySection BillingDecisions = new(
        "billingDecisions", [], ["secondPersonAbove", "disputeWithin", "answerWithin", "answerCalendar"]);

    internal static readonly PolicySection Partners = new("partners", [], ["remindDays"]);

    internal static readonly PolicySection Packs = new(
        "packs", [], ["giveBackGraceDays", "warnDaysBeforeExpiry", "warnWhenLeft", "recoveryWaitingDays"]);

    /// <summary>The file itself, then its parts in the order of the file.</summary>
    public static IReadOnlyList<PolicySection> Sections { get; } =
    [
        File, Wish, Plan, KnownIssue, Target, Pauses, Region, Alarm, Calendar, Tax, Invoices, Seller, ReverseCharge,
        Closing, MissedResponse, BillingDecisions, Partners, Packs, Retention,
    ];
}
