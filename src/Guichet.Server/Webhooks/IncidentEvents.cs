using Guichet.Client.Webhooks;
using Guichet.Incidents;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Webhooks;

/// <summary>The data of events about incidents: ids and facts, none of the texts, nobody's name.</summary>
internal static class IncidentEvents
{
    public static async Task<object?> AboutAsync(Database database, OutboxMessage told, CancellationToken cancel) =>
        await FindAsync(database, told.Read<OfIncident>().Incident, cancel) is { } facts
            ? new IncidentEvent(facts)
            : null;

    public static async Task<object?> RepliedAsync(Database database, OutboxMessage told, CancellationToken cancel)
    {
        var (id, message) = told.Read<OfMessage>();
        var said = await database.Set<Message>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == new MessageId(message), cancel);
        return said is not null && await FindAsync(database, id, cancel) is { } facts
            ? new IncidentReplied(facts, said.By.As<Wire.ActBy>())
            : null;
    }

    public static async Task<object?> FulfilledAsync(Database database, OutboxMessage told, CancellationToken cancel)
    {
        var one = told.Read<FulfilledPromise>();
        return await FindAsync(database, one.Incident, cancel) is { } facts
            ? new PromiseFulfilled(
                facts,
                one.Clock.As<Wire.PromiseKind>(),
                one.DueAt is { } due ? At(Microseconds.ToInstant(due)) : null,
                At(told.CreatedAt),
                one.InTime)
            : null;
    }

    public static async Task<object?> AlarmAsync(Database database, OutboxMessage told, CancellationToken cancel)
    {
        var alarm = told.Read<PromiseSounded>();
        return await FindAsync(database, alarm.Incident, cancel) is { } facts
            ? new PromiseAlarm(
                facts,
                alarm.Clock.As<Wire.PromiseKind>(),
                At(Microseconds.ToInstant(alarm.DueAt)),
                alarm.Percent,
                alarm.AfterSeconds)
            : null;
    }

    public static async Task<object?> MovedAsync(Database database, OutboxMessage told, CancellationToken cancel)
    {
        var (id, move) = told.Read<OfMove>();
        var moved = await database.Set<MovedPromise>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Move == move && one.Incident == new IncidentId(id), cancel);
        return moved is not null && await FindAsync(database, id, cancel) is { } facts
            ? new PromiseMoved(
                facts,
                move,
                moved.FromPolicy,
                moved.ToPolicy,
                Between(moved.ResponseFrom, moved.ResponseTo),
                Between(moved.UpdateFrom, moved.UpdateTo),
                Between(moved.ResolutionFrom, moved.ResolutionTo))
            : null;
    }

    private static async Task<IncidentFacts?> FindAsync(Database database, Guid id, CancellationToken cancel)
    {
        var incident = await database.Set<Incident>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == new IncidentId(id), cancel);
        return incident is null ? null : new(
            id,
            incident.Number,
            incident.Organization?.Value,
            incident.Release,
            incident.Plan,
            incident.Severity.As<Wire.Severity>(),
            incident.Hours.As<Wire.HoursOfCoverage>(),
            incident.Status.As<Wire.IncidentStatus>(),
            incident.ClosingReason?.As<Wire.ClosingReason>(),
            incident.Charge.As<Wire.ChargeState>(),
            At(incident.SubmittedAt),
            At(incident.Clock.DueAt),
            At(incident.Clock.RespondedAt),
            At(incident.ClosedAt),
            incident.Version);
    }

    private static MovedDue? Between(Instant? from, Instant? to) =>
        from is null && to is null ? null : new(At(from), At(to));

    private static DateTimeOffset At(Instant at) => at.ToDateTimeOffset();

    private static DateTimeOffset? At(Instant? at) => at?.ToDateTimeOffset();

    private sealed record OfIncident(Guid Incident);

    private sealed record OfMessage(Guid Incident, Guid Message);

    private sealed record OfMove(Guid Incident, Guid Move);
}
