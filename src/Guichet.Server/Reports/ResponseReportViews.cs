using Guichet.Client.Reports;
using Guichet.Incidents;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Guichet.ServiceLevels;
using Guichet.Teams;

namespace Guichet.Server.Reports;

/// <summary>Makes the reports of promises anew, from the incidents and their histories, each time one is asked for.
/// </summary>
internal sealed class ResponseReportViews(
    IStorage storage, InForce inForce, TeamsInForce teams, Texts texts, IClock clock)
{
    /// <summary>The key of those that no team looks after: no team's own.</summary>
    private const string NoTeam = "-";

    /// <summary>The report of those months; what is left out is a year up to now, by severity. Refused as
    /// <see cref="ReportQuestion.Read"/> refuses.</summary>
    public async Task<Result<ResponseReportView>> ReadAsync(
        PromiseKind kind, string? from, string? until, string? by, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var terms = await inForce.ReadAsync(cancel);
        var directory = await teams.ReadAsync(cancel);
        var zone = terms.Policy.Zone;
        if (!ReportQuestion.Read(from, until, by, MonthOf(now, zone)).Succeeded(out var question, out var refusal))
        {
            return refusal;
        }

        var measured = await (kind == PromiseKind.FirstResponse
            ? MeasureResponsesAsync(question, zone, now, cancel)
            : MeasureHistoriesAsync(kind, question, zone, now, cancel));
        var report = ResponseReport.Of(measured, Expected(question));
        return new ResponseReportView(
            Key(question.Months.From),
            Key(question.Months.Until),
            zone.Id,
            question.By,
            now.ToDateTimeOffset(),
            [.. report.Groups.Select(group => View(group, NameOf(group.Group, question.By, terms, directory)))],
            View(report.All, texts["report.all"]));
    }

    private async Task<List<MeasuredResponse>> MeasureResponsesAsync(
        ReportQuestion question, DateTimeZone zone, Instant now, CancellationToken cancel)
    {
        var measured = new List<MeasuredResponse>();
        await using var database = storage.Read();
        await using var past = new PastPolicies(storage.Read(), inForce);
        var had = await ReadTeamsAsync(database, question, zone, cancel);
        await foreach (var one in database.ReadReported(question.Months.In(zone)).WithCancellation(cancel))
        {
            var policy = await past.ReadAsync(one.Clock.PolicyVersion, cancel);
            var team = had?.Of(one, one.Clock.DecidedAt(now, one.ClosedAt));
            measured.Add(new(
                GroupOf(one, one.Clock.Severity, team, question.By, zone),
                one.Clock.OutcomeAt(now, one.ClosedAt),
                one.Clock.Taken(policy.FindCalendar(one.Clock.Calendar))));
        }

        return measured;
    }

    private async Task<List<MeasuredResponse>> MeasureHistoriesAsync(
        PromiseKind kind, ReportQuestion question, DateTimeZone zone, Instant now, CancellationToken cancel)
    {
        var measured = new List<MeasuredResponse>();
        await using var database = storage.Read();
        await using var past = new PastPolicies(storage.Read(), inForce);
        var had = await ReadTeamsAsync(database, question, zone, cancel);
        await foreach (var one in database.ReadHistories(question.Months.In(zone)).WithCancellation(cancel))
        {
            var lines = await KeptLines.OfAsync(one, version => past.ReadAsync(version, cancel));
            var promises = kind == PromiseKind.NextUpdate
                ? KeptPromises.NextUpdates(lines, now)
                : KeptPromises.Resolution(lines, one.ClosingReason.EndsProblem(), now) is { } resolution
                ? [resolution]
                : [];
            measured.AddRange(promises.Select(promise => new MeasuredResponse(
                GroupOf(one.Incident, promise.Severity, had?.Of(one.Incident, promise.DecidedAt), question.By, zone),
                promise.Outcome,
                promise.Taken)));
        }

        return measured;
    }

    private static IEnumerable<string> Expected(ReportQuestion question) => question.By switch
    {
        ReportGrouping.Severity => Enum.GetNames<Guichet.Plans.Severity>(),
        ReportGrouping.Month => question.Months.All.Select(Key),
        ReportGrouping.Plan or ReportGrouping.Product or ReportGrouping.Team => [],
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    /// <summary>Null unless teams are counted by.</summary>
    private static async Task<TeamsAtTheTime?> ReadTeamsAsync(
        Database database, ReportQuestion question, DateTimeZone zone, CancellationToken cancel) =>
        question.By == ReportGrouping.Team ? await database.ReadTeamsAsync(question.Months.In(zone), cancel) : null;

    private static string GroupOf(
        ReportedIncident one,
        Guichet.Plans.Severity severity,
        string? team,
        ReportGrouping by,
        DateTimeZone zone) => by switch
    {
        ReportGrouping.Severity => severity.ToString(),
        ReportGrouping.Plan => one.Plan,
        ReportGrouping.Product => one.Product,
        ReportGrouping.Month => Key(MonthOf(one.SubmittedAt, zone)),
        ReportGrouping.Team => team ?? NoTeam,
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    /// <summary>As people write it; what neither policy nor catalogue knows any more keeps its key.</summary>
    private string NameOf(string group, ReportGrouping by, Terms terms, TeamDirectory directory) => by switch
    {
        ReportGrouping.Severity => $"{group} – {texts[$"severity.{group}"]}",
        ReportGrouping.Plan => terms.Policy.FindPlan(group) is { } plan ? texts[plan.Name] : group,
        ReportGrouping.Product => terms.Catalog.Products.FindProduct(group)?.Name ?? group,
        ReportGrouping.Month => Format.Month(NodaTime.Text.YearMonthPattern.Iso.Parse(group).Value),
        ReportGrouping.Team => group == NoTeam ? texts["report.no-team"] : directory.NameOf(group)!,
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    private static ResponseFiguresView View(ResponseFigures figures, string name) => new(
        figures.Group,
        name,
        figures.Met,
        figures.Missed,
        figures.Running,
        figures.ClosedFirst,
        figures.ShareMet is { } share ? decimal.Round(share, 4, MidpointRounding.ToZero) : null,
        (long?)figures.Median?.TotalSeconds,
        (long?)figures.Ninetieth?.TotalSeconds);

    private static YearMonth MonthOf(Instant at, DateTimeZone zone) => at.InZone(zone).Date.ToYearMonth();

    private static string Key(YearMonth month) => NodaTime.Text.YearMonthPattern.Iso.Format(month);

    /// <summary>The policies that promises were made under, each read once; on a connection of its own, as that of the
    /// incidents is busy with them.</summary>
    private sealed class PastPolicies(Database database, InForce inForce) : IAsyncDisposable
    {
        private readonly Dictionary<int, PolicyInForce> known = [];

        public async ValueTask<PolicyInForce> ReadAsync(int version, CancellationToken cancel)
        {
            if (!known.TryGetValue(version, out var policy))
            {
                known[version] = policy = await inForce.ReadPolicyAsync(database, version, cancel);
            }

            return policy;
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
