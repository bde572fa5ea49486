using Guichet.Accounts;

namespace Guichet.Coverage;

/// <summary>What a customer is, as far as a plan asks.</summary>
/// <param name="SignIn">Kind of sign-in.</param>
/// <param name="Partner">Standing in the partner programme.</param>
public readonly record struct CustomerStanding(SignInKind SignIn, PartnerStanding Partner)
{
    /// <summary>Every standing that the rules tell apart.</summary>
    public static IReadOnlyList<CustomerStanding> All { get; } =
    [
        .. from signIn in Enum.GetValues<SignInKind>()
           from level in Enum.GetValues<PartnerLevel>()
           from competency in new[] { false, true }
           select new CustomerStanding(signIn, new PartnerStanding(level, competency)),
    ];
}
