using Guichet.Accounts;
using Guichet.Client.Reports;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Guichet.Teams;
using NodaTime.Text;

namespace Guichet.Server.Reports;

/// <summary>Makes the report of what customers said anew, each time it is asked for.</summary>
internal sealed class SatisfactionReportViews(
    IStorage storage, InForce inForce, TeamsInForce teams, Texts texts, IClock clock)
{
    /// <summary>The key of those that nobody, or no team, looks after.</summary>
    private const string Nobody = "-";

    /// <summary>The report of those months; what is left out is a year up to now, by product. Refused:
    /// <c>report.months-wrong</c>, <c>report.satisfaction-grouping-wrong</c>.</summary>
    public async Task<Result<SatisfactionReportView>> ReadAsync(
        string? from, string? until, string? by, CancellationToken cancel)
    {
        var grouping = SatisfactionGrouping.Product;
        if (!string.IsNullOrEmpty(by) && (char.IsDigit(by[0]) || !Enum.TryParse(by, ignoreCase: true, out grouping)
            || !Enum.IsDefined(grouping)))
        {
            return new Refusal(
                "report.satisfaction-grouping-wrong", "Count by product, plan, agent, team or month.");
        }

        var terms = await inForce.ReadAsync(cancel);
        var zone = terms.Policy.Zone;
        var present = clock.GetCurrentInstant().InZone(zone).Date.ToYearMonth();
        if (!ReportQuestion.ReadMonths(from, until, present).Succeeded(out var months, out var refusal))
        {
            return refusal;
        }

        await using var database = storage.Read();
        var asked = await database.ReadAskedAsync(months.In(zone), cancel);
        var names = grouping == SatisfactionGrouping.Agent
            ? await database.ReadNamesAsync(asked.Select(one => one.Agent), cancel)
            : new Dictionary<PersonId, string>();
        var (groups, all) = SatisfactionFigures.Of(
            asked.Select(one => (GroupOf(one, grouping, zone), one.Rating)));
        var directory = await teams.ReadAsync(cancel);
        return new SatisfactionReportView(
            YearMonthPattern.Iso.Format(months.From),
            YearMonthPattern.Iso.Format(months.Until),
            zone.Id,
            grouping,
            [.. groups.Select(one => View(one, NameOf(one.Group, grouping, terms, directory, names)))],
            View(all, texts["report.all"]));
    }

    private static string GroupOf(AskedIncident one, SatisfactionGrouping by, DateTimeZone zone) => by switch
    {
        SatisfactionGrouping.Product => one.Product,
        SatisfactionGrouping.Plan => one.Plan,
        SatisfactionGrouping.Agent => one.Agent?.Value.ToString() ?? Nobody,
        SatisfactionGrouping.Team => one.Team ?? Nobody,
        SatisfactionGrouping.Month =>
            YearMonthPattern.Iso.Format(one.SubmittedAt.InZone(zone).Date.ToYearMonth()),
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    /// <summary>As people write it; what nobody knows any more keeps its key.</summary>
    private string NameOf(
        string group,
        SatisfactionGrouping by,
        Terms terms,
        TeamDirectory directory,
        IReadOnlyDictionary<PersonId, string> names) => by switch
    {
        SatisfactionGrouping.Product => terms.Catalog.Products.FindProduct(group)?.Name ?? group,
        SatisfactionGrouping.Plan => terms.Policy.FindPlan(group) is { } plan ? texts[plan.Name] : group,
        SatisfactionGrouping.Agent when group == Nobody => texts["report.no-agent"],
        SatisfactionGrouping.Agent => names.Of(new PersonId(Guid.Parse(group))) ?? group,
        SatisfactionGrouping.Team when group == Nobody => texts["report.no-team"],
        SatisfactionGrouping.Team => directory.NameOf(group) ?? group,
        SatisfactionGrouping.Month => Format.Month(YearMonthPattern.Iso.Parse(group).Value),
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    private static SatisfactionFiguresView View(SatisfactionFigures figures, string name) => new(
        figures.Group,
        name,
        figures.Asked,
        figures.Answered,
        figures.Answers,
        figures.Mean is { } mean ? decimal.Round(mean, 2) : null,
        figures.ShareSatisfied is { } share ? decimal.Round(share, 4, MidpointRounding.ToZero) : null);
}
