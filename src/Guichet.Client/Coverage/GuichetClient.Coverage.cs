using Guichet.Client.Coverage;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Which plans support a problem, and why the others do not.</summary>
    public Task<CoverageView> DecideCoverageAsync(CoverageQuestion question, CancellationToken cancel = default) =>
        PostAsync<CoverageView>("coverage", question, cancel);
}
