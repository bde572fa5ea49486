using System.Globalization;
using Guichet.Calendars;
using Guichet.Files.Syntax;
using NodaTime.Text;

namespace Guichet.Files.Calendars;

/// <summary>Reads the lines of a case file.</summary>
internal sealed class CaseReader
{
    /// <summary>More than the years that a calendar knows: what is larger is refused in the same way.</summary>
    private const decimal MostSeconds = 9_000_000_000;

    private static readonly Words<CaseKind> Kinds = new(
        ("due", CaseKind.Due),
        ("elapsed", CaseKind.Elapsed),
        ("pause", CaseKind.Pause),
        ("clock", CaseKind.Clock),
        ("error", CaseKind.Error));

    private static readonly OffsetDateTimePattern Minutes =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>");

    private readonly CaseCalendars calendars = new();

    /// <summary>The case and its id; no case where there are mistakes.</summary>
    public (string Id, CalendarCase? Case) Read(Node node, MistakeLog mistakes)
    {
        var section = new Section(node, mistakes);
        var id = section.Find("id") is Scalar written ? written.Text : "";
        if (section.Word("kind", Kinds) is not { } kind)
        {
            return (id, null);
        }

        var calendar = kind == CaseKind.Clock || (kind == CaseKind.Error && section.Find("calendar") is null)
            ? BusinessCalendar.AroundTheClock
            : calendars.Read(section);
        return (id, Expecting(section, new CalendarCase(kind, calendar)
        {
            Start = Moment(section, "start", needed: kind != CaseKind.Error),
            End = Moment(section, "end", needed: kind == CaseKind.Elapsed),
            BusinessTime = Time(section, "businessSeconds", needed: kind is CaseKind.Due or CaseKind.Pause),
            ClockTime = Time(section, "clockSeconds", needed: kind == CaseKind.Clock),
            Pauses = [.. section.Items("pauses").Select(item => ReadPause(section, item))],
        }));
    }

    private static CalendarCase Expecting(Section section, CalendarCase one) => one.Kind switch
    {
        CaseKind.Error => one with { ExpectedRefusal = section.OptionalText("refusal") },
        CaseKind.Elapsed => one with { ExpectedElapsed = Number(section, "elapsed", needed: true) ?? 0 },
        _ => one with
        {
            ExpectedDue = Moment(section, "due", needed: section.Place("due") is not Scalar { IsNothing: true }),
        },
    };

    private static Pause ReadPause(Section section, Node node)
    {
        if (node is Sequence { Items: { Count: 1 or 2 } ends })
        {
            var lasts = ends.Count == 1 || ends[1] is Scalar { IsNothing: true };
            return new(MomentOf(section, ends[0]) ?? default, lasts ? null : MomentOf(section, ends[1]));
        }

        section.Mistakes.Add(node, "file.type-wrong",
            "A pause is a list of two instants; the second is null while it lasts.");
        return default;
    }

    private static Instant? Moment(Section section, string key, bool needed)
    {
        var value = needed ? section.Require(key) : section.Find(key);
        return value is null ? null : MomentOf(section, value);
    }

    private static Instant? MomentOf(Section section, Node node)
    {
        if (section.TextOf(node) is not { } text)
        {
            return null;
        }

        var seconds = OffsetDateTimePattern.ExtendedIso.Parse(text);
        var read = seconds.Success ? seconds : Minutes.Parse(text);
        if (read.Success)
        {
            return read.Value.ToInstant();
        }

        section.Mistakes.Add(node, "case.instant-malformed",
            $"'{text}' is not an instant: write it as 2026-11-20T15:00:00Z.");
        return null;
    }

    private static Duration? Time(Section section, string key, bool needed)
    {
        if (Number(section, key, needed) is not { } seconds)
        {
            return null;
        }

        var nanoseconds = Math.Clamp(seconds, -MostSeconds, MostSeconds) * NodaConstants.NanosecondsPerSecond;
        if (nanoseconds == decimal.Truncate(nanoseconds))
        {
            return Duration.FromNanoseconds((long)nanoseconds);
        }

        section.Mistakes.Add(section.Place(key), "file.number-malformed",
            $"The key '{key}' is finer than a nanosecond.");
        return null;
    }

    private static decimal? Number(Section section, string key, bool needed)
    {
        var value = needed ? section.Require(key) : section.Find(key);
        if (value is null || section.TextOf(value) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        section.Mistakes.Add(value, "file.number-malformed", $"The key '{key}' is a number of seconds, not '{text}'.");
        return null;
    }
}
