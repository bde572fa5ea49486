using Guichet.Accounts;

namespace Guichet.Coverage;

/// <summary>The stable names of sign-in kinds and partner levels, as reasons, ways out and case files have
/// them.</summary>
public static class StandingNames
{
    /// <summary><c>personal</c> or <c>work</c>.</summary>
    public static string Of(SignInKind kind) => kind switch
    {
        SignInKind.Personal => "personal",
        SignInKind.Work => "work",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary><c>none</c>, <c>action-pack</c>, <c>silver</c> or <c>gold</c>.</summary>
    public static string Of(PartnerLevel level) => level switch
    {
        PartnerLevel.None => "none",
        PartnerLevel.ActionPack => "action-pack",
        PartnerLevel.Silver => "silver",
        PartnerLevel.Gold => "gold",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>Several kinds, in their own order, parted by a comma.</summary>
    public static string Of(IReadOnlySet<SignInKind> kinds) => string.Join(", ", kinds.Order().Select(Of));

    /// <summary>Several levels, from the lowest, parted by a comma.</summary>
    public static string Of(IReadOnlySet<PartnerLevel> levels) => string.Join(", ", levels.Order().Select(Of));
}
