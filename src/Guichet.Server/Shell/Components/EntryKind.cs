namespace Guichet.Server.Shell.Components;

/// <summary>Who speaks in an entry of a conversation.</summary>
public enum EntryKind
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>An agent, to the customer.</summary>
    Agent,

    /// <summary>An agent, to the house only; tinted, and labelled as such.</summary>
    Note,

    /// <summary>Something that happened, in one line.</summary>
    Event,
}
