using Guichet.Plans;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.ServiceLevels;

namespace Guichet.Server.Incidents.Portal;

/// <summary>What a policy promises, before there is an instant to name.</summary>
internal static class PromiseWords
{
    /// <summary>"First response within 2 h, day and night."; empty where nothing is promised.</summary>
    public static string Promise(
        this Texts texts, PolicyInForce policy, string plan, Severity severity, HoursOfCoverage hours) =>
        ResponseTargets.Find(policy.Policy.Targets, plan, severity, hours) is { } target
            ? texts.Get(
                target is { Calendar: null, CalendarByRegion: false }
                    ? "request.promise.clock"
                    : "request.promise.business",
                ("time", target.Budget))
            : "";
}
