namespace Guichet.ServiceLevels;

/// <summary>The months that a report is about, both ends included.</summary>
public sealed record ReportedMonths
{
    /// <summary>The longest range.</summary>
    public const int Most = 24;

    private static readonly YearMonth Earliest = new(2000, 1);
    private static readonly YearMonth Latest = new(2999, 12);

    private ReportedMonths(YearMonth from, YearMonth until) => (From, Until) = (from, until);

    /// <summary>The first month.</summary>
    public YearMonth From { get; }

    /// <summary>The last month.</summary>
    public YearMonth Until { get; }

    /// <summary>Each month, the first one first.</summary>
    public IEnumerable<YearMonth> All =>
        Enumerable.Range(0, CountOf(From, Until)).Select(month => From.PlusMonths(month));

    /// <summary>Refused: a range that ends before it begins, is longer than <see cref="Most"/> months or leaves the
    /// years 2000 to 2999 (<c>report.months-wrong</c>).</summary>
    public static Result<ReportedMonths> Create(YearMonth from, YearMonth until) =>
        from < Earliest || until > Latest || until < from || CountOf(from, until) > Most
            ? new Refusal("report.months-wrong", $"A report is about 1 to {Most} months, the first one first.")
                .With("months", Most)
            : new ReportedMonths(from, until);

    /// <summary>The instant at which the range begins in the zone, and the one at which it is over.</summary>
    public Interval In(DateTimeZone zone) => new(
        zone.AtStartOfDay(From.OnDayOfMonth(1)).ToInstant(),
        zone.AtStartOfDay(Until.PlusMonths(1).OnDayOfMonth(1)).ToInstant());

    private static int CountOf(YearMonth from, YearMonth until) =>
        ((until.Year - from.Year) * 12) + until.Month - from.Month + 1;
}
