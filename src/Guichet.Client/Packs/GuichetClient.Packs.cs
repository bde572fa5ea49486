using Guichet.Client.Packs;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The packs and contracts one may look to, newest first.</summary>
    public Task<Page<PackView>> ListPacksAsync(
        string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        GetAsync<Page<PackView>>($"packs{Query(("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>One pack with what is in it.</summary>
    public Task<PackView> GetPackAsync(Guid id, CancellationToken cancel = default) =>
        GetAsync<PackView>($"packs/{id}", cancel);

    /// <summary>The lines of a pack's statement, newest first.</summary>
    public Task<Page<StatementLineView>> ReadStatementAsync(
        Guid pack, string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        GetAsync<Page<StatementLineView>>(
            $"packs/{pack}/statement{Query(("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>Adds a contract to one's account by its two numbers (R20).</summary>
    public Task<PackView> AddContractAsync(AddedContract contract, CancellationToken cancel = default) =>
        PostAsync<PackView>("packs/contracts", contract, cancel);

    /// <summary>Grants a contract; the access id is in this answer and nowhere else.</summary>
    public Task<GrantedContractView> GrantContractAsync(NewContract contract, CancellationToken cancel = default) =>
        PostAsync<GrantedContractView>("contracts", contract, cancel);

    /// <summary>Walks every pack's ledger and says where one does not hold together.</summary>
    public Task<LedgerCheckView> CheckLedgerAsync(CancellationToken cancel = default) =>
        GetAsync<LedgerCheckView>("ledger/check", cancel);
}
