namespace Guichet.Catalog;

/// <summary>Where a release stands in its life on a day (R9, R10).</summary>
public enum LifecyclePhase
{
    /// <summary>Not out yet on that day.</summary>
    Upcoming,

    /// <summary>Mainstream support (« support standard »), the first phase; the only one of a modern policy.</summary>
    Mainstream,

    /// <summary>Extended support (« support étendu »), the second phase of a fixed policy: paid support only.</summary>
    Extended,

    /// <summary>Support has ended.</summary>
    Ended,
}

/// <summary>How the phases of a release are laid down (R10).</summary>
public enum LifecyclePolicy
{
    /// <summary>Mainstream, then extended support, by published dates.</summary>
    Fixed,

    /// <summary>One phase, mainstream, until servicing ends.</summary>
    Modern,
}

/// <summary>Where a release runs.</summary>
public enum Deployment
{
    /// <summary>On the customer's own machines (« local »).</summary>
    OnPremises,

    /// <summary>As a service of the vendor's (« nuage »).</summary>
    Cloud,
}
