using Guichet.Client.Home;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>What one is to do first, one's packs and open incidents; for customers.</summary>
    public Task<HomeView> GetHomeAsync(CancellationToken cancel = default) => GetAsync<HomeView>("home", cancel);
}
