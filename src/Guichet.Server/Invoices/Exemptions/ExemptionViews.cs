using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>Exemptions and what follows from them, as a reader sees them.</summary>
internal sealed class ExemptionViews(IStorage storage)
{
    private const int MostRefunds = 200;

    public async Task<Page<TaxExemptionView>> ListAsync(
        Actor actor, bool underReview, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var found = await database.ListExemptionsAsync(actor, underReview, Cursor.Parse(cursor), limit, cancel);
        var page = found.Take(limit).ToList();
        var documents = await database.ListDocumentsAsync([.. page.Select(one => one.Exemption.Id)], cancel);
        var last = found.Count > limit ? page[^1].Exemption : null;
        return new Page<TaxExemptionView>(
            [.. page.Select(one => View(one, documents[one.Exemption.Id]))],
            last is null ? null : new Cursor(last.SubmittedAt, last.Id.Value).ToString());
    }

    /// <summary>Null where it is not there or not theirs to see.</summary>
    public async Task<TaxExemptionView?> FindAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var found = await database.FindExemptionAsync(actor, new TaxExemptionId(id), cancel);
        return found is null
            ? null
            : View(found, (await database.ListDocumentsAsync([found.Exemption.Id], cancel))[found.Exemption.Id]);
    }

    /// <summary>Null where it is not there or not theirs to see.</summary>
    public async Task<ExemptionDocument?> FindDocumentAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindDocumentAsync(actor, id, cancel);
    }

    /// <summary>Tax that is to be given back; of one exemption where it is named.</summary>
    public async Task<IReadOnlyList<TaxRefundView>> ListRefundsAsync(Guid? exemption, CancellationToken cancel)
    {
        await using var database = storage.Read();
        TaxExemptionId? named = exemption is { } id ? new TaxExemptionId(id) : null;
        return
        [
            .. (await database.ListTaxRefundsAsync(named, MostRefunds, cancel)).Select(line => new TaxRefundView(
                line.Order.Value,
                line.ConfirmationNumber,
                line.Status == OrderStatus.Paid,
                new MoneyView(line.Tax, line.Currency),
                line.Since.ToDateTimeOffset())),
        ];
    }

    private static TaxExemptionView View(ExemptionWithAsker found, IEnumerable<ExemptionDocumentLine> documents)
    {
        var exemption = found.Exemption;
        return new TaxExemptionView(
            exemption.Id.Value,
            found.Name,
            found.Email ?? "",
            found.Organization,
            exemption.Country,
            exemption.Reason,
            Enum.Parse<Client.Invoices.TaxExemptionStatus>(exemption.Status.ToString()),
            exemption.SubmittedAt.ToDateTimeOffset(),
            exemption.DecidedAt?.ToDateTimeOffset(),
            exemption.DecisionReason,
            exemption.ValidFrom?.ToDateOnly(),
            exemption.ValidUntil?.ToDateOnly(),
            [.. documents.Select(one => new ProofView(one.Id, one.Name, one.MediaType, one.Size))]);
    }
}

internal static class ProofErrors
{
    /// <summary>A refusal of what was sent, beside the field that it is about.</summary>
    public static void AddProof(this FormErrors errors, Refusal refusal, Texts texts)
    {
        if (refusal.Code.StartsWith("document.", StringComparison.Ordinal))
        {
            errors.Add("Model.Documents", texts.Explain(refusal));
        }
        else
        {
            errors.Add(texts.Explain(refusal));
        }
    }
}
