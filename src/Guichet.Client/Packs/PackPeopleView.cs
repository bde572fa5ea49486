using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Packs;

/// <summary>Who may use a pack, and who has used how much of it.</summary>
/// <param name="Owner">Name of whom it belongs to; null for a contract, which belongs to nobody.</param>
/// <param name="Owned">Whether that is oneself.</param>
/// <param name="TakesDelegates">Whether the policy lets the owner of such a pack name others.</param>
/// <param name="Delegates">Whom the owner has named, by address.</param>
/// <param name="Uses">Who has submitted with it, who most first.</param>
public sealed record PackPeopleView(
    string? Owner,
    bool Owned,
    bool TakesDelegates,
    IReadOnlyList<DelegateView> Delegates,
    IReadOnlyList<PackUseView> Uses);

/// <summary>Somebody whom the owner of a pack named to use it too.</summary>
/// <param name="Email">Their address, as it was written.</param>
/// <param name="NamedAt">When.</param>
public sealed record DelegateView(string Email, DateTimeOffset NamedAt);

/// <summary>What one person has used of a pack.</summary>
/// <param name="Name">Who.</param>
/// <param name="Submitted">Incidents they submitted with it.</param>
/// <param name="Charged">Those that were charged.</param>
/// <param name="OnHold">Those that wait for that.</param>
public sealed record PackUseView(string Name, int Submitted, int Charged, int OnHold);

/// <summary>Somebody who is to use a pack.</summary>
public sealed record NewDelegation
{
    /// <summary>Their address; the account may come later.</summary>
    [Required, EmailAddress, StringLength(254)]
    public string? Email { get; init; }
}
