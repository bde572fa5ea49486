namespace Guichet.Calendars;

/// <summary>A business calendar as a vendor writes it, before it is checked.</summary>
/// <param name="Key">Unique in the policy.</param>
/// <param name="TimeZone">IANA name: <c>Europe/Paris</c>.</param>
/// <param name="Weekly">Openings by day of the week, until the first of <see cref="Changes"/>; a day that is missing
/// is closed.</param>
/// <param name="Holidays">Days on which the weekly openings do not hold.</param>
/// <param name="ExtraOpenings">Openings on a date: they replace that date's hours and win over a holiday.</param>
public sealed record CalendarDefinition(
    string Key,
    string TimeZone,
    IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> Weekly,
    IReadOnlyList<Holiday> Holidays,
    IReadOnlyDictionary<LocalDate, IReadOnlyList<Opening>> ExtraOpenings)
{
    /// <summary>As shown to people; empty: the key is.</summary>
    public LocalizedText Name { get; init; } = new("");

    /// <summary>The name to show: the key where there is none.</summary>
    public LocalizedText ShownName => Name.English.Length > 0 ? Name : new LocalizedText(Key);

    /// <summary>Weekly openings that replace <see cref="Weekly"/> from a date on, each until the next; in any
    /// order.</summary>
    public IReadOnlyList<HoursChange> Changes { get; init; } = [];

    /// <summary>The weekly openings of a date, before holidays and extra openings are looked at; empty:
    /// closed.</summary>
    public IReadOnlyList<Opening> WeeklyOn(LocalDate date)
    {
        var (weekly, since) = (Weekly, LocalDate.MinIsoValue);
        foreach (var change in Changes)
        {
            if (change.ValidFrom <= date && change.ValidFrom > since)
            {
                (weekly, since) = (change.Weekly, change.ValidFrom);
            }
        }

        return weekly.TryGetValue(date.DayOfWeek, out var openings) ? openings : [];
    }
}

/// <summary>A change of the weekly openings.</summary>
/// <param name="ValidFrom">The first local date of the new openings.</param>
/// <param name="Weekly">All of them, by day of the week; a day that is missing is closed from then on.</param>
public sealed record HoursChange(
    LocalDate ValidFrom,
    IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> Weekly);

/// <summary>A holiday, whole or part of a day.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Name">As shown to people; may be empty.</param>
/// <param name="Closed">The closed part of the day; null: the whole day.</param>
public sealed record Holiday(LocalDate Date, LocalizedText Name, Opening? Closed = null);
