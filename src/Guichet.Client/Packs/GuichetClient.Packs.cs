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

    /// <summary>What was in a pack at the end of a day.</summary>
    public Task<PackBalanceView> ReadPackBalanceAsync(Guid pack, DateOnly on, CancellationToken cancel = default) =>
        GetAsync<PackBalanceView>($"packs/{pack}/balance{Query(("on", on))}", cancel);

    /// <summary>What a pack can be used for today, and until when; words to search for may be left out.</summary>
    public Task<Page<CoveredReleaseView>> ListPackCoverageAsync(
        Guid pack, string? query = null, string? cursor = null, int? limit = null,
        CancellationToken cancel = default) =>
        GetAsync<Page<CoveredReleaseView>>(
            $"packs/{pack}/coverage{Query(("query", query), ("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>Puts the credits of a pack right, with a reason.</summary>
    public Task<PackView> AdjustPackAsync(
        Guid pack, PackAdjustment adjustment, CancellationToken cancel = default) =>
        PostAsync<PackView>($"packs/{pack}/adjust", adjustment, cancel);

    /// <summary>Gives a pack to another account, with a reason.</summary>
    public Task<PackView> TransferPackAsync(Guid pack, PackTransfer transfer, CancellationToken cancel = default) =>
        PostAsync<PackView>($"packs/{pack}/transfer", transfer, cancel);

    /// <summary>Who may use a pack, and who has used how much of it.</summary>
    public Task<PackPeopleView> GetPackPeopleAsync(Guid pack, CancellationToken cancel = default) =>
        GetAsync<PackPeopleView>($"packs/{pack}/people", cancel);

    /// <summary>Names somebody who may use a pack of one's own.</summary>
    public Task<PackPeopleView> NameDelegateAsync(Guid pack, NewDelegation named, CancellationToken cancel = default) =>
        PostAsync<PackPeopleView>($"packs/{pack}/delegates", named, cancel);

    /// <summary>They may use it no longer.</summary>
    public Task RemoveDelegateAsync(Guid pack, string email, CancellationToken cancel = default) =>
        DeleteAsync($"packs/{pack}/delegates/{Uri.EscapeDataString(email)}", cancel);

    /// <summary>Adds a contract to one's account by its two numbers (R20).</summary>
    public Task<PackView> AddContractAsync(AddedContract contract, CancellationToken cancel = default) =>
        PostAsync<PackView>("packs/contracts", contract, cancel);

    /// <summary>Grants a contract; the access id is in this answer and nowhere else.</summary>
    public Task<GrantedContractView> GrantContractAsync(NewContract contract, CancellationToken cancel = default) =>
        PostAsync<GrantedContractView>("contracts", contract, cancel);

    /// <summary>Gives a contract another access id; it is in this answer and nowhere else, and the old one opens
    /// nothing any more.</summary>
    public Task<GrantedContractView> RenewAccessIdAsync(
        Guid pack, AccessIdRenewal renewal, CancellationToken cancel = default) =>
        PostAsync<GrantedContractView>($"packs/{pack}/access-id", renewal, cancel);

    /// <summary>Walks every pack's ledger and says where one does not hold together.</summary>
    public Task<LedgerCheckView> CheckLedgerAsync(CancellationToken cancel = default) =>
        GetAsync<LedgerCheckView>("ledger/check", cancel);
}
