using Guichet.Calendars;
using Guichet.Plans;

namespace Guichet.ServiceLevels;

/// <summary>The running measure of the first response promised on one incident (R6 to R8). It does not pause. What was
/// promised is kept beside what it was computed from, so that a later change of policy never moves it.</summary>
/// <param name="StartedAt">The submission of the incident.</param>
/// <param name="Severity">The severity that the promise was made for.</param>
/// <param name="Hours">The hours of coverage that the promise was made for.</param>
/// <param name="Budget">The time until the first response.</param>
/// <param name="Calendar">Key of the business calendar that the budget runs on; null: it runs day and night.</param>
/// <param name="PolicyVersion">The version of the policy whose target and calendar were used.</param>
/// <param name="TimeZoneData">The version of the time-zone data that was used.</param>
/// <param name="DueAt">When the first response is due; a response at this very instant meets the target.</param>
/// <param name="RespondedAt">When the first response was made; null while there is none.</param>
public sealed record ResponseClock(
    Instant StartedAt,
    Severity Severity,
    HoursOfCoverage Hours,
    Duration Budget,
    string? Calendar,
    int PolicyVersion,
    string TimeZoneData,
    Instant DueAt,
    Instant? RespondedAt)
{
    /// <summary>When a change of severity began a full new budget, because the recomputed instant was past; null: the
    /// budget runs from <see cref="StartedAt"/>.</summary>
    public Instant? RestartedAt { get; init; }

    /// <summary>Whether the target was met; null while nobody has responded.</summary>
    public bool? Met => RespondedAt is { } respondedAt ? respondedAt <= DueAt : null;

    /// <summary>Whether the promise is broken: responded to late, or not by the instant given, and that is past the due
    /// one.</summary>
    public bool IsMissed(Instant now) => (RespondedAt ?? now) > DueAt;

    /// <summary>How the promise stands (R8): an unanswered one is missed once the due instant is past.</summary>
    /// <param name="now">Not before <see cref="StartedAt"/>.</param>
    /// <param name="closedAt">When the incident was closed; null while it is open.</param>
    public ResponseOutcome OutcomeAt(Instant now, Instant? closedAt) => (RespondedAt, closedAt) switch
    {
        (null, { } closed) when closed <= DueAt => ResponseOutcome.ClosedFirst,
        _ when IsMissed(now) => ResponseOutcome.Missed,
        (null, _) => ResponseOutcome.Running,
        _ => ResponseOutcome.Met,
    };

    /// <summary>When <see cref="OutcomeAt"/> was decided: as the response was made in time, at the due instant of a
    /// missed one, or when it was closed before; null while it runs.</summary>
    public Instant? DecidedAt(Instant now, Instant? closedAt) => OutcomeAt(now, closedAt) switch
    {
        ResponseOutcome.Missed => DueAt,
        ResponseOutcome.Running => null,
        _ => RespondedAt ?? closedAt,
    };

    /// <summary>The time until the response, as the promise counts it: business time on its calendar, else clock time;
    /// null while there is none.</summary>
    /// <param name="calendar">The clock's calendar at its version; not looked at where it runs day and night.</param>
    public Duration? Taken(BusinessCalendar? calendar) => RespondedAt switch
    {
        null => null,
        { } respondedAt when Calendar is null => respondedAt - StartedAt,
        { } respondedAt => calendar!.Elapsed(StartedAt, respondedAt).Value,
    };

    /// <summary>Starts the clock at submission. Refused: a target whose calendar is not the one given
    /// (<c>response.unknown-calendar</c>), a budget below zero (<c>response.budget-negative</c>), and whatever
    /// <see cref="BusinessCalendar.Due(Instant, Duration)"/> refuses.</summary>
    /// <param name="target">What <see cref="ResponseTargets.Find"/> has found; of another severity or other hours it is
    /// a bug and throws.</param>
    /// <param name="calendar">The target's calendar; not looked at where the target runs on the clock.</param>
    /// <param name="severity">The incident's severity.</param>
    /// <param name="hours">The incident's hours of coverage.</param>
    /// <param name="policyVersion">The version of the policy that the target and the calendar are from.</param>
    /// <param name="timeZoneData">The version of the time-zone data that the calendar was made with.</param>
    /// <param name="submittedAt">The start.</param>
    public static Result<ResponseClock> Start(
        ResponseTarget target,
        BusinessCalendar? calendar,
        Severity severity,
        HoursOfCoverage hours,
        int policyVersion,
        string timeZoneData,
        Instant submittedAt)
    {
        if (target.Severity != severity || (target.Hours ?? hours) != hours)
        {
            throw new ArgumentException($"The target is not for severity {severity}, {hours}.", nameof(target));
        }

        return DueAfter(target, calendar, submittedAt).Succeeded(out var dueAt, out var refusal)
            ? new ResponseClock(
                submittedAt,
                severity,
                hours,
                target.Budget,
                target.Calendar,
                policyVersion,
                timeZoneData,
                dueAt,
                RespondedAt: null)
            : refusal;
    }

    /// <summary>The clock with its first response; later ones change nothing (R8).</summary>
    public ResponseClock Respond(Instant respondedAt) =>
        RespondedAt is null ? this with { RespondedAt = respondedAt } : this;

    /// <summary>The clock under another severity (R8): recomputed from the moment of submission, and where that is
    /// already past, due one full new budget after the change. A clock that has been responded to, or whose due instant
    /// is past at the change, stays as it is: its result is kept. Refused as <see cref="Start"/> refuses.</summary>
    /// <param name="target">The target of the new severity.</param>
    /// <param name="calendar">That target's calendar; not looked at where it runs on the clock.</param>
    /// <param name="severity">The new severity.</param>
    /// <param name="hours">The hours of coverage from now on.</param>
    /// <param name="policyVersion">The version of the policy that the target and the calendar are from.</param>
    /// <param name="timeZoneData">The version of the time-zone data that the calendar was made with.</param>
    /// <param name="changedAt">When the severity changed.</param>
    public Result<ResponseClock> ChangeSeverity(
        ResponseTarget target,
        BusinessCalendar? calendar,
        Severity severity,
        HoursOfCoverage hours,
        int policyVersion,
        string timeZoneData,
        Instant changedAt)
    {
        if (RespondedAt is not null || changedAt > DueAt)
        {
            return this;
        }

        var restarted = Start(target, calendar, severity, hours, policyVersion, timeZoneData, StartedAt);
        if (!restarted.Succeeded(out var clock, out _) || clock.DueAt >= changedAt)
        {
            return restarted;
        }

        return DueAfter(target, calendar, changedAt).Succeeded(out var dueAt, out var refusal)
            ? clock with { DueAt = dueAt, RestartedAt = changedAt }
            : refusal;
    }

    /// <summary>The clock moved on purpose to the target of another version of the policy, counted from where it counts
    /// now. A clock that has been responded to, or whose due instant is past at the move, stays as it is: its result
    /// is kept. Refused as <see cref="Start"/> refuses.</summary>
    /// <param name="target">The target of that version for the clock's severity and hours.</param>
    /// <param name="calendar">That target's calendar; not looked at where it runs on the clock.</param>
    /// <param name="policyVersion">The version of the policy that the target and the calendar are from.</param>
    /// <param name="timeZoneData">The version of the time-zone data that the calendar was made with.</param>
    /// <param name="movedAt">When it is moved.</param>
    public Result<ResponseClock> Move(
        ResponseTarget target, BusinessCalendar? calendar, int policyVersion, string timeZoneData, Instant movedAt)
    {
        if (RespondedAt is not null || movedAt > DueAt)
        {
            return this;
        }

        return DueAfter(target, calendar, RestartedAt ?? StartedAt).Succeeded(out var dueAt, out var refusal)
            ? this with
            {
                Budget = target.Budget,
                Calendar = target.Calendar,
                PolicyVersion = policyVersion,
                TimeZoneData = timeZoneData,
                DueAt = dueAt,
            }
            : refusal;
    }

    private static Result<Instant> DueAfter(ResponseTarget target, BusinessCalendar? calendar, Instant start)
    {
        if (target.Budget < Duration.Zero)
        {
            return new Refusal("response.budget-negative", "A response target cannot be below zero.")
                .With("seconds", (long)target.Budget.TotalSeconds);
        }

        if (target.Calendar is { } key && calendar?.Key != key)
        {
            return new Refusal("response.unknown-calendar", $"The target runs on the calendar '{key}'.")
                .With("calendar", key);
        }

        return (target.Calendar is null ? BusinessCalendar.AroundTheClock : calendar!).Due(start, target.Budget);
    }
}
