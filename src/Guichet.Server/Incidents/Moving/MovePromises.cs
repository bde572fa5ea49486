using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Moving;

/// <summary>Carries out the orders to move promises, a batch at a time: what is moved, what is told and how far the
/// order has come are written together. So one that is interrupted goes on where it was, on whatever node, and no clock
/// is moved twice.</summary>
internal sealed class MovePromises(
    UnitOfWork work, InForce inForce, IClock clock, SweepBell<SoundAlarms> alarms) : ISweep
{
    private const int Batch = 50;

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await RunBatchAsync(Batch, cancel))
        {
        }
    }

    /// <summary>Moves the next incidents of the oldest order that is not done; false where there was none.</summary>
    internal async Task<bool> RunBatchAsync(int most, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var done = await work.RunAsync<bool>(
            async database =>
            {
                var order = await database.Set<MoveOrder>()
                    .AsTracking()
                    .Where(one => one.DoneAt == null)
                    .OrderBy(one => one.OrderedAt)
                    .FirstOrDefaultAsync(cancel);
                if (order is null)
                {
                    return false;
                }

                await MoveAsync(database, order, (most, now), cancel);
                return true;
            },
            cancel);
        alarms.RingAt(now);
        return done.Value;
    }

    private async Task MoveAsync(
        Database database, MoveOrder order, (int Most, Instant Now) at, CancellationToken cancel)
    {
        var incidents = await database.Movable(new(order.Severity, order.Plan), order.Reached)
            .AsTracking()
            .Take(at.Most)
            .ToListAsync(cancel);
        var policy = await inForce.ReadPolicyAsync(database, order.PolicyVersion, cancel);
        foreach (var found in await database.FindMovesAsync(incidents, policy, (inForce, at.Now), cancel))
        {
            if (found.Move.BreaksAny(at.Now) && !order.MovesMissed)
            {
                order.LeftAlone++;
                continue;
            }

            found.Incident.MovePromise(found.Move.After, found.Move.Nearest, at.Now);
            await database.AppendAsync(found.Incident, found.History, found.Kept, inForce, cancel);
            database.Add(MovedBy(order, found, policy, at.Now));
            database.Add(OutboxMessage.Of(
                "promise.moved", new { incident = found.Incident.Id.Value, move = order.Id }, at.Now));
            order.Moved++;
        }

        order.Reached = incidents.Count == 0 ? order.Reached : incidents[^1].Id.Value;
        order.DoneAt = incidents.Count < at.Most ? at.Now : null;
        order.Version++;
    }

    private static MovedPromise MovedBy(MoveOrder order, MovableIncident found, PolicyInForce policy, Instant now)
    {
        var (response, update, resolution) = (
            found.Move.DueOf(PromiseKind.FirstResponse),
            found.Move.DueOf(PromiseKind.NextUpdate),
            found.Move.DueOf(PromiseKind.Resolution));
        var incident = found.Incident;
        var target = policy.FindTarget(incident.Plan, incident.Severity, incident.Hours, incident.Country);
        return new MovedPromise
        {
            Move = order.Id,
            Incident = incident.Id,
            Line = found.History.Count,
            At = now,
            FromPolicy = found.FromPolicy,
            ToPolicy = policy.Version,
            FromCalendar = found.Move.Before.Calendar,
            ToCalendar = target?.Calendar,
            ResponseFrom = response?.From,
            ResponseTo = response?.To,
            UpdateFrom = update?.From,
            UpdateTo = update?.To,
            ResolutionFrom = resolution?.From,
            ResolutionTo = resolution?.To,
        };
    }
}
