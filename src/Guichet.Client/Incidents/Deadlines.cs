namespace Guichet.Client.Incidents;

/// <summary>Why a stretch of time counts towards a promise or does not.</summary>
public enum SegmentKind
{
    /// <summary>Business time: it counts.</summary>
    Open,

    /// <summary>Closed between two openings of a day.</summary>
    Break,

    /// <summary>Closed before the first opening of a day or after the last: the night.</summary>
    OutsideHours,

    /// <summary>A day without openings that is no holiday: the weekend.</summary>
    ClosedDay,

    /// <summary>Closed by a holiday.</summary>
    Holiday,

    /// <summary>The clock stood.</summary>
    Paused,

    /// <summary>Before a change of severity that began the time anew.</summary>
    SeverityChanged,
}

/// <summary>Why a clock stood.</summary>
public enum PauseReason
{
    /// <summary>The vendor had asked something.</summary>
    WaitingOnCustomer,

    /// <summary>A solution waited for its answer.</summary>
    SolutionOffered,

    /// <summary>The incident was closed.</summary>
    Closed,
}

/// <summary>How the due instant of a promise came about.</summary>
/// <param name="StartedAt">The submission; of a next update the vendor's message that it counts from.</param>
/// <param name="CountsFrom">From when the time runs: the start, or a change of severity that began it anew.</param>
/// <param name="DueAt">When it is due; null while it stands, which a first response never does.</param>
/// <param name="RespondedAt">When the first response was given, or the incident was closed that was to be resolved;
/// null before, and of a next update.</param>
/// <param name="BudgetSeconds">The time promised.</param>
/// <param name="CountedSeconds">What the segments count.</param>
/// <param name="AddsUp">Whether that is the time promised, or within it while it stands; false where a time zone has
/// changed its clocks since the promise was made, which stays.</param>
/// <param name="Calendar">Key of the business calendar; null: day and night.</param>
/// <param name="CalendarName">Its name in the language of the request; null: day and night.</param>
/// <param name="TimeZone">The reader's own, IANA.</param>
/// <param name="VendorTimeZone">The calendar's; the policy's where the promise runs day and night.</param>
/// <param name="PolicyVersion">The policy whose target and calendar they are.</param>
/// <param name="TimeZoneData">Version of the time-zone data that the promise was made with.</param>
/// <param name="ReadWithTimeZoneData">Version of the time-zone data that the segments are told with.</param>
/// <param name="Segments">They cover the time from the start to the due instant once, in order; while it stands, to
/// now.</param>
public sealed record DeadlineExplanationView(
    DateTimeOffset StartedAt,
    DateTimeOffset CountsFrom,
    DateTimeOffset? DueAt,
    DateTimeOffset? RespondedAt,
    long BudgetSeconds,
    long CountedSeconds,
    bool AddsUp,
    string? Calendar,
    string? CalendarName,
    string TimeZone,
    string VendorTimeZone,
    int PolicyVersion,
    string TimeZoneData,
    string ReadWithTimeZoneData,
    IReadOnlyList<DeadlineSegmentView> Segments)
{
    /// <summary>What is promised.</summary>
    public PromiseKind Promise { get; init; }

    /// <summary>Since when it stands; null where it does not.</summary>
    public DateTimeOffset? StandsSince { get; init; }

    /// <summary>The country by which the calendar was chosen: two letters, <c>*</c> for the calendar of every country
    /// without one of its own; null where the policy names the calendar itself.</summary>
    public string? Region { get; init; }

    /// <summary>How an administrator moved the promise, in order; empty where nobody did. Beside the first response
    /// every move of what is promised on the incident stands.</summary>
    public IReadOnlyList<PromiseMovedView> Moves { get; init; } = [];
}

/// <summary>That what is promised on an incident was moved, on purpose.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who ordered it.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="FromPolicyVersion">The version of the policy that it was promised under.</param>
/// <param name="ToPolicyVersion">The version that holds since.</param>
/// <param name="FromCalendar">Key of the calendar before; null: day and night.</param>
/// <param name="ToCalendar">Key of the calendar since; null: day and night.</param>
/// <param name="FirstResponse">When the first response was due and is; null where it did not move.</param>
/// <param name="NextUpdate">The same of the next update.</param>
/// <param name="Resolution">The same of the resolution.</param>
public sealed record PromiseMovedView(
    DateTimeOffset At,
    string By,
    string Reason,
    int FromPolicyVersion,
    int ToPolicyVersion,
    string? FromCalendar,
    string? ToCalendar,
    MovedDueView? FirstResponse,
    MovedDueView? NextUpdate,
    MovedDueView? Resolution);

/// <summary>A due instant before and after.</summary>
/// <param name="From">Before; null where none was due.</param>
/// <param name="To">After; null where none is due.</param>
public sealed record MovedDueView(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>A stretch of time with one reason.</summary>
/// <param name="From">Its first instant, in the reader's time zone.</param>
/// <param name="Until">The first instant after it, in the reader's time zone.</param>
/// <param name="VendorFrom">Its first instant, in the vendor's time zone.</param>
/// <param name="VendorUntil">The first instant after it, in the vendor's time zone.</param>
/// <param name="Kind">Whether it counts, and why.</param>
/// <param name="Reason">The same in words, a holiday by its name, in the language of the request.</param>
/// <param name="Seconds">How long it lasts.</param>
/// <param name="CountedSeconds">What it adds to the time promised.</param>
public sealed record DeadlineSegmentView(
    DateTimeOffset From,
    DateTimeOffset Until,
    DateTimeOffset VendorFrom,
    DateTimeOffset VendorUntil,
    SegmentKind Kind,
    string Reason,
    double Seconds,
    double CountedSeconds)
{
    /// <summary>Why the clock stood; null where it did not.</summary>
    public PauseReason? PauseReason { get; init; }
}
