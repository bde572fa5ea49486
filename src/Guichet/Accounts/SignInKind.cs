namespace Guichet.Accounts;

/// <summary>With what kind of account a person signs in (R19): one they own, or one their employer gave them.</summary>
public enum SignInKind
{
    /// <summary>A personal account (MSA, "compte personnel").</summary>
    Personal,

    /// <summary>A work account (Entra, "compte professionnel").</summary>
    Work,
}
