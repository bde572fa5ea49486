using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using ChargebackAnswer = Guichet.Client.Payments.ChargebackAnswer;
using ChargebackStatus = Guichet.Client.Payments.ChargebackStatus;

namespace Guichet.Server.Payments.Chargebacks;

/// <summary>Chargebacks as the vendor sees them.</summary>
internal sealed class ChargebackViews(IStorage storage, WriteEvidence evidence)
{
    public async Task<Page<ChargebackView>> ListAsync(
        bool open, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var found = await database.ListChargebacksAsync(open, Cursor.Parse(cursor), limit, cancel);
        var last = found.Count > limit ? found[limit - 1].Chargeback : null;
        return new Page<ChargebackView>(
            [.. found.Take(limit).Select(one => one.ToView())],
            last is null ? null : new Cursor(last.OpenedAt, last.Id.Value).ToString());
    }

    public async Task<ChargebackView?> OfAsync(ChargebackId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await database.FindChargebackAsync(id, cancel))?.ToView();
    }

    /// <summary>Those of an order, oldest first.</summary>
    public async Task<IReadOnlyList<ChargebackView>> OfOrderAsync(Actor actor, OrderId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return [.. (await database.ListChargebacksOfAsync(actor, id, cancel)).Select(one => one.ToView())];
    }

    /// <summary>What the bank is told beside the clerk's words; null where there is no such chargeback.</summary>
    /// <param name="id">The chargeback.</param>
    /// <param name="language"><c>en</c> or <c>fr</c>.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ChargebackEvidence?> FindEvidenceAsync(
        ChargebackId id, string language, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindChargebackAsync(id, cancel) is { } found
            ? await evidence.RunAsync(database, found.Chargeback, language, cancel)
            : null;
    }
}

internal static class ChargebackViewing
{
    /// <summary>Why the buyer disputes it; the processor's word where nobody has written any.</summary>
    public static string ReasonOf(this Texts texts, ChargebackView chargeback) =>
        texts.Has($"chargeback.reason.{chargeback.Reason}")
            ? texts[$"chargeback.reason.{chargeback.Reason}"]
            : chargeback.Reason;

    public static ChargebackView ToView(this ChargebackOfOrder found)
    {
        var one = found.Chargeback;
        return new ChargebackView(
            one.Id.Value,
            one.Order.Value,
            found.ConfirmationNumber,
            new MoneyView(one.Amount, one.Currency),
            one.Reason,
            one.Gateway,
            one.Reference,
            Enum.Parse<ChargebackStatus>(one.Status.ToString()),
            one.OpenedAt.ToDateTimeOffset(),
            one.AnswerBy?.ToDateTimeOffset(),
            one.Pack?.Value,
            one.Frozen,
            one.Answer is { } answer ? Enum.Parse<ChargebackAnswer>(answer.ToString()) : null,
            one.Words,
            found.AnsweredBy,
            one.AnsweredAt?.ToDateTimeOffset(),
            one.SentAt?.ToDateTimeOffset(),
            one.Failure,
            one.SettledAt?.ToDateTimeOffset(),
            one.Version);
    }
}
