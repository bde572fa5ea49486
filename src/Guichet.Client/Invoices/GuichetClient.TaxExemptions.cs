using Guichet.Client.Invoices;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Asks to be free of tax, with the documents that prove it (R27).</summary>
    public Task<TaxExemptionView> AskForTaxExemptionAsync(
        NewTaxExemption exemption, CancellationToken cancel = default) =>
        PostAsync<TaxExemptionView>("tax-exemptions", exemption, cancel);

    /// <summary>The exemptions one may see, newest first; those under review alone oldest first.</summary>
    public Task<Page<TaxExemptionView>> ListTaxExemptionsAsync(
        bool? underReview = null, string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        GetAsync<Page<TaxExemptionView>>(
            $"tax-exemptions{Query(("underReview", underReview), ("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>One exemption.</summary>
    public Task<TaxExemptionView> GetTaxExemptionAsync(Guid id, CancellationToken cancel = default) =>
        GetAsync<TaxExemptionView>($"tax-exemptions/{id}", cancel);

    /// <summary>A document that was sent.</summary>
    public Task<byte[]> DownloadProofAsync(Guid document, CancellationToken cancel = default) =>
        GetBytesAsync($"tax-exemptions/documents/{document}", cancel);

    /// <summary>Takes it back before it is decided.</summary>
    public Task<TaxExemptionView> WithdrawTaxExemptionAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<TaxExemptionView>($"tax-exemptions/{id}/withdraw", null, cancel);

    /// <summary>Accepts it between two days.</summary>
    public Task<TaxExemptionView> AcceptTaxExemptionAsync(
        Guid id, AcceptedExemption days, CancellationToken cancel = default) =>
        PostAsync<TaxExemptionView>($"tax-exemptions/{id}/accept", days, cancel);

    /// <summary>Refuses it with a reason.</summary>
    public Task<TaxExemptionView> RefuseTaxExemptionAsync(
        Guid id, RefusedExemption reason, CancellationToken cancel = default) =>
        PostAsync<TaxExemptionView>($"tax-exemptions/{id}/refuse", reason, cancel);

    /// <summary>Tax that is to be given back, oldest first.</summary>
    public Task<IReadOnlyList<TaxRefundView>> ListTaxRefundsAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<TaxRefundView>>("tax-refunds", cancel);

    /// <summary>Gives the tax on an order back, with a credit note over it.</summary>
    public async Task RefundTaxAsync(Guid order, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(
            HttpMethod.Post, $"tax-refunds/{order}", null, null, cancel).ConfigureAwait(false);
    }
}
