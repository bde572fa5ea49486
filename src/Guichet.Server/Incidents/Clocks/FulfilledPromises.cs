using Guichet.Incidents;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;

namespace Guichet.Server.Incidents.Clocks;

/// <summary>What an act did that was promised, for whoever listens outside; in time by the same count as the
/// reports.</summary>
internal static class FulfilledPromises
{
    /// <summary>Kind of the outbox message.</summary>
    public const string Kind = "promise.fulfilled";

    /// <summary>The first response, where this act gave it.</summary>
    public static IEnumerable<OutboxMessage> OfResponse(BeforeAct before, Incident incident, Instant at)
    {
        if (!before.Responded && incident.Clock is { RespondedAt: not null } clock)
        {
            yield return Told(incident, PromiseKind.FirstResponse, clock.DueAt, clock.Met == true, at);
        }
    }

    /// <summary>The next update and the resolution, where lines that this act has added end them.</summary>
    /// <param name="incident">After the act.</param>
    /// <param name="lines">The whole history, each line with what was due after it.</param>
    /// <param name="added">The first of the lines that are new.</param>
    /// <param name="at">When.</param>
    public static IEnumerable<OutboxMessage> OfHistory(
        Incident incident, IReadOnlyList<(ClockEvent Event, WorkClock Due)> lines, int added, Instant at)
    {
        for (var end = Math.Max(added, 1); end < lines.Count; end++)
        {
            var (kind, first) = lines[end].Event.Kind switch
            {
                ClockEventKind.Updated => (PromiseKind.NextUpdate, FindUpdateBefore(lines, end)),
                ClockEventKind.Stopped when incident.ClosingReason.EndsProblem() => (PromiseKind.Resolution, 0),
                _ => (PromiseKind.Resolution, end),
            };
            var promised = Enumerable.Range(first, end - first).Where(line => DueAfter(lines[line], kind) is not null);
            if (promised.Any())
            {
                var inTime = promised.All(line => lines[line + 1].Event.At <= DueAfter(lines[line], kind));
                yield return Told(incident, kind, DueAfter(lines[end - 1], kind), inTime, at);
            }
        }
    }

    private static OutboxMessage Told(
        Incident incident, PromiseKind kind, Instant? dueAt, bool inTime, Instant at) => OutboxMessage.Of(
        Kind,
        new FulfilledPromise(incident.Id.Value, kind, dueAt is { } due ? Microseconds.Of(due) : null, inTime),
        at);

    /// <summary>Where the promise of that update began; the line itself where there was none.</summary>
    private static int FindUpdateBefore(IReadOnlyList<(ClockEvent Event, WorkClock Due)> lines, int end)
    {
        for (var line = end - 1; line >= 0 && lines[line].Event.Kind != ClockEventKind.Stopped; line--)
        {
            if (lines[line].Event.Kind == ClockEventKind.Updated)
            {
                return line;
            }
        }

        return end;
    }

    private static Instant? DueAfter((ClockEvent Event, WorkClock Due) line, PromiseKind kind) =>
        kind == PromiseKind.NextUpdate ? line.Due.NextUpdateDueAt
        : line.Event.Kind == ClockEventKind.Stopped ? null
        : line.Due.ResolutionDueAt;
}

/// <summary>The payload.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Clock">Which promise.</param>
/// <param name="DueAt">When it was due, in microseconds since 1970; null where its clock stood.</param>
/// <param name="InTime">Whether it was never overdue.</param>
internal sealed record FulfilledPromise(Guid Incident, PromiseKind Clock, long? DueAt, bool InTime);
