using System.Globalization;
using NodaTime.Text;

namespace Guichet.Calendars;

/// <summary>A stretch of local wall time within one day, <c>[Open, Close)</c>, in nanoseconds since midnight so that a
/// close at 24:00 can be said. It is checked by <see cref="BusinessCalendar.Create"/>, not here.</summary>
/// <param name="Open">Nanoseconds since local midnight, included.</param>
/// <param name="Close">Nanoseconds since local midnight, excluded; a whole day at most.</param>
public readonly record struct Opening(long Open, long Close)
{
    private const string EndOfDay = "24:00";

    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    /// <summary>The whole day, 00:00 to 24:00.</summary>
    public static Opening AllDay { get; } = new(0, NodaConstants.NanosecondsPerDay);

    /// <summary>When it opens, as a vendor writes it: <c>09:00</c>.</summary>
    public string OpenText => Text(Open);

    /// <summary>When it closes, as a vendor writes it: <c>18:00</c>, <c>24:00</c>.</summary>
    public string CloseText => Text(Close);

    /// <summary>An opening that closes before the end of its day; one that ends at 24:00 is parsed or
    /// constructed.</summary>
    public static Opening At(LocalTime open, LocalTime close) => new(open.NanosecondOfDay, close.NanosecondOfDay);

    /// <summary>Reads two wall times, <c>HH:mm</c> or <c>HH:mm:ss</c> with a fraction or without; <c>24:00</c> is the
    /// end of the day. Refused as <c>calendar.time-unreadable</c>. Whether the opening makes sense is for
    /// <see cref="BusinessCalendar.Create"/> to say.</summary>
    public static Result<Opening> TryParse(string open, string close)
    {
        if (Read(open) is not { } opens)
        {
            return Unreadable(open);
        }

        return Read(close) is { } closes ? new Opening(opens, closes) : Unreadable(close);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{OpenText}-{CloseText}";

    private static Refusal Unreadable(string text) =>
        new Refusal("calendar.time-unreadable", $"'{text}' is not a time of day; write 09:00, or 24:00 for its end.")
            .With("text", text);

    private static long? Read(string text)
    {
        if (text is EndOfDay or "24:00:00")
        {
            return NodaConstants.NanosecondsPerDay;
        }

        var minutes = Minutes.Parse(text);
        var time = minutes.Success ? minutes : LocalTimePattern.ExtendedIso.Parse(text);
        return time.Success ? time.Value.NanosecondOfDay : null;
    }

    private static string Text(long nanoseconds)
    {
        if (nanoseconds is < 0 or >= NodaConstants.NanosecondsPerDay)
        {
            return nanoseconds == NodaConstants.NanosecondsPerDay
                ? EndOfDay
                : nanoseconds.ToString(CultureInfo.InvariantCulture) + " ns";
        }

        var time = LocalTime.FromNanosecondsSinceMidnight(nanoseconds);
        return nanoseconds % NodaConstants.NanosecondsPerMinute == 0
            ? Minutes.Format(time)
            : LocalTimePattern.ExtendedIso.Format(time);
    }
}
