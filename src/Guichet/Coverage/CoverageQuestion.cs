using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Coverage;

/// <summary>May this problem be supported, and by which plan? Everything that the answer depends on.</summary>
/// <param name="On">The day asked about, in the policy's time zone.</param>
/// <param name="Release">Release reference, <c>windows-server/2019</c>; it may be unknown to the catalogue.</param>
/// <param name="Wants">Key of what is wanted; <c>break-fix</c> is the ordinary one.</param>
/// <param name="SignIn">Kind of sign-in.</param>
/// <param name="Partner">Standing in the partner programme.</param>
/// <param name="Holds">The packs and contracts held, whatever their state.</param>
public sealed record CoverageQuestion(
    LocalDate On,
    string Release,
    string Wants,
    SignInKind SignIn,
    PartnerStanding Partner,
    IReadOnlyList<HeldPlan> Holds);

/// <summary>A pack or contract that the customer holds.</summary>
/// <param name="Plan">Key of its plan.</param>
/// <param name="Pack">The pack; null for a plan without a ledger.</param>
/// <param name="Left">Credits that can still be reserved; null for a plan without a ledger.</param>
/// <param name="ExpiresOn">Last usable day, inclusive; null: does not expire.</param>
public sealed record HeldPlan(string Plan, IncidentPackId? Pack, int? Left, LocalDate? ExpiresOn)
{
    /// <summary>Whether it is a dispute that leaves nothing in it: while the bank decides, where credits are kept
    /// aside, whoever used up the others; once the payment is lost, where the bank took what was left last. Credits
    /// used up after that are used up (R23).</summary>
    public bool IsDisputed { get; init; }
}
