using Guichet.Plans;

namespace Guichet.ServiceLevels;

/// <summary>Which of a policy's targets holds for an incident (R6).</summary>
public static class ResponseTargets
{
    /// <summary>The most particular target: one of the plan before one for every plan, then one for the hours of
    /// coverage before one for both; of two that are equally particular, the first. Null where the policy promises
    /// nothing.</summary>
    public static ResponseTarget? Find(
        IReadOnlyList<ResponseTarget> targets,
        string plan,
        Severity severity,
        HoursOfCoverage hours) =>
        targets
            .Where(target => target.Severity == severity)
            .Where(target => target.Plan is null || target.Plan == plan)
            .Where(target => target.Hours is null || target.Hours == hours)
            .OrderBy(target => target.Plan is null)
            .ThenBy(target => target.Hours is null)
            .FirstOrDefault();
}
