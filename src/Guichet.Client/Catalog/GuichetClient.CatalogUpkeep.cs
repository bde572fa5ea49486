using Guichet.Client.Catalog;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Every change of the catalogue, newest first, or of one product.</summary>
    public Task<Page<CatalogChangeView>> GetCatalogChangesAsync(
        string? product = null, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<CatalogChangeView>>($"catalog/changes{Query(("product", product), ("cursor", cursor))}", cancel);

    /// <summary>The vendor's own corrections, and how each stands to its source.</summary>
    public Task<IReadOnlyList<CorrectionView>> GetCorrectionsAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<CorrectionView>>("catalog/corrections", cancel);

    /// <summary>Corrects a fact of a release; it holds against every import until it is withdrawn.</summary>
    public Task<CorrectionView> CorrectReleaseAsync(NewCorrection correction, CancellationToken cancel = default) =>
        PostAsync<CorrectionView>("catalog/corrections", correction, cancel);

    /// <summary>Withdraws a correction: what the source says holds again.</summary>
    public Task WithdrawCorrectionAsync(Guid id, CancellationToken cancel = default) =>
        DeleteAsync($"catalog/corrections/{id}", cancel);

    /// <summary>The sources that are read on a schedule.</summary>
    public Task<IReadOnlyList<CatalogSourceView>> GetCatalogSourcesAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<CatalogSourceView>>("catalog/sources", cancel);

    /// <summary>Adds a source; it is read within a minute.</summary>
    public Task<CatalogSourceView> AddCatalogSourceAsync(
        NewCatalogSource source, CancellationToken cancel = default) =>
        PostAsync<CatalogSourceView>("catalog/sources", source, cancel);

    /// <summary>Changes the name, address or schedule of a source; it is read within a minute.</summary>
    public Task<CatalogSourceView> ChangeCatalogSourceAsync(
        Guid id, CatalogSourceChange change, CancellationToken cancel = default) =>
        SendAsync<CatalogSourceView>(HttpMethod.Put, $"catalog/sources/{id}", change, null, cancel);

    /// <summary>Removes a source; what came from it stays.</summary>
    public Task RemoveCatalogSourceAsync(Guid id, CancellationToken cancel = default) =>
        DeleteAsync($"catalog/sources/{id}", cancel);

    /// <summary>Reads a source now, and says what came of it.</summary>
    public Task<CatalogSourceView> ReadCatalogSourceAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<CatalogSourceView>($"catalog/sources/{id}/reading", null, cancel);

    /// <summary>What a source brought that waits for an administrator.</summary>
    public Task<PendingImportView> GetPendingImportAsync(Guid source, CancellationToken cancel = default) =>
        GetAsync<PendingImportView>($"catalog/sources/{source}/pending", cancel);

    /// <summary>Imports what waits, dates that move backwards included.</summary>
    public Task<CatalogImportView> ApprovePendingImportAsync(
        Guid source, PendingApproval approval, CancellationToken cancel = default) =>
        PostAsync<CatalogImportView>($"catalog/sources/{source}/pending/approval", approval, cancel);

    /// <summary>Leaves what waits aside; the source brings it again only where it changes.</summary>
    public Task DiscardPendingImportAsync(Guid source, CancellationToken cancel = default) =>
        DeleteAsync($"catalog/sources/{source}/pending", cancel);

    private async Task DeleteAsync(string path, CancellationToken cancel)
    {
        using var answer = await SendAsync(HttpMethod.Delete, path, null, null, cancel).ConfigureAwait(false);
    }
}
