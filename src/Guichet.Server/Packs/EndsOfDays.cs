namespace Guichet.Server.Packs;

internal static class EndsOfDays
{
    /// <summary>Whether a day of the vendor's ends at another moment than where the reader lives.</summary>
    public static bool IsElsewhere(this DateTimeOffset end, DateOnly day, DateTimeZone reader) =>
        Instant.FromDateTimeOffset(end).InZone(reader).LocalDateTime
            != LocalDate.FromDateOnly(day).PlusDays(1).AtMidnight();
}
