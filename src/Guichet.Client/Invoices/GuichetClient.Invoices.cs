using Guichet.Client.Invoices;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The invoices and credit notes one may see, newest first.</summary>
    /// <param name="kind">One of the kinds alone.</param>
    /// <param name="order">Those of one purchase alone.</param>
    /// <param name="from">First day of issue.</param>
    /// <param name="until">Last day of issue, included.</param>
    /// <param name="cursor">Where the page before ended.</param>
    /// <param name="limit">Lines on a page.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<InvoiceView>> ListInvoicesAsync(
        InvoiceKind? kind = null,
        Guid? order = null,
        DateOnly? from = null,
        DateOnly? until = null,
        string? cursor = null,
        int? limit = null,
        CancellationToken cancel = default) =>
        GetAsync<Page<InvoiceView>>(
            "invoices" + Query(
                ("kind", kind), ("order", order), ("from", from), ("until", until), ("cursor", cursor),
                ("limit", limit)),
            cancel);

    /// <summary>One of them, by id or by number.</summary>
    public Task<InvoiceView> GetInvoiceAsync(string number, CancellationToken cancel = default) =>
        GetAsync<InvoiceView>($"invoices/{Uri.EscapeDataString(number)}", cancel);

    /// <summary>The document as PDF.</summary>
    /// <param name="number">Id or number.</param>
    /// <param name="language"><c>en</c> or <c>fr</c>; left out: that of the account.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<byte[]> DownloadInvoiceAsync(
        string number, string? language = null, CancellationToken cancel = default) =>
        GetBytesAsync($"invoices/{Uri.EscapeDataString(number)}/pdf{Query(("language", language))}", cancel);

    /// <summary>The document as XML of EN 16931 (UN/CEFACT CII).</summary>
    public Task<byte[]> DownloadInvoiceXmlAsync(string number, CancellationToken cancel = default) =>
        GetBytesAsync($"invoices/{Uri.EscapeDataString(number)}/xml", cancel);

    /// <summary>Whether payments and invoices, purchases and ledger agree, and no series has a gap.</summary>
    public Task<BooksCheckView> CheckBooksAsync(CancellationToken cancel = default) =>
        GetAsync<BooksCheckView>("books/check", cancel);

    /// <summary>To whom one's invoices are made out.</summary>
    public Task<BillingDetailsView> GetBillingDetailsAsync(CancellationToken cancel = default) =>
        GetAsync<BillingDetailsView>("billing-details", cancel);

    /// <summary>Says to whom; invoices that are issued already do not change.</summary>
    public Task<BillingDetailsView> KeepBillingDetailsAsync(
        NewBillingDetails details, CancellationToken cancel = default) =>
        SendAsync<BillingDetailsView>(HttpMethod.Put, "billing-details", details, null, cancel);

    private async Task<byte[]> GetBytesAsync(string path, CancellationToken cancel)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, null, cancel).ConfigureAwait(false);
        return await answer.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
    }
}
