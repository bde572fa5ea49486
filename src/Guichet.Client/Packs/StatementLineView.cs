namespace Guichet.Client.Packs;

/// <summary>What a line of a pack's statement records.</summary>
public enum LedgerEntryKind
{
    /// <summary>Credits come in.</summary>
    Purchased,

    /// <summary>One credit is put on hold for an incident.</summary>
    Reserved,

    /// <summary>The credit on hold is used up.</summary>
    Consumed,

    /// <summary>The credit on hold comes back.</summary>
    Released,

    /// <summary>What was left lapses.</summary>
    Expired,

    /// <summary>The pack changes hands.</summary>
    Transferred,

    /// <summary>Credits put right by hand.</summary>
    Adjusted,
}

/// <summary>A line of a pack's statement.</summary>
/// <param name="Line">Counts up from 1.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Reason">Why: a code for what happens by rule, or a person's words.</param>
/// <param name="Incident">The incident it is about, where one may see it; else null.</param>
/// <param name="IncidentNumber">Its number.</param>
/// <param name="IncidentTitle">Its title.</param>
/// <param name="Change">Change of the balance.</param>
/// <param name="ReservedChange">Change of what is on hold.</param>
/// <param name="Balance">The balance after it.</param>
/// <param name="Reserved">What is on hold after it.</param>
public sealed record StatementLineView(
    int Line,
    DateTimeOffset At,
    LedgerEntryKind Kind,
    string Reason,
    Guid? Incident,
    long? IncidentNumber,
    string? IncidentTitle,
    int Change,
    int ReservedChange,
    int Balance,
    int Reserved);
