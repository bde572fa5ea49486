using Guichet.Client.Reports;
using Guichet.ServiceLevels;
using NodaTime.Text;

namespace Guichet.Server.Reports;

/// <summary>What a report is asked for, read from an address.</summary>
/// <param name="Months">Which months.</param>
/// <param name="By">What is counted by.</param>
internal sealed record ReportQuestion(ReportedMonths Months, ReportGrouping By)
{
    private const int MonthsUnlessAsked = 12;

    /// <summary>What is left out is a year up to the present month, by severity. Refused: <c>report.months-wrong</c>,
    /// <c>report.grouping-wrong</c>.</summary>
    public static Result<ReportQuestion> Read(string? from, string? until, string? by, YearMonth present)
    {
        var grouping = ReportGrouping.Severity;
        if (!string.IsNullOrEmpty(by) && (!Enum.TryParse(by, ignoreCase: true, out grouping) || char.IsDigit(by[0])
            || !Enum.IsDefined(grouping)))
        {
            return new Refusal("report.grouping-wrong", "Count by severity, plan, product, month or team.");
        }

        return ReadMonths(from, until, present).Succeeded(out var months, out var refusal)
            ? new ReportQuestion(months, grouping)
            : refusal;
    }

    /// <summary>What is left out is a year up to the present month. Refused: <c>report.months-wrong</c>.</summary>
    public static Result<ReportedMonths> ReadMonths(string? from, string? until, YearMonth present)
    {
        var last = Month(until) ?? (string.IsNullOrWhiteSpace(until) ? present : null);
        var first = Month(from) ?? (string.IsNullOrWhiteSpace(from) ? last?.PlusMonths(1 - MonthsUnlessAsked) : null);
        return first is { } one && last is { } other
            ? ReportedMonths.Create(one, other)
            : new Refusal("report.months-wrong", "A month is written as in 2026-01.")
                .With("months", ReportedMonths.Most);
    }

    /// <summary>Which promise an address asks about: <c>next-update</c>, <c>resolution</c>, else the first response.
    /// </summary>
    public static PromiseKind KindOf(string? written) =>
        Array.Find(Enum.GetValues<PromiseKind>(), kind => Written(kind) == written);

    /// <summary>The same the other way round.</summary>
    public static string Written(PromiseKind kind) => kind switch
    {
        PromiseKind.FirstResponse => "first-response",
        PromiseKind.NextUpdate => "next-update",
        PromiseKind.Resolution => "resolution",
    };

    private static YearMonth? Month(string? text) =>
        text?.Trim() is { Length: 7 } written && YearMonthPattern.Iso.Parse(written).TryGetValue(default, out var month)
            ? month
            : null;
}
