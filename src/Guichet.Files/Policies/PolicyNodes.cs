using System.Globalization;
using Guichet.Attachments;
using Guichet.Calendars;
using Guichet.Files.Syntax;
using Guichet.Incidents;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Plans;
using Guichet.Policies;
using Guichet.ServiceLevels;
using NodaTime.Text;

namespace Guichet.Files.Policies;

/// <summary>Lays a policy out as it is written: what holds anyway is left out, sets stand in the order of their
/// words.</summary>
internal static class PolicyNodes
{
    private static readonly SupportPlan Plain = new(
        "", new LocalizedText(""), default, null, new HashSet<Guichet.Catalog.LifecyclePhase>(),
        new HashSet<Guichet.Catalog.Deployment>(), ReleasePolicy.Any);

    public static Node Of(SupportPolicy policy, string format) => Group(
        ("format", Text(format)),
        ("timeZone", Text(policy.TimeZone)),
        ("wishes", List(policy.Wishes.Select(Of))),
        ("plans", List(policy.Plans.Select(Of))),
        ("knownIssues", List(policy.KnownIssues.Select(Of))),
        ("targets", List(policy.Targets.Select(Of))),
        ("calendarByRegion", policy.CalendarByRegion.Count == 0 ? null : List(policy.CalendarByRegion.Select(Of))),
        ("alarms", policy.Alarms.Count == 0 ? null : List(policy.Alarms.Select(Of))),
        ("calendars", List(policy.Calendars.Select(Of))),
        ("taxes", List(policy.Taxes.Select(Of))),
        ("orders", OrderTermsFile.Write(policy.Orders)),
        ("invoices", policy.Invoices is { } invoices ? Of(invoices) : null),
        ("closing", Group(
            ("solutionWaitsDays", Number(policy.Closing.SolutionWaitsDays)),
            ("followUpDays", Number(policy.Closing.FollowUpDays)))),
        ("missedResponse", policy.Closing.MissedResponse == CreditOffer.None ? null : Group(
            ("offerCredit", Text("true")),
            ("automatic", Flag(policy.Closing.MissedResponse == CreditOffer.Automatic, otherwise: false)))),
        ("billingDecisions", Of(policy.Closing.Billing)),
        ("partners", Group(("remindDays", Number(policy.PartnerReminderDays)))),
        ("packs", PackTermsFile.Write(policy.Packs)),
        ("retention", Of(policy.Retention)));

    private static Mapping? Of(RetentionTerms terms) => terms == RetentionTerms.Forever ? null : Group(
        ("attachments", terms.AttachmentDays is { } days ? Number(days) : null),
        ("drafts", terms.DraftDays == RetentionTerms.UsualDraftDays ? null : Number(terms.DraftDays)));

    private static Mapping? Of(BillingTerms terms) => terms == new BillingTerms() ? null : Group(
        ("secondPersonAbove", terms.SecondPersonAbove is { } limit ? Text(WrittenForms.Write(limit)) : null),
        ("disputeWithin", terms.Disputes is { } disputes
            ? Text(WrittenForms.Write(Period.FromDays(disputes.WithinDays)))
            : null),
        ("answerWithin", terms.Disputes is { } answered ? Text(WrittenForms.Write(answered.Budget)) : null),
        ("answerCalendar", terms.Disputes?.Calendar is { } calendar ? Text(calendar) : null));

    private static Mapping Of(Wish wish) => Group(
        ("key", Text(wish.Key)),
        ("name", Of(wish.Name)),
        ("excluded", Flag(wish.Excluded, otherwise: false)),
        ("goInstead", OfOptional(wish.GoInstead)));

