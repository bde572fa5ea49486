using Guichet.Incidents;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;

namespace Guichet.Server.Incidents.Alarms;

/// <summary>What the outbox is told once when an alarm of a promise goes off, whomever it writes to; in the transaction
/// that records it.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Clock">What is promised.</param>
/// <param name="DueAt">The mark of the promise, in microseconds since 1970.</param>
/// <param name="Percent">The share of its time that has passed.</param>
/// <param name="AfterSeconds">And time beyond.</param>
internal sealed record PromiseSounded(
    Guid Incident, PromiseKind Clock, long DueAt, int Percent, long AfterSeconds)
{
    public const string Kind = "promise.sounded";

    /// <summary>Whether the due instant has come.</summary>
    public bool IsOverdue => Percent >= 100;

    public static OutboxMessage Of(Incident incident, AlarmKey alarm, Instant at) => OutboxMessage.Of(
        Kind,
        new PromiseSounded(
            incident.Id.Value,
            alarm.Kind,
            Microseconds.Of(alarm.Mark),
            alarm.At.Percent,
            (long)alarm.At.After.TotalSeconds),
        at);
}
