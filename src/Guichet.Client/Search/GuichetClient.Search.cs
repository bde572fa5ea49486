using Guichet.Client.Search;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The incidents the reader may see that have all the words and satisfy all the filters of the text:
    /// <c>severity:A product:"SQL Server" waiting</c>.</summary>
    public Task<Page<SearchHitView>> SearchAsync(
        string text,
        SearchOrder order = SearchOrder.Newest,
        string? cursor = null,
        CancellationToken cancel = default) =>
        GetAsync<Page<SearchHitView>>(
            "search" + Query(("q", text), ("order", order), ("cursor", cursor)), cancel);

    /// <summary>Has every incident read again for the index of the search; administrators only.</summary>
    public Task<SearchRebuildView> RebuildSearchAsync(CancellationToken cancel = default) =>
        PostAsync<SearchRebuildView>("search/rebuild", null, cancel);
}
