using Guichet.Client.Reports;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Reports;

/// <summary>Time that somebody spent on an incident, summed over their entries.</summary>
internal sealed record SpentTime(Guid? Person, IncidentId Incident, string Product, int Minutes, int Entries);

/// <summary>Makes the report of time spent (R3) from the entries it was recorded with.</summary>
internal sealed class TimeReportViews(IStorage storage, InForce inForce, Texts texts, IClock clock)
{
    /// <summary>The report of those months; what is left out is a year up to now, by agent. Refused as
    /// <see cref="ReportQuestion.Read"/> refuses months, and <c>report.time-grouping-wrong</c>.</summary>
    public async Task<Result<TimeReportView>> ReadAsync(
        string? from, string? until, string? by, CancellationToken cancel)
    {
        var terms = await inForce.ReadAsync(cancel);
        var zone = terms.Policy.Zone;
        var present = clock.GetCurrentInstant().InZone(zone).Date.ToYearMonth();
        if (!ReportQuestion.Read(from, until, null, present).Succeeded(out var question, out var refusal))
        {
            return refusal;
        }

        var grouping = TimeGrouping.Agent;
        if (!string.IsNullOrEmpty(by) && (!Enum.TryParse(by, ignoreCase: true, out grouping) || char.IsDigit(by[0])
            || !Enum.IsDefined(grouping)))
        {
            return new Refusal("report.time-grouping-wrong", "Count by agent or product.");
        }

        await using var database = storage.Read();
        var spent = await ReadAsync(database, question.Months.In(zone), cancel);
        var names = await NamesAsync(database, grouping, spent, terms, cancel);
        var groups = spent
            .GroupBy(one => grouping == TimeGrouping.Agent ? $"{one.Person}" : one.Product)
            .Select(group => Figures(group.Key, names(group.Key), group))
            .OrderByDescending(group => group.Minutes)
            .ThenBy(group => group.Name, StringComparer.CurrentCulture);
        return new TimeReportView(
            NodaTime.Text.YearMonthPattern.Iso.Format(question.Months.From),
            NodaTime.Text.YearMonthPattern.Iso.Format(question.Months.Until),
            zone.Id,
            grouping,
            [.. groups],
            Figures("", texts["report.all"], spent));
    }

    private static TimeFiguresView Figures(string key, string name, IEnumerable<SpentTime> spent) => new(
        key,
        name,
        spent.Sum(one => (long)one.Minutes),
        spent.Sum(one => one.Entries),
        spent.Select(one => one.Incident).Distinct().Count());

    /// <summary>Messages and notes, each by the index of recorded time.</summary>
    private static async Task<List<SpentTime>> ReadAsync(
        Database database, Interval months, CancellationToken cancel)
    {
        var (begin, end) = (months.Start, months.End);
        var told = await (
            from entry in database.Set<Message>()
            join incident in database.Set<Incident>() on entry.Incident equals incident.Id
            where entry.At >= begin && entry.At < end && entry.Minutes != null
            group entry by new { entry.Author, entry.Incident, Product = EF.Property<string>(incident, "Product") }
            into spent
            select new { spent.Key, Minutes = spent.Sum(one => one.Minutes!.Value), Entries = spent.Count() })
            .ToListAsync(cancel);
        var kept = await (
            from entry in database.Set<Note>()
            join incident in database.Set<Incident>() on entry.Incident equals incident.Id
            where entry.At >= begin && entry.At < end && entry.Minutes != null
            group entry by new { entry.Author, entry.Incident, Product = EF.Property<string>(incident, "Product") }
            into spent
            select new { spent.Key, Minutes = spent.Sum(one => one.Minutes!.Value), Entries = spent.Count() })
            .ToListAsync(cancel);
        return
        [
            .. told.Select(one => new SpentTime(
                one.Key.Author?.Value, one.Key.Incident, one.Key.Product, one.Minutes, one.Entries)),
            .. kept.Select(one => new SpentTime(
                one.Key.Author.Value, one.Key.Incident, one.Key.Product, one.Minutes, one.Entries)),
        ];
    }

    /// <summary>As people write it; what nobody knows any more keeps its key.</summary>
    private static async Task<Func<string, string>> NamesAsync(
        Database database, TimeGrouping by, List<SpentTime> spent, Terms terms, CancellationToken cancel)
    {
        if (by == TimeGrouping.Product)
        {
            return key => terms.Catalog.Products.FindProduct(key)?.Name ?? key;
        }

        var people = spent.Select(one => one.Person).OfType<Guid>().Distinct()
            .Select(id => (Guichet.Accounts.PersonId?)new Guichet.Accounts.PersonId(id));
        var names = await database.ReadNamesAsync(people, cancel);
        return key => Guid.TryParse(key, out var id) ? names.Of(new Guichet.Accounts.PersonId(id)) ?? key : key;
    }
}
