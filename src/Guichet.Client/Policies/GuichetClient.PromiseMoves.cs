using Guichet.Client.Incidents;
using Guichet.Client.Policies;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>How many running promises an order would move to the policy in force. Nothing is written.</summary>
    public Task<PromiseMovePreviewView> PreviewPromiseMoveAsync(
        Severity? severity = null, string? plan = null, CancellationToken cancel = default) =>
        GetAsync<PromiseMovePreviewView>(
            $"policy/promise-moves/preview{Query(("severity", severity), ("plan", plan))}", cancel);

    /// <summary>Moves running promises to the policy in force, on purpose; carried out after the answer.</summary>
    public Task<PromiseMoveView> MovePromisesAsync(NewPromiseMove order, CancellationToken cancel = default) =>
        PostAsync<PromiseMoveView>("policy/promise-moves", order, cancel);

    /// <summary>The orders, the latest first.</summary>
    public Task<IReadOnlyList<PromiseMoveView>> ListPromiseMovesAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<PromiseMoveView>>("policy/promise-moves", cancel);

    /// <summary>One order, and how far it has come.</summary>
    public Task<PromiseMoveView> GetPromiseMoveAsync(Guid id, CancellationToken cancel = default) =>
        GetAsync<PromiseMoveView>($"policy/promise-moves/{id}", cancel);
}
