using Guichet.Incidents;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;

namespace Guichet.Server.Incidents.Alarms;

/// <summary>What an alarm tells, one message for each who is told.</summary>
internal static class AlarmMessages
{
    public const string Kind = "incident.alarm";

    /// <param name="incident">The incident.</param>
    /// <param name="alarm">Which of its promises, and where on its way it is.</param>
    /// <param name="actions">What the policy asks for.</param>
    /// <param name="audience">Whom there is to tell.</param>
    /// <param name="at">When.</param>
    public static IEnumerable<OutboxMessage> Of(
        Incident incident,
        AlarmKey alarm,
        IReadOnlySet<AlarmAction> actions,
        AlarmAudience audience,
        Instant at) =>
        audience.Of(incident, actions).Select(person => OutboxMessage.Of(
            Kind,
            new AlarmTold(
                incident.Id.Value,
                person?.Value,
                Microseconds.Of(alarm.Mark),
                alarm.At.Percent,
                (long)alarm.At.After.TotalSeconds,
                alarm.Kind),
            at));
}

/// <summary>The payload.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Person">Who is told; null: the team.</param>
/// <param name="DueAt">The mark of the promise, in microseconds since 1970.</param>
/// <param name="Percent">The share of its time that has passed.</param>
/// <param name="AfterSeconds">And time beyond.</param>
/// <param name="Clock">What is promised.</param>
internal sealed record AlarmTold(
    Guid Incident,
    Guid? Person,
    long DueAt,
    int Percent,
    long AfterSeconds,
    PromiseKind Clock = PromiseKind.FirstResponse);
