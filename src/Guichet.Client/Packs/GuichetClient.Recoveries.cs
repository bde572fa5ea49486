using Guichet.Client.Packs;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Asks for a pack with the confirmation number of its purchase (R22).</summary>
    public Task<RecoveryView> AskForPackAsync(NewRecovery asked, CancellationToken cancel = default) =>
        PostAsync<RecoveryView>("recoveries", asked, cancel);

    /// <summary>One's own latest requests for packs, newest first.</summary>
    public Task<IReadOnlyList<RecoveryView>> ListOwnRecoveriesAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<RecoveryView>>("recoveries/own", cancel);

    /// <summary>Requests for packs that wait for a decision, whether their number is that of a purchase or not, oldest
    /// first.</summary>
    public Task<Page<RecoveryCaseView>> ListRecoveriesAsync(
        string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        GetAsync<Page<RecoveryCaseView>>($"recoveries{Query(("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>Gives the pack to who asked for it.</summary>
    public Task<RecoveryView> ApproveRecoveryAsync(
        Guid id, RecoveryDecision decision, CancellationToken cancel = default) =>
        PostAsync<RecoveryView>($"recoveries/{id}/approve", decision, cancel);

    /// <summary>Tells the owner whom the pack has now, where they were not told: a new notice, and a new time to
    /// object.</summary>
    public Task<RecoveryView> TellPackOwnerAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<RecoveryView>($"recoveries/{id}/tell-owner", null, cancel);

    /// <summary>Leaves the pack where it is, or says that the number does not prove a purchase.</summary>
    public Task<RecoveryView> RefuseRecoveryAsync(
        Guid id, RecoveryDecision decision, CancellationToken cancel = default) =>
        PostAsync<RecoveryView>($"recoveries/{id}/refuse", decision, cancel);
}
