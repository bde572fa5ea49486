using Guichet.Calendars;

namespace Guichet.Files.Calendars;

/// <summary>What a case computes.</summary>
internal enum CaseKind
{
    Due,
    Elapsed,
    Pause,
    Clock,
    Error,
}

/// <summary>One line of a case file, read: what to compute and what should come of it.</summary>
internal sealed record CalendarCase(CaseKind Kind, Result<BusinessCalendar> Calendar)
{
    public Instant? Start { get; init; }

    public Instant? End { get; init; }

    public Duration? BusinessTime { get; init; }

    public Duration? ClockTime { get; init; }

    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>Null: no instant should come of it.</summary>
    public Instant? ExpectedDue { get; init; }

    /// <summary>In seconds.</summary>
    public decimal ExpectedElapsed { get; init; }

    /// <summary>The code that an error should have; null: any.</summary>
    public string? ExpectedRefusal { get; init; }

    /// <summary>How what comes of it differs from what should; null where it does not.</summary>
    public string? Difference() => Kind switch
    {
        CaseKind.Elapsed => DifferenceOf(Elapsed()),
        CaseKind.Clock => DifferenceOf(DueOnTheClock()),
        CaseKind.Error => DifferenceOfError(),
        _ => DifferenceOf(Due()),
    };

    private Result<Instant> Due() => Calendar.Succeeded(out var calendar, out var refusal)
        ? calendar.Due(Start!.Value, BusinessTime!.Value, Pauses)
        : refusal;

    private Result<Instant> DueOnTheClock() =>
        BusinessCalendar.AroundTheClock.Due(Start!.Value, ClockTime!.Value, Pauses);

    private Result<Duration> Elapsed() => Calendar.Succeeded(out var calendar, out var refusal)
        ? calendar.Elapsed(Start!.Value, End!.Value, Pauses)
        : refusal;

    private string? DifferenceOf(Result<Instant> due)
    {
        if (due.Refusal is { } refusal)
        {
            return ExpectedDue is null && refusal.Code == "calendar.paused"
                ? null
                : $"due should be {Written(ExpectedDue)}, but is refused: {Written(refusal)}";
        }

        return due.Value == ExpectedDue ? null : $"due should be {Written(ExpectedDue)}, but is {due.Value}";
    }

    private string? DifferenceOf(Result<Duration> elapsed)
    {
        if (elapsed.Refusal is { } refusal)
        {
            return $"elapsed should be {ExpectedElapsed} s, but is refused: {Written(refusal)}";
        }

        var seconds = (decimal)elapsed.Value.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerSecond;
        return seconds == ExpectedElapsed ? null : $"elapsed should be {ExpectedElapsed} s, but is {seconds} s";
    }

    /// <summary>The calendar has to be refused, or one of the computations that the case gives enough for.</summary>
    private string? DifferenceOfError()
    {
        var refusal = ClockTime is null ? Calendar.Refusal : null;
        var came = "the calendar is in order";
        if (refusal is null && ClockTime is null && Start is { } start)
        {
            // As when it is put in force at the start: it has to open within ten years.
            refusal = Calendar.Value.Due(start, Duration.Zero).Refusal;
        }

        if (refusal is null && Start is not null && End is not null)
        {
            var elapsed = Elapsed();
            (refusal, came) = (elapsed.Refusal, elapsed.Refusal is null ? $"elapsed is {elapsed.Value}" : came);
        }

        if (refusal is null && Start is not null && (BusinessTime ?? ClockTime) is not null)
        {
            var due = BusinessTime is null ? DueOnTheClock() : Due();
            (refusal, came) = (due.Refusal, due.Refusal is null ? $"due is {due.Value}" : came);
        }

        return refusal is null ? $"should be refused, but {came}"
            : ExpectedRefusal is { } code && code != refusal.Code
                ? $"should be refused as {code}, but is refused: {Written(refusal)}"
                : null;
    }

    private static string Written(Instant? due) => due?.ToString() ?? "none";

    private static string Written(Refusal refusal) => $"{refusal.Message} ({refusal.Code})";
}
