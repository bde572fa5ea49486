namespace Guichet.Accounts;

/// <summary>The level of a partner in the vendor's programme; a higher level does not include the lower ones'
/// packs.</summary>
public enum PartnerLevel
{
    /// <summary>Not a partner.</summary>
    None,

    /// <summary>Action Pack subscriber ("MAPS").</summary>
    ActionPack,

    /// <summary>Silver.</summary>
    Silver,

    /// <summary>Gold.</summary>
    Gold,
}

/// <summary>What an organisation is in the vendor's partner programme.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Competency">Whether it holds a competency, which opens Signature Cloud Support (R18).</param>
public readonly record struct PartnerStanding(PartnerLevel Level, bool Competency)
{
    /// <summary>An ordinary customer.</summary>
    public static PartnerStanding None => default;
}
