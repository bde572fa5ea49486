namespace Guichet.Accounts;

/// <summary>What a person may do in the house; a person has exactly one.</summary>
public enum Role
{
    /// <summary>Buys and submits in the portal.</summary>
    Customer,

    /// <summary>Answers and closes incidents at the desk.</summary>
    Agent,

    /// <summary>An agent who also decides what is charged (R25).</summary>
    SupportManager,

    /// <summary>Looks after orders and payments.</summary>
    BillingClerk,

    /// <summary>Looks after policy, catalogue, calendars and people.</summary>
    Administrator,
}

/// <summary>What a member may do in their organisation.</summary>
public enum MemberRole
{
    /// <summary>Invites and removes members; may do everything that the others may.</summary>
    Administrator,

    /// <summary>Submits incidents and sees the organisation's.</summary>
    Submitter,

    /// <summary>Sees the organisation's incidents.</summary>
    Reader,

    /// <summary>Sees the organisation's orders and packs.</summary>
    Billing,
}
