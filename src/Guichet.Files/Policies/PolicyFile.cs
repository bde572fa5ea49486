using Guichet.Attachments;
using Guichet.Incidents;
using Guichet.Calendars;
using Guichet.Files.Syntax;
using Guichet.Plans;
using Guichet.Policies;

namespace Guichet.Files.Policies;

/// <summary>The support policy as a vendor writes it, in YAML. The keys are explained in
/// <c>docs/reference/policy.md</c>.</summary>
public static class PolicyFile
{
    internal const string Format = "guichet-policy/1";

    /// <summary>The policy, with version 0, or all the mistakes: a file with a mistake gives no policy.</summary>
    /// <param name="text">The file.</param>
    /// <param name="appliedAt">When it is put in force: a calendar that does not open within ten years of it is a
    /// mistake. Null: only a calendar that never opens is one.</param>
    public static Reading<SupportPolicy> Read(string text, Instant? appliedAt = null)
    {
        var mistakes = new MistakeLog();
        var root = YamlSyntax.Parse(text, mistakes);
        var policy = root is null ? null : Read(root, mistakes, appliedAt);
        return mistakes.Count == 0 ? new(policy, []) : new(null, mistakes.InOrder());
    }

    /// <summary>The file's text, without comments. Reading it gives the same policy again, its version aside.</summary>
    public static string Write(SupportPolicy policy) => YamlText.Of(PolicyNodes.Of(policy, Format));

    /// <summary>The text of a policy with other known issues, and nothing else changed.</summary>
    /// <param name="text">A policy without mistakes.</param>
    /// <param name="issues">All of them, in their order.</param>
    public static string WithKnownIssues(string text, IReadOnlyList<KnownIssue> issues) =>
        KnownIssueSection.Replace(text, issues);

    /// <summary>The text of a policy with one calendar changed, and nothing else.</summary>
    /// <param name="text">A policy without mistakes.</param>
    /// <param name="calendar">Has the key of one that is in it.</param>
    public static string WithCalendar(string text, CalendarDefinition calendar) =>
        CalendarSection.Replace(text, Read(text).Value!.Calendars, calendar);

    private static SupportPolicy Read(Node root, MistakeLog mistakes, Instant? appliedAt)
    {
        var file = new Section(root, mistakes, PolicySchema.File.Keys);
        if (file.Text("format") is { Length: > 0 } format && format != Format)
        {
            mistakes.Add(file.Place("format"), "policy.format-unknown", $"The format is '{Format}', not '{format}'.");
        }

        foreach (var key in new[] { "wishes", "plans", "calendars" })
        {
            file.Require(key);
        }

        var wishKeys = new PolicyKeys("wish", file.Items("wishes"), mistakes);
        var planKeys = new PolicyKeys("plan", file.Items("plans"), mistakes);
        var calendarKeys = new PolicyKeys("calendar", file.Items("calendars"), mistakes);
        _ = new PolicyKeys("known-issue", file.Items("knownIssues"), mistakes);
        var plans = new PlanReader(mistakes, wishKeys, planKeys);
        var calendars = new CalendarReader(mistakes, calendarKeys, appliedAt);
        var billing = new BillingReader(mistakes, calendarKeys);
        var taxes = new TaxReader(mistakes);
        return new SupportPolicy
        {
            TimeZone = CalendarReader.ReadZone(file, mistakes),
            Wishes = [.. file.Items("wishes").Select(plans.ReadWish)],
            Plans = [.. file.Items("plans").Select(plans.ReadPlan)],
            KnownIssues = [.. file.Items("knownIssues").Select(plans.ReadKnownIssue)],
            Targets = new TargetReader(mistakes, planKeys, calendarKeys).ReadAll(file),
            CalendarByRegion = new RegionReader(mistakes, calendarKeys).ReadAll(file),
            Alarms = new AlarmReader(mistakes).ReadAll(file),
            Calendars = [.. file.Items("calendars").Select(calendars.Read)],
            Taxes = taxes.ReadTaxes(file),
            Invoices = taxes.ReadInvoices(file),
            Closing = ReadClosing(file, mistakes) with
            {
                MissedResponse = ReadMissedResponse(file, mistakes),
                Billing = billing.Read(file),
            },
            PartnerReminderDays = billing.ReadPartnerReminder(file),
            Packs = PackTermsFile.Read(file),
            Retention = ReadRetention(file, mistakes),
        };
    }

    private static ClosingTerms ReadClosing(Section file, MistakeLog mistakes)
    {
        if (file.Require("closing") is not { } node)
        {
            return new ClosingTerms(0, 0);
        }

        var section = new Section(node, mistakes, PolicySchema.Closing.Keys);
        section.Require("solutionWaitsDays");
        section.Require("followUpDays");
        return new ClosingTerms(
            section.OptionalWhole("solutionWaitsDays", 0, 365) ?? 0,
            section.OptionalWhole("followUpDays", 0, 3650) ?? 0);
    }

    private static CreditOffer ReadMissedResponse(Section file, MistakeLog mistakes)
    {
        if (file.Find("missedResponse") is not { } node)
        {
            return CreditOffer.None;
        }

        var section = new Section(node, mistakes, PolicySchema.MissedResponse.Keys);
        section.Require("offerCredit");
        var (offered, automatic) = (section.Flag("offerCredit", false), section.Flag("automatic", false));
        if (automatic && !offered)
        {
            mistakes.Add(section.Place("automatic"), "policy.credit-not-offered",
                "What is not offered cannot come back by itself: set 'offerCredit' to true, or leave this out.");
        }

        return !offered ? CreditOffer.None : automatic ? CreditOffer.Automatic : CreditOffer.OnDecision;
    }

    private static RetentionTerms ReadRetention(Section file, MistakeLog mistakes)
    {
        if (file.Find("retention") is not { } node)
        {
            return RetentionTerms.Forever;
        }

        var section = new Section(node, mistakes, PolicySchema.Retention.Keys);
        return new(
            section.OptionalWhole("attachments", 1, 36500),
            section.OptionalWhole("drafts", 1, 3650) ?? RetentionTerms.UsualDraftDays);
    }
}
