using System.Runtime.CompilerServices;
using Guichet.Accounts;

namespace Guichet.Coverage;

/// <summary>The stable names of sign-in kinds and partner levels, as reasons, ways out and case files have
/// them.</summary>
public static class StandingNames
{
    private static readonly SignInKind[] Kinds = Enum.GetValues<SignInKind>();
    private static readonly PartnerLevel[] Levels = Enum.GetValues<PartnerLevel>();

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
    public static string Of(IReadOnlySet<SignInKind> kinds) => Join(kinds, Kinds, Of);

    /// <summary>Several levels, from the lowest, parted by a comma.</summary>
    public static string Of(IReadOnlySet<PartnerLevel> levels) => Join(levels, Levels, Of);

    private static string Join<T>(IReadOnlySet<T> some, T[] all, Func<T, string> name)
    {
        // Put together on the stack: a decision allocates nothing but what it gives back.
        var names = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[64]);
        var isFirst = true;
        foreach (var one in all)
        {
            if (some.Contains(one))
            {
                names.AppendLiteral(isFirst ? "" : ", ");
                names.AppendLiteral(name(one));
                isFirst = false;
            }
        }
        return names.ToStringAndClear();
    }
}