    private static Mapping Of(SupportPlan plan) => Group(
        ("key", Text(plan.Key)),
        ("name", Of(plan.Name)),
        ("description", OfOptional(plan.Description)),
        ("offer", Text(PolicyWords.Offers.For(plan.Offer))),
        ("size", plan.Size is { } size ? Number(size) : null),
        ("price", plan.Price is { } price ? Text(WrittenForms.Write(price)) : null),
        ("validity", plan.Validity.Equals(Plain.Validity) ? null : Text(WrittenForms.Write(plan.Validity))),
        ("paid", Flag(plan.Paid, otherwise: true)),
        ("phases", Words(plan.Phases, PolicyWords.Phases)),
        ("deployments", Words(plan.Deployments, PolicyWords.Deployments)),
        ("latestReleases", plan.Releases.Latest is { } latest ? Number(latest) : null),
        ("signIns", plan.SignIns.SetEquals(Plain.SignIns) ? null : Words(plan.SignIns, PolicyWords.SignIns)),
        ("partnerLevels", plan.PartnerLevels.Count == 0 ? null : Words(plan.PartnerLevels, PolicyWords.PartnerLevels)),
        ("needsCompetency", Flag(plan.NeedsCompetency, otherwise: false)),
        ("wants", plan.Wants.SetEquals(Plain.Wants) ? null : Keys(plan.Wants.Order(StringComparer.Ordinal))),
        ("sharedInOrganization", Flag(plan.SharedInOrganization, otherwise: false)),
        ("delegates", Flag(plan.Delegates, otherwise: false)),
        ("insteadUse", plan.InsteadUse.IsEmpty ? null : Keys(plan.InsteadUse)));

    /// <summary>The section of the known issues alone.</summary>
    public static Mapping KnownIssues(string key, IReadOnlyList<KnownIssue> issues) =>
        Group((key, List(issues.Select(Of))));

    private static Mapping Of(KnownIssue issue) => Group(
        ("key", Text(issue.Key)),
        ("plans", Keys(issue.Plans.Order(StringComparer.Ordinal))),
        ("signIns", Words(issue.SignIns, PolicyWords.SignIns)),
        ("from", Day(issue.From)),
        ("until", Day(issue.Until)),
        ("notice", Of(issue.Notice)),
        ("article", OfOptional(issue.Article)),
        ("wayRound", issue.WayRound is { } way ? Text(PolicyWords.SignIns.For(way)) : null));

    private static Mapping Of(ResponseTarget target) => Group(
        ("severity", Text(PolicyWords.Severities.For(target.Severity))),
        ("hours", target.Hours is { } hours ? Text(PolicyWords.Hours.For(hours)) : null),
        ("plan", target.Plan is { } plan ? Text(plan) : null),
        ("within", Text(WrittenForms.Write(target.Budget))),
        ("calendar", target.Calendar is { } calendar ? Text(calendar) : null),
        ("calendarByRegion", Flag(target.CalendarByRegion, otherwise: false)),
        ("nextUpdate", target.NextUpdate is { } update ? Text(WrittenForms.Write(update)) : null),
        ("resolution", target.Resolution is { } resolution ? Text(WrittenForms.Write(resolution)) : null),
        ("pauses", PausesOf(target)));

    private static Mapping? PausesOf(ResponseTarget target)
    {
        var pauses = Group(
            ("nextUpdate", Pauses(target.NextUpdatePauses)), ("resolution", Pauses(target.ResolutionPauses)));
        return pauses.Entries.Count == 0 ? null : pauses;

        static Node? Pauses(IReadOnlySet<WaitingState> states) =>
            states.SetEquals(ResponseTarget.AnyWaiting) ? null : Words(states, PolicyWords.Waiting);
    }

    private static Mapping Of(CalendarRegion region) => Group(
        ("countries", Keys(region.Countries)),
        ("calendar", Text(region.Calendar)));

    private static Mapping Of(Alarm alarm) => Group(
        ("clock", alarm.Promise == PromiseKind.FirstResponse ? null : Text(PolicyWords.Promises.For(alarm.Promise))),
        ("at", alarm.At.After == Duration.Zero ? Text(WrittenForms.WriteShare(alarm.At.Percent)) : null),
        ("after", alarm.At.After > Duration.Zero ? Text(WrittenForms.Write(alarm.At.After)) : null),
        ("severities", alarm.Severities.Count == 3 ? null : Words(alarm.Severities, PolicyWords.Severities)),
        ("notify", alarm.Actions.Any(action => action != AlarmAction.Raise)
            ? Words(alarm.Actions, PolicyWords.Notified)
            : null),
        ("raise", Flag(alarm.Actions.Contains(AlarmAction.Raise), otherwise: false)));

    /// <summary>The section of the calendars alone.</summary>
    public static Mapping Calendars(string key, IEnumerable<CalendarDefinition> calendars) =>
        Group((key, List(calendars.Select(Of))));

