namespace Guichet.Calendars;

/// <summary>A business calendar as a vendor writes it, before it is checked.</summary>
/// <param name="Key">Unique in the policy.</param>
/// <param name="TimeZone">IANA name: <c>Europe/Paris</c>.</param>
/// <param name="Weekly">Openings by day of the week; a day that is missing is closed.</param>
/// <param name="Holidays">Days on which the weekly openings do not hold.</param>
/// <param name="ExtraOpenings">Openings on a date: they replace that date's hours and win over a holiday.</param>
public sealed record CalendarDefinition(
    string Key,
    string TimeZone,
    IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> Weekly,
    IReadOnlyList<Holiday> Holidays,
    IReadOnlyDictionary<LocalDate, IReadOnlyList<Opening>> ExtraOpenings);

/// <summary>A holiday, whole or part of a day.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Name">As shown to people; may be empty.</param>
/// <param name="Closed">The closed part of the day; null: the whole day.</param>
public sealed record Holiday(LocalDate Date, LocalizedText Name, Opening? Closed = null);
