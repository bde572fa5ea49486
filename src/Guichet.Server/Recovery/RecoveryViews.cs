using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Orders;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Recovery;

/// <summary>Requests for packs as each side sees them: who asks learns nothing about the number but what was decided.
/// </summary>
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
        one.State == Guichet.Packs.RecoveryState.Open ? null : texts.ReasonOf(one),
        one.Pack?.Value);

    private RecoveryCaseView ToView(RecoveryCase found, PolicyInForce policy)
    {
        var one = found.Recovery;
        return new RecoveryCaseView(
            ToView(one),
            one.Words,
            found.Asker.Name,
            found.Asker.Email!,
            found.OwnerName,
            found.OwnerEmail,
            found.Pack.Id.Value,
            policy.NameOf(found.Pack.Plan, texts),
            found.Asker.OrganizationId is { } organization && organization == found.Pack.Organization,
            one.ObjectedAt?.ToDateTimeOffset(),
            one.Objection);
    }
}

internal static class RecoveryReasons
{
    /// <summary>Why, in words: a code's sentence, or what a person wrote.</summary>
    public static string ReasonOf(this Texts texts, PackRecovery one) =>
        one.DecidedBy is null ? texts[$"recovery.reason.{one.Reason}"] : one.Reason;
}
