using Guichet.Calendars;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.ServiceLevels;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Deadlines;

internal static class DeadlineViews
{
    /// <summary>In the language of the request.</summary>
    /// <param name="explained">What is told.</param>
    /// <param name="texts">Its words.</param>
    /// <param name="zone">The reader's own.</param>
    public static Wire.DeadlineExplanationView View(this ExplainedDeadline explained, Texts texts, DateTimeZone zone)
    {
        var promise = explained.Promise;
        return new(
            promise.StartedAt.In(zone),
            promise.CountsFrom.In(zone),
            promise.DueAt?.In(zone),
            explained.KeptAt?.In(zone),
            (long)promise.Budget.TotalSeconds,
            (long)Math.Round(promise.Counted.TotalSeconds),
            promise.AddsUp,
            explained.Calendar?.Key,
            explained.Calendar is { } calendar ? texts[calendar.Definition.ShownName] : null,
            zone.Id,
            explained.Zone.Id,
            explained.Policy.Version,
            explained.TimeZoneData,
            PolicyInForce.TimeZoneData,
            [.. promise.Segments.Select(segment => new Wire.DeadlineSegmentView(
                segment.From.In(zone),
                segment.Until.In(zone),
                segment.From.In(explained.Zone),
                segment.Until.In(explained.Zone),
                segment.Kind.As<Wire.SegmentKind>(),
                texts.Reason(segment, explained),
                segment.Length.TotalSeconds,
                segment.Counted.TotalSeconds)
            {
                PauseReason = promise.ReasonOf(segment)?.As<Wire.PauseReason>(),
            })])
        {
            Promise = promise.Kind.As<Wire.PromiseKind>(),
            StandsSince = promise.Standing?.Time.PausedAt.In(zone),
            Region = explained.Region,
            Moves = [.. explained.Moves.Select(move => move.AsView(zone))],
        };
    }

    /// <summary>Why a clock stands, in words.</summary>
    public static string Reason(this Texts texts, PauseReason reason) => texts[$"deadline.reason.Paused.{reason}"];

    private static string Reason(this Texts texts, TimeSegment segment, ExplainedDeadline explained) => segment switch
    {
        _ when explained.Promise.ReasonOf(segment) is { } paused => texts.Reason(paused),
        { Kind: SegmentKind.Holiday, Holiday.Name: { English.Length: > 0 } name } =>
            texts.Get("deadline.reason.Holiday.named", ("name", name)),
        { Kind: SegmentKind.ClosedDay } when segment.IsWeekend(explained.Zone) => texts["deadline.reason.Weekend"],
        { Kind: SegmentKind.Open } when explained.Calendar is null => texts["deadline.reason.Open.around"],
        _ => texts[$"deadline.reason.{segment.Kind}"],
    };

    private static bool IsWeekend(this TimeSegment segment, DateTimeZone zone)
    {
        var (first, last) =
            (segment.From.InZone(zone).Date, (segment.Until - Duration.Epsilon).InZone(zone).Date);
        return first.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            && last.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            && Period.DaysBetween(first, last) <= 1;
    }

    private static DateTimeOffset In(this Instant instant, DateTimeZone zone) =>
        instant.InZone(zone).ToDateTimeOffset();
}