    public static Mapping Of(CalendarDefinition calendar) => Group(
        ("key", Text(calendar.Key)),
        ("name", OfOptional(calendar.Name)),
        ("timeZone", Text(calendar.TimeZone)),
        ("weekly", Of(calendar.Weekly)),
        ("changes", calendar.Changes.Count == 0 ? null : List(calendar.Changes.Select(change => Group(
            ("validFrom", Day(change.ValidFrom)),
            ("weekly", Of(change.Weekly)))))),
        ("holidays", calendar.Holidays.Count == 0 ? null : List(calendar.Holidays.Select(Of))),
        ("extraOpenings", calendar.ExtraOpenings.Count == 0 ? null : Group(
            [.. calendar.ExtraOpenings.OrderBy(extra => extra.Key)
                .Select(extra => (LocalDatePattern.Iso.Format(extra.Key), (Node?)Openings(extra.Value)))])));

    private static Mapping Of(IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> weekly) =>
        Group([.. weekly.Where(day => day.Value.Count > 0).OrderBy(day => day.Key)
            .Select(day => (PolicyWords.Days.For(day.Key), (Node?)Openings(day.Value)))]);

    public static Node Of(IEnumerable<Holiday> holidays) => Group(("holidays", List(holidays.Select(Of))));

    public static Mapping Of(Holiday holiday) => Group(
        ("date", Day(holiday.Date)),
        ("name", OfOptional(holiday.Name)),
        ("closed", holiday.Closed is { } closed ? Text(WrittenForms.Write(closed)) : null));

    private static Mapping Of(TaxRate tax) => Group(
        ("country", Text(tax.Country)),
        ("region", OfOptional(tax.Region)),
        ("buyers", tax.Buyers == TaxedBuyers.Everybody ? null : Text(PolicyWords.TaxedBuyers.For(tax.Buyers))),
        ("name", Of(tax.Name)),
        ("percent", Text(WrittenForms.WritePercent(tax.BasisPoints))));

    private static Mapping Of(InvoiceTerms invoices) => Group(
        ("seller", Of(invoices.Seller)),
        ("series", Text(invoices.Series)),
        ("creditNoteSeries", Text(invoices.CreditNoteSeries)),
        ("reverseCharge", invoices.ReverseCharge is { } reverse
            ? Group(("countries", Keys(reverse.Countries)), ("note", Of(reverse.Note)))
            : null),
        ("exemptionNote", Of(invoices.ExemptionNote)));

    private static Mapping Of(Seller seller) => Group(
        ("name", Text(seller.Name)),
        ("street", Text(seller.Street)),
        ("postalCode", OfOptional(seller.PostalCode)),
        ("city", Text(seller.City)),
        ("country", Text(seller.Country)),
        ("vatNumber", OfOptional(seller.VatNumber)),
        ("registration", OfOptional(seller.Registration)),
        ("email", OfOptional(seller.Email)));

    private static Scalar? OfOptional(string text) => text.Length == 0 ? null : Text(text);

    private static Node Of(LocalizedText text) => text.French.Length == 0
        ? Text(text.English)
        : Group(("en", Text(text.English)), ("fr", Text(text.French)));

    private static Node? OfOptional(LocalizedText text) =>
        text.English.Length + text.French.Length == 0 ? null : Of(text);

    private static Sequence Openings(IEnumerable<Opening> openings) =>
        List(openings.Select(opening => Text(WrittenForms.Write(opening))));

    private static Sequence Words<T>(IReadOnlySet<T> set, Words<T> words)
        where T : struct => Keys(words.All.Where(word => set.Contains(words.Find(word)!.Value)));

    private static Sequence Keys(IEnumerable<string> keys) => List(keys.Select(Text));

    private static Scalar? Day(LocalDate? date) => date is { } day ? Text(LocalDatePattern.Iso.Format(day)) : null;

    private static Scalar? Flag(bool value, bool otherwise) =>
        value == otherwise ? null : Text(value ? "true" : "false");

    private static Scalar Number(int number) => Text(number.ToString(CultureInfo.InvariantCulture));

    private static Scalar Text(string text) => new(0, 0, text, Quoted: false);

    private static Sequence List(IEnumerable<Node> items) => new(0, 0, [.. items]);

    private static Mapping Group(params (string Key, Node? Value)[] entries) => new(0, 0,
        [.. entries.Where(entry => entry.Value is not null).Select(entry => new Entry(Text(entry.Key), entry.Value!))]);
}
