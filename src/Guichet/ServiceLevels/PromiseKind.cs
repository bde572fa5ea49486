namespace Guichet.ServiceLevels;

/// <summary>What is promised about time (R6 to R8).</summary>
public enum PromiseKind
{
    /// <summary>The first message of an agent to the customer. It never pauses.</summary>
    FirstResponse,

    /// <summary>The next message of an agent to the customer.</summary>
    NextUpdate,

    /// <summary>The end of the incident.</summary>
    Resolution,
}

/// <summary>A state in which an incident waits on its customer: only in these a clock may stand (R8).</summary>
public enum WaitingState
{
    /// <summary>The vendor has asked something.</summary>
    WaitingOnCustomer,

    /// <summary>A solution waits for its answer.</summary>
    SolutionOffered,
}
