using System.Text;
using Guichet.Client.Catalog;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Products and releases by name, best match first; without a query all products by name, page by page.
    /// </summary>
    public Task<Page<ProductSummary>> FindProductsAsync(
        string? query = null, int? limit = null, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<ProductSummary>>(
            $"products{Query(("query", query), ("limit", limit), ("cursor", cursor))}", cancel);

    /// <summary>A product with its releases as they stand on the day given, or today.</summary>
    public Task<ProductView> GetProductAsync(string product, DateOnly? on = null, CancellationToken cancel = default) =>
        GetAsync<ProductView>($"products/{Uri.EscapeDataString(product)}{Query(("on", on))}", cancel);

    /// <summary>A release as it stands on the day given, or today.</summary>
    /// <param name="product">Product key.</param>
    /// <param name="release">Release key.</param>
    /// <param name="on">The day.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<ReleaseView> GetReleaseAsync(
        string product, string release, DateOnly? on = null, CancellationToken cancel = default) =>
        GetAsync<ReleaseView>(
            $"products/{Uri.EscapeDataString(product)}/releases/{Uri.EscapeDataString(release)}{Query(("on", on))}",
            cancel);

    /// <summary>Imports a catalogue file or a document of endoflife.date, or says what that would change.</summary>
    /// <param name="text">The file's text, 20 MB at most.</param>
    /// <param name="source">Its name, kept in the history.</param>
    /// <param name="dryRun">True to change nothing.</param>
    /// <param name="version">The catalogue version that must still be in force; null: any.</param>
    /// <param name="approveBackwards">True to let support end earlier than was known.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<CatalogImportView> ImportCatalogAsync(
        string text,
        string source,
        bool dryRun = false,
        int? version = null,
        bool approveBackwards = false,
        CancellationToken cancel = default) =>
        PostAsync<CatalogImportView>(
            $"catalog/imports{Query(("source", source), ("dryRun", dryRun), ("approveBackwards", approveBackwards))}",
            new StringContent(text, Encoding.UTF8, "text/plain"),
            cancel,
            version);

    /// <summary>The versions of the catalogue, newest first.</summary>
    public Task<IReadOnlyList<CatalogVersionView>> GetCatalogVersionsAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<CatalogVersionView>>("catalog/versions", cancel);
}
