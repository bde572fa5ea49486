using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>How the due instant of its first response came about.</summary>
    public Task<DeadlineExplanationView> ExplainDeadlineAsync(Guid incident, CancellationToken cancel = default) =>
        ExplainDeadlineAsync(incident, PromiseKind.FirstResponse, cancel);

    /// <summary>How the due instant of what is promised on it came about; refused as <c>promise.unknown</c> where that
    /// is not promised now.</summary>
    public Task<DeadlineExplanationView> ExplainDeadlineAsync(
        Guid incident, PromiseKind promise, CancellationToken cancel = default) =>
        GetAsync<DeadlineExplanationView>(
            $"incidents/{incident}/response-clock/explanation{Query(("promise", promise))}", cancel);
}
