using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Orders;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Recovery;

/// <summary>Requests for packs as each side sees them. Who asks learns nothing about the number but what was decided:
/// every refusal has one sentence, and what an agent wrote is for the desk and the owner.</summary>
internal sealed class RecoveryViews(IStorage storage, InForce inForce, Texts texts)
{
    private const int MostOwn = 20;

    public async Task<IReadOnlyList<RecoveryView>> ListOwnAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return [.. (await database.ListOwnRecoveriesAsync(actor, MostOwn, cancel)).Select(ToView)];
    }

    public async Task<Page<RecoveryCaseView>> ListAsync(string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var found = await database.ListRecoveriesAsync(Cursor.Parse(cursor), limit, cancel);
        var last = found.Count > limit ? found[limit - 1].Recovery : null;
        return new Page<RecoveryCaseView>(
            [.. found.Take(limit).Select(one => ToView(one, policy))],
            last is null ? null : new Cursor(last.AskedAt, last.Id).ToString());
    }

    public async Task<RecoveryCaseView?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return await database.FindRecoveryAsync(id, cancel) is { } found ? ToView(found, policy) : null;
    }

    public RecoveryView ToView(PackRecovery one) => new(
        one.Id,
        one.Number,
        one.AskedAt.ToDateTimeOffset(),
        one.WaitsUntil.ToDateTimeOffset(),
        Enum.Parse<Client.Packs.RecoveryState>(one.State.ToString()),
        one.DecidedAt?.ToDateTimeOffset(),
        one.State == Guichet.Packs.RecoveryState.Refused ? texts["recovery.refused"] : null,
        one.Pack?.Value);

    private RecoveryCaseView ToView(RecoveryCase found, PolicyInForce policy)
    {
        var (one, pack) = (found.Recovery, found.Bought?.Pack);
        return new RecoveryCaseView(
            ToView(one),
            one.Words,
            found.Asker.Name,
            found.Asker.Email!,
            found.Bought?.OwnerName,
            found.Bought?.OwnerEmail,
            pack?.Id.Value,
            pack is null ? null : policy.NameOf(pack.Plan, texts),
            found.Asker.OrganizationId is { } organization && organization == pack?.Organization,
            pack is not null && one.Told == (one.FormerOwner ?? pack.Owner) ? one.ToldAt?.ToDateTimeOffset() : null,
            one.OwnerHasUntil?.ToDateTimeOffset(),
            one.ObjectedAt?.ToDateTimeOffset(),
            one.Objection,
            one.State == Guichet.Packs.RecoveryState.Open ? null : texts.ReasonOf(one));
    }
}

internal static class RecoveryReasons
{
    /// <summary>Why, for the desk and the owner: what a person wrote, or the sentence of a code where the clock
    /// decided, as it once could.</summary>
    public static string ReasonOf(this Texts texts, PackRecovery one) =>
        one.DecidedBy is null ? texts[$"recovery.reason.{one.Reason}"] : one.Reason;
}
