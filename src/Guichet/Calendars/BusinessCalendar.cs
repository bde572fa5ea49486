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

    private readonly DatedHours hours;

    private BusinessCalendar(CalendarDefinition definition, DateTimeZone zone) =>
        (Definition, Zone, hours) = (definition, zone, CalendarChecks.HoursOf(definition));

    /// <summary>The clock on the wall of UTC, open day and night: on it business time is time. For targets without a
    /// calendar.</summary>
    public static BusinessCalendar AroundTheClock { get; } = new(
        new CalendarDefinition(
            "around-the-clock",
            DateTimeZone.Utc.Id,
            Enumerable.Range(1, 7).ToDictionary(
                day => (IsoDayOfWeek)day, IReadOnlyList<Opening> (_) => [Opening.AllDay]),
            [],
            new Dictionary<LocalDate, IReadOnlyList<Opening>>()),
        DateTimeZone.Utc);

    /// <summary>What it was made from.</summary>
    public CalendarDefinition Definition { get; }

    /// <summary>The definition's key.</summary>
    public string Key => Definition.Key;

    /// <summary>The zone whose wall clock the openings are written on.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Checks a definition. Refused: a zone that <paramref name="zones"/> does not know
    /// (<c>calendar.unknown-zone</c>); an opening that ends before it begins (<c>calendar.opening-backwards</c>), has
    /// no length (<c>calendar.opening-empty</c>) or leaves its day (<c>calendar.opening-outside-day</c>); openings that
    /// overlap (<c>calendar.openings-overlap</c>; touching is allowed); two changes of hours on one date
    /// (<c>calendar.change-duplicate</c>); a date before 1900 or after 2149 (<c>calendar.out-of-range</c>); a calendar
    /// that has no opening at all (<c>calendar.never-open</c>).</summary>
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

        var calendar = new BusinessCalendar(definition, zone);

        // All of its openings may fall into wall times that a clock change skips.
        return calendar.hours.OpensForEver || calendar.Between(Nanoseconds(First), Nanoseconds(Last)) > 0
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

    /// <summary>Business time in <c>[start, end)</c> that lies in no pause. A pause that has not ended lasts. Refused
    /// besides: a pause that ends before it begins (<c>calendar.end-before-start</c>).</summary>
    public Result<Duration> Elapsed(Instant start, Instant end, IReadOnlyList<Pause> pauses)
    {
        if (BackwardsIn(pauses) is { } mistake)
        {
            return mistake;
        }

        if (!Elapsed(start, end).Succeeded(out var elapsed, out var refusal))
        {
            return refusal;
        }

        foreach (var (paused, resumed) in Pause.Union(pauses, start, end))
        {
            elapsed -= Duration.FromNanoseconds(Between(Nanoseconds(paused), Nanoseconds(resumed)));
        }

        return elapsed;
    }

    /// <summary>The instant at which the last business second of the budget ends: a budget used up exactly at closing
    /// is due at that closing. A budget of zero is due at once while open, else at the next opening. Refused: a
    /// calendar that, before the budget is used up, stays closed for longer than <see cref="Horizon"/> or never opens
    /// again (<c>calendar.never-open</c>); a budget below zero (<c>calendar.budget-negative</c>).</summary>
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

        if (BackwardsIn(pauses) is { } mistake)
        {
            return mistake;
        }

        // Nothing is due where the first nanosecond of business time begins.
        var nothing = budget == Duration.Zero;
        var result = Spend(Nanoseconds(start), nothing ? 1 : budget.ToInt64Nanoseconds(), pauses);
        if (!result.Succeeded(out var due, out var refusal))
        {
            return refusal;
        }

        return due - start > Horizon && StaysClosed(start, due) is { } since ? NeverOpen().With("start", since)
            : nothing ? due - Duration.Epsilon
            : due;
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
            : !hours.OpensForEver ? NeverOpen().With("start", At(from))
            : OutOfRange(At(from));
    }

    private static Refusal? BackwardsIn(IReadOnlyList<Pause> pauses)
    {
        for (var i = 0; i < pauses.Count; i++)
        {
            if (pauses[i].ResumedAt is { } resumed && resumed < pauses[i].PausedAt)
            {
                return EndBeforeStart(pauses[i].PausedAt, resumed);
            }
        }

        return null;
    }

    private static IReadOnlyList<Pause> InOrder(IReadOnlyList<Pause> pauses) =>
        pauses.Count < 2 ? pauses : [.. pauses.OrderBy(pause => pause.PausedAt)];

    /// <summary>When, on the way to the due instant, it closes for more than <see cref="Horizon"/>; null where it
    /// never does.</summary>
    private Instant? StaysClosed(Instant start, Instant due)
    {
        var (at, end) = (Nanoseconds(start), Nanoseconds(due));
        while (at < end)
        {
            var until = Math.Min(at + Horizon.ToInt64Nanoseconds(), Nanoseconds(Last));
            var opened = Between(at, until);
            if (opened == 0)
            {
                return At(at);
            }

            // On to the last moment of business time within reach; where that is past, so is the due instant.
            Reaches(at, until, ref opened, out at);
        }

        return null;
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
