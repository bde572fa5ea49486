using Guichet.Client.Accounts;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Who the API key belongs to, and what it may do.</summary>
    public Task<MeView> GetMeAsync(CancellationToken cancel = default) => GetAsync<MeView>("me", cancel);
}
