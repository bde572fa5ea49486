namespace Guichet.Client.Accounts;

/// <summary>What a person may do in the house.</summary>
public enum Role
{
    /// <summary>Buys and submits in the portal.</summary>
    Customer,

    /// <summary>Answers and closes incidents.</summary>
    Agent,

    /// <summary>An agent who also decides what is charged.</summary>
    SupportManager,

    /// <summary>Looks after orders and payments.</summary>
    BillingClerk,

    /// <summary>Looks after policy, catalogue and people.</summary>
    Administrator,
}

/// <summary>With what kind of account a person signs in.</summary>
public enum SignInKind
{
    /// <summary>One they own.</summary>
    Personal,

    /// <summary>One their employer gave them.</summary>
    Work,
}

/// <summary>What a member may do in their organization.</summary>
public enum MemberRole
{
    /// <summary>Everything, and invites and removes members.</summary>
    Administrator,

    /// <summary>Submits incidents and sees the organization's.</summary>
    Submitter,

    /// <summary>Sees the organization's incidents.</summary>
    Reader,

    /// <summary>Sees the organization's orders and packs.</summary>
    Billing,
}

/// <summary>The level of a partner in the vendor's programme.</summary>
public enum PartnerLevel
{
    /// <summary>Not a partner.</summary>
    None,

    /// <summary>Action Pack subscriber.</summary>
    ActionPack,

    /// <summary>Silver.</summary>
    Silver,

    /// <summary>Gold.</summary>
    Gold,
}

/// <summary>The person behind an API key.</summary>
public sealed record MeView
{
    /// <summary>The person.</summary>
    public required Guid Id { get; init; }

    /// <summary>As shown to others.</summary>
    public required string Name { get; init; }

    /// <summary>The address they sign in with.</summary>
    public required string Email { get; init; }

    /// <summary>What they may do in the house.</summary>
    public required Role Role { get; init; }

    /// <summary>With what kind of account they sign in.</summary>
    public required SignInKind SignIn { get; init; }

    /// <summary><c>en</c> or <c>fr</c>.</summary>
    public required string Language { get; init; }

    /// <summary>IANA name: <c>Europe/Paris</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Two letters: the organization's country, else their own; it decides the tax.</summary>
    public required string Country { get; init; }

    /// <summary>What the key may do, as far as the person may.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Null for somebody who buys for themselves, and for staff.</summary>
    public MyOrganizationView? Organization { get; init; }
}

/// <summary>The organization of the person behind an API key.</summary>
public sealed record MyOrganizationView
{
    /// <summary>The organization.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The person's place in it.</summary>
    public required MemberRole MemberRole { get; init; }

    /// <summary>Its level in the partner programme.</summary>
    public required PartnerLevel PartnerLevel { get; init; }

    /// <summary>Whether it holds a competency.</summary>
    public required bool Competency { get; init; }
}
