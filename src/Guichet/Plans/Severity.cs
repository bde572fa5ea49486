namespace Guichet.Plans;

/// <summary>The business impact that the customer states (R6).</summary>
public enum Severity
{
    /// <summary>Critical business impact.</summary>
    A,

    /// <summary>Moderate business impact.</summary>
    B,

    /// <summary>Minimal business impact.</summary>
    C,
}

/// <summary>When an incident is worked on until it is resolved (R7).</summary>
public enum HoursOfCoverage
{
    /// <summary>While the vendor's business calendar is open.</summary>
    BusinessHours,

    /// <summary>Day and night; somebody on the customer's side can be reached at any hour.</summary>
    AroundTheClock,
}
