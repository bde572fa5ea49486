namespace Guichet.Calendars;

/// <summary>A checked calendar that does working-time arithmetic.</summary>
/// <remarks>
/// <para>An instant is business time when its local wall time lies in an opening <c>[open, close)</c> of its local
/// date.
/// Wall times that a clock change skips never happen; wall times that come twice count twice. So, from one clock change
/// to the next, business time is a difference of two sums on the wall clock, and the cost of a computation grows with
/// the clock changes it meets, not with its days.</para>
/// <para>Instants from 1900 to 2149 (UTC) are known; others are refused as <c>calendar.out-of-range</c>. All arithmetic
/// is exact to the nanosecond.</para>
/// </remarks>
public sealed class BusinessCalendar
{
    /// <summary>How long a computation looks for an opening before it gives up: ten years with leap days.</summary>
    public static readonly Duration Horizon = Duration.FromDays(3653);

    internal static readonly LocalDate FirstDate = new(1900, 1, 1);
    internal static readonly LocalDate LastDate = new(2149, 12, 31);

    private static readonly Instant First = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2150, 1, 1, 0, 0);

    private readonly WorkingHours hours;

    private BusinessCalendar(string key, DateTimeZone zone, WorkingHours hours) =>
        (Key, Zone, this.hours) = (key, zone, hours);

    /// <summary>The definition's key.</summary>
    public string Key { get; }

    /// <summary>The zone whose wall clock the openings are written on.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Checks a definition. Refused: a zone that <paramref name="zones"/> does not know
    /// (<c>calendar.unknown-zone</c>); an opening that ends before it begins (<c>calendar.opening-backwards</c>), has
    /// no length (<c>calendar.opening-empty</c>) or leaves its day (<c>calendar.opening-outside-day</c>); openings that
    /// overlap (<c>calendar.openings-overlap</c>; touching is allowed); a date before 1900 or after 2149
    /// (<c>calendar.out-of-range</c>); a calendar that has no opening at all (<c>calendar.never-open</c>).</summary>
    public static Result<BusinessCalendar> Create(CalendarDefinition definition, IDateTimeZoneProvider zones)
    {
        if (zones.GetZoneOrNull(definition.TimeZone) is not { } zone)
        {
            return new Refusal("calendar.unknown-zone", $"There is no time zone '{definition.TimeZone}'.")
                .With("calendar", definition.Key)
                .With("timeZone", definition.TimeZone);
        }

        if (CalendarChecks.MistakeIn(definition) is { } mistake)
        {
            return mistake;
        }

        var calendar = new BusinessCalendar(definition.Key, zone, CalendarChecks.HoursOf(definition));

        // Without weekly hours, extra openings may all fall into wall times that a clock change skips.
        return calendar.hours.PerWeek > 0 || definition.ExtraOpenings.Keys.Any(calendar.OpensAround)
            ? calendar
            : calendar.NeverOpen();
    }

    /// <summary>True where the instant is business time.</summary>
    public bool IsOpen(Instant instant)
    {
        if (instant < First || instant >= Last)
        {
            return false;
        }

        var at = Nanoseconds(instant);
        return Between(at, at + 1) > 0;
    }

    /// <summary>Business time in <c>[start, end)</c>. Refused: an end before its start
    /// (<c>calendar.end-before-start</c>).</summary>
    public Result<Duration> Elapsed(Instant start, Instant end)
    {
        if (end < start)
        {
            return EndBeforeStart(start, end);
        }

        return start < First || end > Last
            ? OutOfRange(start)
            : Duration.FromNanoseconds(Between(Nanoseconds(start), Nanoseconds(end)));
    }

    /// <summary>The instant at which the last business second of the budget ends: a budget used up exactly at closing
    /// is due at that closing. A budget of zero is due at once while open, else at the next opening. Refused: a
    /// calendar that does not open within <see cref="Horizon"/> of the start, or never again before the budget is used
    /// up (<c>calendar.never-open</c>); a budget below zero (<c>calendar.budget-negative</c>).</summary>
    public Result<Instant> Due(Instant start, Duration budget) => Due(start, budget, []);

    /// <summary>The same for a clock that stands during pauses, given in any order. Pauses that overlap count once;
    /// what lies before the start does not count. Refused besides: a pause that has not ended and is met before the
    /// budget is used up (<c>calendar.paused</c>); one that ends before it begins
    /// (<c>calendar.end-before-start</c>).</summary>
    public Result<Instant> Due(Instant start, Duration budget, IReadOnlyList<Pause> pauses)
    {
        if (budget < Duration.Zero)
        {
            return new Refusal("calendar.budget-negative", "A budget of time cannot be below zero.")
                .With("seconds", (long)budget.TotalSeconds);
        }

        if (start < First || start >= Last || budget > Last - start)
        {
            return OutOfRange(start);
        }

        foreach (var pause in pauses)
        {
            if (pause.ResumedAt < pause.PausedAt)
            {
                return EndBeforeStart(pause.PausedAt, pause.ResumedAt.Value);
            }
        }

        // Nothing is due where the first nanosecond of business time begins.
        var nothing = budget == Duration.Zero;
        var result = Spend(Nanoseconds(start), nothing ? 1 : budget.ToInt64Nanoseconds(), pauses);
        if (!result.Succeeded(out var due, out var refusal))
        {
            return refusal;
        }

        return due - start > Horizon && !OpensWithinHorizon(start) ? NeverOpen().With("start", start)
            : nothing ? due - Duration.Epsilon
            : due;
    }

    private bool OpensAround(LocalDate date)
    {
        var midnight = date.AtMidnight().InUtc().ToInstant();
        return Between(Nanoseconds(midnight - Duration.FromDays(1)), Nanoseconds(midnight + Duration.FromDays(2))) > 0;
    }

    private Result<Instant> Spend(long from, long budget, IReadOnlyList<Pause> pauses)
    {
        long due;
        var end = Nanoseconds(Last);
        var ordered = InOrder(pauses);
        for (var i = 0; i < ordered.Count; i++)
        {
            var pause = ordered[i];
            var paused = Nanoseconds(Instant.Min(Instant.Max(pause.PausedAt, First), Last));
            if (Reaches(from, paused, ref budget, out due))
            {
                return At(due);
            }

            if (pause.ResumedAt is not { } resumed)
            {
                return new Refusal("calendar.paused", "Nothing is due while the clock stands.")
                    .With("calendar", Key)
                    .With("pausedAt", pause.PausedAt);
            }

            from = Math.Max(from, Nanoseconds(Instant.Min(Instant.Max(resumed, First), Last)));
        }

        return Reaches(from, end, ref budget, out due) ? At(due)
            : hours.PerWeek == 0 ? NeverOpen().With("start", At(from))
            : OutOfRange(At(from));
    }

    private static IReadOnlyList<Pause> InOrder(IReadOnlyList<Pause> pauses) =>
        pauses.Count < 2 ? pauses : [.. pauses.OrderBy(pause => pause.PausedAt)];

    private bool OpensWithinHorizon(Instant start)
    {
        var instant = 1L;
        return Reaches(Nanoseconds(start), Nanoseconds(Instant.Min(start + Horizon, Last)), ref instant, out _);
    }

    /// <summary>Spends the budget, above zero, on the business time in <c>[from, until)</c>: true with the instant at
    /// which it is used up, else false with what is left of it, again above zero.</summary>
    private bool Reaches(long from, long until, ref long budget, out long due)
    {
        while (from < until)
        {
            var end = Math.Min(ClockChangeAfter(from, out var offset), until);
            var before = hours.Before(from + offset);
            due = hours.Reach(before + budget);
            if (due <= end + offset)
            {
                due -= offset;
                return true;
            }

            budget -= hours.Before(end + offset) - before;
            from = end;
        }

        due = 0;
        return false;
    }

    private long Between(long from, long until)
    {
        var sum = 0L;
        while (from < until)
        {
            var end = Math.Min(ClockChangeAfter(from, out var offset), until);
            sum += hours.Before(end + offset) - hours.Before(from + offset);
            from = end;
        }

        return sum;
    }

    private long ClockChangeAfter(long instant, out long offset)
    {
        var interval = Zone.GetZoneInterval(At(instant));
        offset = interval.WallOffset.Nanoseconds;
        return interval.HasEnd && interval.End < Last ? Nanoseconds(interval.End) : Nanoseconds(Last);
    }

    private static Instant At(long nanoseconds) => NodaConstants.UnixEpoch + Duration.FromNanoseconds(nanoseconds);

    private static long Nanoseconds(Instant instant) => (instant - NodaConstants.UnixEpoch).ToInt64Nanoseconds();

    private static Refusal EndBeforeStart(Instant start, Instant end) =>
        new Refusal("calendar.end-before-start", $"{end} is before {start}.").With("start", start).With("end", end);

    private Refusal OutOfRange(Instant start) =>
        new Refusal("calendar.out-of-range", "The computation leaves the years 1900 to 2149.")
            .With("calendar", Key)
            .With("start", start);

    private Refusal NeverOpen() =>
        new Refusal("calendar.never-open", $"The calendar '{Key}' has no opening within ten years.")
            .With("calendar", Key);
}
