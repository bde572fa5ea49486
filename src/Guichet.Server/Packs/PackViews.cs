using System.Globalization;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Orders;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Packs;

/// <summary>Packs and statements as a reader sees them, with the plan's name in their language.</summary>
internal sealed class PackViews(IStorage storage, InForce inForce, Texts texts, IClock clock)
{
    public async Task<Page<PackView>> ListAsync(Actor actor, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return AsPage(
            await database.ListPacksAsync(actor, policy, Cursor.Parse(cursor), limit, cancel), policy, limit);
    }

    /// <summary>The contracts that were granted, for the vendor.</summary>
    public async Task<Page<PackView>> ListContractsAsync(
        Actor actor, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return AsPage(await database.ListContractsAsync(actor, Cursor.Parse(cursor), limit, cancel), policy, limit);
    }

    /// <summary>Null where the pack is not there or not theirs to see.</summary>
    public async Task<PackView?> FindAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var found = await database.FindPackAsync(actor, policy, new IncidentPackId(id), cancel);
        return found is null ? null : ToView(found, policy);
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
        var lines = await database.ListStatementAsync(actor, pack, below, limit, cancel);
        return new Page<StatementLineView>(
            [.. lines.Take(limit).Select(ToView)],
            lines.Count > limit ? lines[limit - 1].Entry.Line.ToString(CultureInfo.InvariantCulture) : null);
    }

    private Page<PackView> AsPage(IReadOnlyList<PackWithCredits> packs, PolicyInForce policy, int limit)
    {
        var last = packs.Count > limit ? packs[limit - 1].Row : null;
        return new Page<PackView>(
            [.. packs.Take(limit).Select(pack => ToView(pack, policy))],
            last is null ? null : new Cursor(last.CreatedAt, last.Id.Value).ToString());
    }

    private PackView ToView(PackWithCredits found, PolicyInForce policy)
    {
        var (row, pack) = (found.Row, found.Pack);
        var counted = row.Size is not null;
        return new PackView(
            row.Id.Value,
            row.Plan,
            policy.NameOf(row.Plan, texts),
            pack.HasExpired(policy.DayOf(clock.GetCurrentInstant())) ? PackState.Expired
                : pack.Available == 0 ? PackState.Exhausted
                : PackState.Usable,
            row.Size,
            counted ? found.LastLine?.BalanceAfter ?? 0 : null,
            counted ? found.LastLine?.ReservedAfter ?? 0 : null,
            pack.Available,
            row.StartsOn.ToDateOnly(),
            row.ExpiresOn?.ToDateOnly(),
            found.Held,
            row.ContractId,
            row.PurchaseOrder?.Value);
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
