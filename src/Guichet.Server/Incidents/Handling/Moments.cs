using NodaTime.Text;

namespace Guichet.Server.Incidents.Handling;

/// <summary>Instants as a form has them: the wall time of whoever fills it in.</summary>
internal static class Moments
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm");

    public static string Write(LocalDateTime moment) => Pattern.Format(moment);

    /// <summary>Null for what is no moment, or one beyond every calendar. One that a clock change skips is moved on, of
    /// one that comes twice the first is meant.</summary>
    public static Instant? Read(string? text, DateTimeZone zone) =>
        text is { Length: >= 16 and <= 30 } && Pattern.Parse(text[..16]).TryGetValue(default, out var moment)
            && moment.Year is >= 1970 and <= 9000
            ? moment.InZoneLeniently(zone).ToInstant()
            : null;
}
