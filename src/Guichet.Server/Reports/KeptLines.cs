using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Policies;
using Guichet.ServiceLevels;

namespace Guichet.Server.Reports;

/// <summary>The history of an incident's clocks as the rules measure it.</summary>
internal static class KeptLines
{
    /// <summary>Each line with what was due after it, as it was written; where nothing was written yet, what the
    /// submission promised.</summary>
    /// <param name="reported">The incident.</param>
    /// <param name="policies">The policy of a version.</param>
    public static async Task<IReadOnlyList<KeptLine>> OfAsync(
        ReportedHistory reported, Func<int, ValueTask<PolicyInForce>> policies)
    {
        if (reported.Lines.Count == 0)
        {
            var policy = await policies(reported.PolicyVersion);
            var started = new ClockEvent(
                ClockEventKind.Started,
                reported.Incident.SubmittedAt,
                reported.Severity,
                reported.Hours,
                reported.PolicyVersion);
            var due = policy.WorkClockAfter([started], reported.Incident.Plan, reported.Country);
            return [LineOf(started, due, reported, policy)];
        }

        var lines = new List<KeptLine>(reported.Lines.Count);
        foreach (var line in reported.Lines)
        {
            lines.Add(LineOf(
                line.AsEvent(),
                new WorkClock(line.NextUpdateDueAt, line.ResolutionDueAt),
                reported,
                await policies(line.PolicyVersion)));
        }

        return lines;
    }

    private static KeptLine LineOf(ClockEvent line, WorkClock due, ReportedHistory reported, PolicyInForce policy)
    {
        var target = policy.FindTarget(reported.Incident.Plan, line.Severity, line.Hours, reported.Country);
        return new KeptLine(line, due, target, policy.FindCalendar(target?.Calendar));
    }
}
