using System.Globalization;
using Guichet.Catalog;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Guichet.Server.Following;

/// <summary>The ends of phases of what somebody follows, as an iCalendar file (RFC 5545): one all-day event each, on
/// the last day of the phase. The same catalogue gives the same text, byte for byte.</summary>
internal sealed class FollowedCalendar(Texts texts)
{
    /// <param name="subjects">References of products and releases; what is unknown is left out.</param>
    /// <param name="terms">The catalogue in force.</param>
    /// <param name="writtenAt">When the catalogue got its version: the stamp of every event.</param>
    /// <param name="house">Address of the house, without a slash at its end.</param>
    public string Write(IEnumerable<string> subjects, Terms terms, Instant writtenAt, string house)
    {
        var calendar = new Ical.Net.Calendar
        {
            ProductId = $"-//Guichet//{texts["following.calendar.name"]}//{texts.Language.ToUpperInvariant()}",
        };
        calendar.AddProperty("X-WR-CALNAME", texts["following.calendar.name"]);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        calendar.AddProperty("X-PUBLISHED-TTL", "P1D");
        var ends = subjects
            .Select(reference => FollowedSubject.Find(terms.Catalog, reference))
            .OfType<FollowedSubject>()
            .SelectMany(subject => subject.Releases)
            .DistinctBy(found => found.Reference)
            .SelectMany(PhaseReminders.EndsOf)
            .OrderBy(end => end.LastDay)
            .ThenBy(end => end.Of.Reference, StringComparer.Ordinal);
        foreach (var end in ends)
        {
            calendar.Events.Add(EventOf(end, writtenAt, house));
        }

        return new CalendarSerializer().SerializeToString(calendar)
            ?? throw new InvalidOperationException("The calendar has no text.");
    }

    private CalendarEvent EventOf(PhaseEnd end, Instant writtenAt, string house)
    {
        var found = end.Of;
        var phase = end.Phase.ToString().ToLower(CultureInfo.InvariantCulture);
        return new CalendarEvent
        {
            // By what it tells and not by its day: a date that is moved moves the event.
            Uid = $"{found.Product.Key}.{found.Release.Key}.{phase}@guichet",
            DtStamp = new CalDateTime(writtenAt.ToDateTimeUtc(), "UTC"),
            Start = Day(end.LastDay),
            End = Day(end.LastDay.PlusDays(1)),
            Summary = texts.Get($"following.calendar.{end.Phase}", ("release", found.Release.Name)),
            Description = texts.Get(
                $"following.calendar.{end.Phase}.more", ("release", found.Release.Name), ("date", end.LastDay)),
            Url = new Uri($"{house}/products/{found.Reference}"),
            Transparency = TransparencyType.Transparent,
        };
    }

    private static CalDateTime Day(LocalDate day) => new(day.Year, day.Month, day.Day);
}
