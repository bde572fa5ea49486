using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Calendars;

/// <summary>A business calendar of the policy in force. Openings are written as <c>09:00-12:30</c>, up to
/// <c>24:00</c>, in its time zone.</summary>
/// <param name="Key">Unique in the policy.</param>
/// <param name="NameEnglish">As shown to people; the key where it has none.</param>
/// <param name="NameFrench">The same in French.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Weekly">The hours until the first change.</param>
/// <param name="Changes">Hours that hold from a day on.</param>
/// <param name="Holidays">In the order of the policy.</param>
/// <param name="ExtraOpenings">Openings on a date, instead of its hours.</param>
/// <param name="PolicyVersion">The policy that it is read from.</param>
public sealed record CalendarView(
    string Key,
    string NameEnglish,
    string NameFrench,
    string TimeZone,
    WeeklyHours Weekly,
    IReadOnlyList<HoursChangeView> Changes,
    IReadOnlyList<HolidayEntry> Holidays,
    IReadOnlyList<ExtraOpenings> ExtraOpenings,
    int PolicyVersion);

/// <summary>Openings by day of the week; none: closed.</summary>
public sealed record WeeklyHours
{
    /// <summary>Of a Monday.</summary>
    public IReadOnlyList<string> Monday { get; init; } = [];

    /// <summary>Of a Tuesday.</summary>
    public IReadOnlyList<string> Tuesday { get; init; } = [];

    /// <summary>Of a Wednesday.</summary>
    public IReadOnlyList<string> Wednesday { get; init; } = [];

    /// <summary>Of a Thursday.</summary>
    public IReadOnlyList<string> Thursday { get; init; } = [];

    /// <summary>Of a Friday.</summary>
    public IReadOnlyList<string> Friday { get; init; } = [];

    /// <summary>Of a Saturday.</summary>
    public IReadOnlyList<string> Saturday { get; init; } = [];

    /// <summary>Of a Sunday.</summary>
    public IReadOnlyList<string> Sunday { get; init; } = [];
}

/// <summary>Hours that hold from a day on, until the next change.</summary>
/// <param name="ValidFrom">The first day.</param>
/// <param name="Weekly">All of them.</param>
public sealed record HoursChangeView(DateOnly ValidFrom, WeeklyHours Weekly);

/// <summary>Other weekly hours.</summary>
public sealed record NewHours
{
    /// <summary>The first day on which they hold; left out: they hold before the first change.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>All of them.</summary>
    [Required]
    public WeeklyHours? Weekly { get; init; }
}

/// <summary>A holiday, whole or part of a day.</summary>
public sealed record HolidayEntry
{
    /// <summary>Its day, in the calendar's time zone.</summary>
    [Required]
    public DateOnly? Date { get; init; }

    /// <summary>As shown to people; may be empty.</summary>
    [StringLength(200)]
    public string NameEnglish { get; init; } = "";

    /// <summary>The same in French; left out: the English one serves both.</summary>
    [StringLength(200)]
    public string? NameFrench { get; init; }

    /// <summary>The closed part of the day, as <c>14:00-18:00</c>; left out: all of it.</summary>
    [StringLength(40)]
    public string? Closed { get; init; }
}

/// <summary>Holidays to take into a calendar: they replace those of their days.</summary>
public sealed record NewHolidays
{
    /// <summary>One at least.</summary>
    [Required, Length(1, 2000)]
    public IReadOnlyList<HolidayEntry>? Holidays { get; init; }
}

/// <summary>Openings on a date, instead of its hours.</summary>
public sealed record ExtraOpenings
{
    /// <summary>The day, in the calendar's time zone.</summary>
    [Required]
    public DateOnly? Date { get; init; }

    /// <summary>None: it stays closed.</summary>
    public IReadOnlyList<string> Openings { get; init; } = [];
}

/// <summary>What to change of a calendar, to compare it with the one in force. All that is given is changed at once:
/// first what is removed, then what is set.</summary>
public sealed record CalendarToCompare
{
    /// <summary>Other weekly hours.</summary>
    public NewHours? Hours { get; init; }

    /// <summary>The first day of a change of hours to remove.</summary>
    public DateOnly? HoursRemoved { get; init; }

    /// <summary>Holidays to add.</summary>
    public NewHolidays? Holidays { get; init; }

    /// <summary>The day of which to remove the holidays.</summary>
    public DateOnly? HolidayRemoved { get; init; }

    /// <summary>Openings on a date, instead of its hours.</summary>
    public ExtraOpenings? ExtraOpenings { get; init; }

    /// <summary>The date of which to remove the openings.</summary>
    public DateOnly? ExtraOpeningsRemoved { get; init; }
}

/// <summary>An iCalendar file to read holidays from.</summary>
public sealed record HolidayFileText
{
    /// <summary>The file.</summary>
    [Required, StringLength(1_000_000, MinimumLength = 1)]
    public string? Text { get; init; }

    /// <summary>The first year to look at.</summary>
    [Required, Range(1900, 2149)]
    public int? FirstYear { get; init; }

    /// <summary>The last year, included.</summary>
    [Required, Range(1900, 2149)]
    public int? LastYear { get; init; }
}

/// <summary>What an iCalendar file would bring to a calendar.</summary>
/// <param name="Added">Holidays on days that have none yet.</param>
/// <param name="AlreadyThere">Those on days that have one: they are left as they are.</param>
/// <param name="Mistakes">Events that cannot be taken, and why.</param>
public sealed record HolidayPreviewView(
    IReadOnlyList<HolidayEntry> Added,
    int AlreadyThere,
    IReadOnlyList<Policies.FileMistakeView> Mistakes);
