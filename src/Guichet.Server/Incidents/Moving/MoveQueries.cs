using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Client.Policies;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Moving;

internal static class MoveQueries
{
    /// <summary>Past it the answer says "at least".</summary>
    private const int MostLookedAt = 10_000;

    private const int AtOnce = 500;
    private const int MostListed = 50;

    /// <summary>How many open incidents would be moved to the policy in force, and how many of them would have a
    /// promise broken by it. Nothing is written.</summary>
    public static async Task<PromiseMovePreviewView> PreviewMoveAsync(
        this Database database, MoveFilter filter, InForce inForce, Instant now, CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var (looked, moving, missed) = (0, 0, 0);
        Guid? last = null;
        while (looked < MostLookedAt)
        {
            var page = await database.Movable(filter, last).AsNoTracking().Take(AtOnce).ToListAsync(cancel);
            var moves = await database.FindMovesAsync(page, policy, (inForce, now), cancel);
            looked += page.Count;
            moving += moves.Count;
            missed += moves.Count(found => found.Move.BreaksAny(now));
            if (page.Count < AtOnce)
            {
                return new(policy.Version, looked, AtLeast: false, moving, missed);
            }

            last = page[^1].Id.Value;
        }

        return new(policy.Version, looked, AtLeast: true, moving, missed);
    }

    /// <summary>The orders, the latest first.</summary>
    public static async Task<IReadOnlyList<PromiseMoveView>> ListMovesAsync(
        this Database database, CancellationToken cancel)
    {
        var orders = await database.Set<MoveOrder>().AsNoTracking()
            .OrderByDescending(order => order.OrderedAt)
            .Take(MostListed)
            .ToListAsync(cancel);
        var names = await database.ReadNamesAsync(orders.Select(order => (PersonId?)order.OrderedBy), cancel);
        return [.. orders.Select(order => order.AsView(names.Of(order.OrderedBy) ?? ""))];
    }

    /// <summary>One order; refused by <c>promise-move.unknown</c>.</summary>
    public static async Task<Result<PromiseMoveView>> ReadMoveAsync(
        this Database database, Guid id, CancellationToken cancel)
    {
        var order = await database.Set<MoveOrder>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (order is null)
        {
            return new Refusal("promise-move.unknown", "There is no such order.");
        }

        var names = await database.ReadNamesAsync([order.OrderedBy], cancel);
        return order.AsView(names.Of(order.OrderedBy) ?? "");
    }

    /// <summary>How the promises of an incident were moved, in order.</summary>
    public static async Task<IReadOnlyList<(MovedPromise Moved, string Reason, string By)>> ListMovedAsync(
        this Database database, IncidentId incident, CancellationToken cancel)
    {
        var found = await (
            from moved in database.Set<MovedPromise>()
            join order in database.Set<MoveOrder>() on moved.Move equals order.Id
            join person in database.Set<Person>() on order.OrderedBy equals person.Id
            where moved.Incident == incident
            orderby moved.At
            select new { moved, order.Reason, person.Name }).AsNoTracking().ToListAsync(cancel);
        return [.. found.Select(one => (one.moved, one.Reason, one.Name))];
    }

    public static PromiseMoveView AsView(this MoveOrder order, string by) => new(
        order.Id,
        order.PolicyVersion,
        order.Severity is { } severity ? severity.As<Severity>() : null,
        order.Plan,
        order.MovesMissed,
        order.Reason,
        by,
        order.OrderedAt.ToDateTimeOffset(),
        order.Moved,
        order.LeftAlone,
        order.DoneAt?.ToDateTimeOffset());

    public static PromiseMovedView AsView(
        this (MovedPromise Moved, string Reason, string By) line, DateTimeZone zone)
    {
        var moved = line.Moved;
        return new(
            In(moved.At),
            line.By,
            line.Reason,
            moved.FromPolicy,
            moved.ToPolicy,
            moved.FromCalendar,
            moved.ToCalendar,
            Due(moved.ResponseFrom, moved.ResponseTo),
            Due(moved.UpdateFrom, moved.UpdateTo),
            Due(moved.ResolutionFrom, moved.ResolutionTo));

        DateTimeOffset In(Instant at) => at.InZone(zone).ToDateTimeOffset();

        MovedDueView? Due(Instant? from, Instant? to) => from is null && to is null
            ? null
            : new(from is { } one ? In(one) : null, to is { } other ? In(other) : null);
    }
}
