using Guichet.Server.Shell;

namespace Guichet.Server.Packs;

internal static class EndsOfDays
{
    /// <summary>Whether a day of the vendor's ends at another moment than where the reader lives.</summary>
    public static bool IsElsewhere(this DateTimeOffset end, DateOnly day, DateTimeZone reader) =>
        Instant.FromDateTimeOffset(end).InZone(reader).LocalDateTime
            != LocalDate.FromDateOnly(day).PlusDays(1).AtMidnight();

    /// <summary>The last day of a pack as mails and paper say it: with its end by the reader's clocks, where that is
    /// another.</summary>
    public static string LastDay(this Texts texts, DateOnly day, DateTimeOffset end, DateTimeZone reader)
    {
        var written = Format.Date(LocalDate.FromDateOnly(day));
        var until = Instant.FromDateTimeOffset(end).InZone(reader);
        return end.IsElsewhere(day, reader)
            ? $"{written} {texts.Get("pack.expires.until", ("until", until))}"
            : written;
    }
}
