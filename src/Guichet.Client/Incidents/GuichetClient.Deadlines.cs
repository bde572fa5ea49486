using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>How the due instant of its first response came about.</summary>
    public Task<DeadlineExplanationView> ExplainDeadlineAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<DeadlineExplanationView>($"incidents/{incident}/response-clock/explanation", cancel);
}
