using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Level = Guichet.Plans.Severity;

namespace Guichet.Server.Incidents.Moving;

/// <summary>An administrator moves running promises to the policy in force, on purpose and with a reason.</summary>
internal sealed class OrderMove(UnitOfWork work, InForce inForce, IClock clock, SweepBell<MovePromises> bell)
{
    /// <summary>Written down at once and carried out soon after; the same id orders once. Refused:
    /// <c>access.administrator-only</c>, <c>promise-move.id-reused</c>, <c>promise-move.outdated</c> where another
    /// version of the policy is in force than was looked at.</summary>
    public async Task<Result<PromiseMoveView>> RunAsync(Actor actor, NewPromiseMove request, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        var now = clock.GetCurrentInstant();
        var result = await work.RunAsync<PromiseMoveView>(
            async database =>
            {
                var wanted = OrderOf(actor, request, now);
                var written = await database.Set<MoveOrder>().AsNoTracking()
                    .SingleOrDefaultAsync(order => order.Id == wanted.Id, cancel);
                if (written is not null)
                {
                    return IsSame(written, wanted)
                        ? written.AsView(actor.Name)
                        : new Refusal("promise-move.id-reused", "The id was used for another order.");
                }

                var version = (await inForce.ReadAsync(database, cancel)).Policy.Version;
                if (version != wanted.PolicyVersion)
                {
                    return new Refusal("promise-move.outdated", "Another version of the policy is in force.")
                        .With("seen", wanted.PolicyVersion)
                        .With("version", version);
                }

                database.Add(wanted);
                return wanted.AsView(actor.Name);
            },
            cancel);
        bell.RingAt(now);
        return result;
    }

    private static MoveOrder OrderOf(Actor actor, NewPromiseMove request, Instant now) => new()
    {
        Id = request.Id!.Value,
        PolicyVersion = request.PolicyVersion!.Value,
        Severity = request.Severity is { } severity ? severity.As<Level>() : null,
        Plan = string.IsNullOrWhiteSpace(request.Plan) ? null : request.Plan.Trim(),
        MovesMissed = request.MovesMissed,
        Reason = request.Reason!.Trim(),
        OrderedBy = actor.Person,
        OrderedAt = now,
    };

    private static bool IsSame(MoveOrder one, MoveOrder other) =>
        (one.PolicyVersion, one.Severity, one.Plan, one.MovesMissed, one.Reason, one.OrderedBy)
        == (other.PolicyVersion, other.Severity, other.Plan, other.MovesMissed, other.Reason, other.OrderedBy);
}
