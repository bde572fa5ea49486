using BenchmarkDotNet.Attributes;
using Guichet.Calendars;

namespace Guichet.Benchmarks.Rules;

/// <summary>When is the response due? On the calendar of a Paris office with eleven holidays a year.</summary>
public class DueInstantBenchmarks
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 3, 9, 20);
    private static readonly Duration TenYears = Duration.FromHours(8 * 250 * 10);

    private readonly BusinessCalendar calendar = BusinessCalendar.Create(Office(), DateTimeZoneProviders.Tzdb).Value;

    /// <summary>Within the day.</summary>
    [Benchmark(Description = "due instant: 4 h"), Budget(250)]
    public Instant FourHours() => calendar.Due(Start, Duration.FromHours(4)).Value;

    /// <summary>Over ten weeks, and a clock change.</summary>
    [Benchmark(Description = "due instant: 400 h"), Budget(1_000)]
    public Instant FourHundredHours() => calendar.Due(Start, Duration.FromHours(400)).Value;

    /// <summary>Over twenty clock changes.</summary>
    [Benchmark(Description = "due instant: 10 years"), Budget(20_000)]
    public Instant Decade() => calendar.Due(Start, TenYears).Value;

    private static CalendarDefinition Office()
    {
        IReadOnlyList<Opening> day =
        [
            Opening.At(new LocalTime(9, 0), new LocalTime(12, 0)),
            Opening.At(new LocalTime(13, 0), new LocalTime(18, 0)),
        ];
        return new CalendarDefinition(
            "paris",
            "Europe/Paris",
            Enumerable.Range(1, 5).ToDictionary(number => (IsoDayOfWeek)number, _ => day),
            [.. Enumerable.Range(2026, 11).SelectMany(HolidaysOf)],
            new Dictionary<LocalDate, IReadOnlyList<Opening>>());
    }

    /// <summary>Eleven a year; those that move with Easter stand on fixed days, which costs the same.</summary>
    private static IEnumerable<Holiday> HolidaysOf(int year) =>
        new[] { (1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25) }
            .Select(day => new Holiday(new LocalDate(year, day.Item1, day.Item2), new LocalizedText("Holiday")));
}
