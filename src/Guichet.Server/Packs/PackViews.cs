using System.Globalization;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Orders;
using Guichet.Server.Incidents;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>Packs and statements as a reader sees them, with the plan's name in their language.</summary>
internal sealed class PackViews(IStorage storage, InForce inForce, Texts texts, IClock clock)
{
    public async Task<Page<PackView>> ListAsync(Actor actor, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return AsPage(
            await database.ListPacksAsync(actor, policy, Cursor.Parse(cursor), limit, cancel), actor, policy, limit);
    }

    /// <summary>What has not expired, what can be used first; and how many there are in all.</summary>
    public async Task<(IReadOnlyList<PackView> First, int Count)> ListFirstAsync(
        Actor actor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var today = policy.DayOf(clock.GetCurrentInstant());
        var first = await database.ListFirstPacksAsync(actor, policy, today, limit, cancel);
        return (
            [.. first.Select(pack => ToView(pack, actor, policy))],
            await database.PacksVisibleTo(actor, policy).CountAsync(cancel));
    }

    /// <summary>The contracts that were granted, for the vendor.</summary>
    public async Task<Page<PackView>> ListContractsAsync(
        Actor actor, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return AsPage(
            await database.ListContractsAsync(actor, Cursor.Parse(cursor), limit, cancel), actor, policy, limit);
    }

    /// <summary>Null where the pack is not there or not theirs to see.</summary>
    public async Task<PackView?> FindAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var found = await database.FindPackAsync(actor, policy, new IncidentPackId(id), cancel);
        return found is null ? null : ToView(found, actor, policy);
    }

    /// <summary>Lines of the statement, newest first; null where the pack is not theirs to see.</summary>
    public async Task<Page<StatementLineView>?> ReadStatementAsync(
        Actor actor, Guid id, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var pack = new IncidentPackId(id);
        if (await database.FindPackAsync(actor, policy, pack, cancel) is null)
        {
            return null;
        }

        var below = int.TryParse(cursor, CultureInfo.InvariantCulture, out var line) ? line : int.MaxValue;
        var lines = await database.ListStatementAsync(
            database.IncidentsVisibleTo(actor), pack, below, limit, cancel);
        return new Page<StatementLineView>(
            [.. lines.Take(limit).Select(ToView)],
            lines.Count > limit ? lines[limit - 1].Entry.Line.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>What was in a pack at the end of a day in the policy's time zone, or now on the day itself: balance and
    /// holds as its lines say, and what of them could be used. Refused: <c>pack.unknown</c>; <c>pack.uncounted</c>;
    /// <c>pack.day-ahead</c>, for a day to come.</summary>
    public async Task<Result<PackBalanceView>> ReadBalanceAsync(
        Actor actor, Guid id, LocalDate on, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var pack = new IncidentPackId(id);
        if (await database.FindPackAsync(actor, policy, pack, cancel) is not { } found)
        {
            return new Refusal("pack.unknown", "There is no such pack.");
        }

        if (found.Row.Size is null)
        {
            return new Refusal("pack.uncounted", "The contract does not count its incidents.");
        }

        if (on > policy.DayOf(clock.GetCurrentInstant()))
        {
            return new Refusal("pack.day-ahead", "The day is still to come.").With("date", on);
        }

        var end = policy.EndOf(on);
        var line = await database.FindLineBeforeAsync(pack, end, cancel);
        return new PackBalanceView(
            on.ToDateOnly(),
            line?.BalanceAfter ?? 0,
            line?.ReservedAfter ?? 0,
            found.Pack.AvailableOn(on, line),
            line?.Line)
        {
            Until = end.ToDateTimeOffset(),
        };
    }

    private Page<PackView> AsPage(
        IReadOnlyList<PackWithCredits> packs, Actor actor, PolicyInForce policy, int limit)
    {
        var last = packs.Count > limit ? packs[limit - 1].Row : null;
        return new Page<PackView>(
            [.. packs.Take(limit).Select(pack => ToView(pack, actor, policy))],
            last is null ? null : new Cursor(last.CreatedAt, last.Id.Value).ToString());
    }

    private PackView ToView(PackWithCredits found, Actor actor, PolicyInForce policy)
    {
        var (row, pack) = (found.Row, found.Pack);
        var (counted, today) = (row.Size is not null, policy.DayOf(clock.GetCurrentInstant()));
        var state = pack.HasExpired(today) ? PackState.Expired
            : pack.Available == 0 ? found.IsDisputed ? PackState.Disputed : PackState.Exhausted
            : PackState.Usable;
        var terms = policy.Policy.Packs;
        return new PackView(
            row.Id.Value,
            row.Plan,
            policy.NameOf(row.Plan, texts),
            state,
            row.Size,
            counted ? found.LastLine?.BalanceAfter ?? 0 : null,
            counted ? found.LastLine?.ReservedAfter ?? 0 : null,
            counted && state == PackState.Expired ? 0 : pack.Available,
            row.StartsOn.ToDateOnly(),
            row.ExpiresOn?.ToDateOnly(),
            found.Held,
            row.ContractId,
            row.PurchaseOrder?.Value)
        {
            UsableBefore = row.ExpiresOn is { } lastDay ? policy.EndOf(lastDay).ToDateTimeOffset() : null,
            Shared = !found.Held && !actor.IsStaff
                && (row.Organization is null || row.Organization != actor.Organization),
            Owned = row.Owner == actor.Person && row.ContractId is null,
            RenewsAccessId = state != PackState.Expired && RenewAccessId.MayRenew(actor, row),
            OrderNumber = found.OrderNumber,
            LastLine = found.LastLine?.Line,
            ExpiresSoon = state == PackState.Usable && terms.IsNear(row.ExpiresOn, today),
            FewLeft = state == PackState.Usable && terms.AreFew(row.Size, pack.Available),
        };
    }

    private static StatementLineView ToView(StatementLine line) => new(
        line.Entry.Line,
        line.Entry.At.ToDateTimeOffset(),
        Enum.Parse<Client.Packs.LedgerEntryKind>(line.Entry.Kind.ToString()),
        line.Entry.Reason,
        line.Incident?.Id.Value,
        line.Incident?.Number,
        line.Incident?.Title,
        line.Entry.BalanceChange,
        line.Entry.ReservedChange,
        line.Entry.BalanceAfter,
        line.Entry.ReservedAfter);
}
