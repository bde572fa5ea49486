using System.ComponentModel.DataAnnotations;
using Guichet.Client.Catalog;

namespace Guichet.Client.Calendars;

/// <summary>The address of a calendar's holidays.</summary>
public sealed record NewHolidaySource
{
    /// <summary>A public https address of an iCalendar file.</summary>
    [Required, StringLength(1000)]
    public string? Address { get; init; }

    /// <summary>Hours between two readings.</summary>
    [Required, Range(1, 8784)]
    public int? IntervalHours { get; init; }

    /// <summary>Holidays are taken up to the end of so many years after the present one.</summary>
    [Required, Range(0, 10)]
    public int? YearsAhead { get; init; }

    /// <summary>Whether new holidays are taken over without approval; one that moves or disappears never is.</summary>
    public bool Automatic { get; init; }
}

/// <summary>The address of a calendar's holidays, and what came of reading it.</summary>
/// <param name="Calendar">Key of the calendar.</param>
/// <param name="Address">Where they lie.</param>
/// <param name="IntervalHours">Hours between two readings.</param>
/// <param name="YearsAhead">Up to the end of so many years after the present one.</param>
/// <param name="Automatic">Whether new holidays are taken over without approval.</param>
/// <param name="DueAt">When it is read next.</param>
/// <param name="FetchedAt">When it was read last; null for never.</param>
/// <param name="Outcome">What came of that.</param>
/// <param name="Code">Why it failed; null unless it did.</param>
/// <param name="Sentence">The same in words.</param>
/// <param name="Pending">What waits for an administrator; null where nothing does.</param>
public sealed record HolidaySourceView(
    string Calendar,
    string Address,
    int IntervalHours,
    int YearsAhead,
    bool Automatic,
    DateTimeOffset DueAt,
    DateTimeOffset? FetchedAt,
    SourceOutcome Outcome,
    string? Code,
    string? Sentence,
    PendingHolidaysView? Pending);

/// <summary>What an address would change of its calendar now.</summary>
/// <param name="FetchedAt">When it was fetched.</param>
/// <param name="PolicyVersion">The version of the policy that it was compared with.</param>
/// <param name="Added">New holidays.</param>
/// <param name="Changed">Those whose closed part is another.</param>
/// <param name="Removed">Those that the address names no longer.</param>
public sealed record PendingHolidaysView(
    DateTimeOffset FetchedAt,
    int PolicyVersion,
    IReadOnlyList<HolidayEntry> Added,
    IReadOnlyList<HolidayEntry> Changed,
    IReadOnlyList<HolidayEntry> Removed);

/// <summary>An approval of what was seen: anything newer is not approved with it.</summary>
public sealed record HolidayApproval
{
    /// <summary>When what was seen was fetched.</summary>
    [Required]
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>The version of the policy that it was compared with.</summary>
    [Required]
    public int? PolicyVersion { get; init; }
}
