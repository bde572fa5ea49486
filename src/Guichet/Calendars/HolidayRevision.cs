namespace Guichet.Calendars;

/// <summary>What the holidays of an address would change of a calendar. Days that have gone by are left as they are,
/// and so is what did not come from the address.</summary>
/// <param name="Added">Days that the calendar has no holiday on.</param>
/// <param name="Changed">Days of earlier ones whose closed part is another.</param>
/// <param name="Removed">Earlier ones that the address names no longer: they moved, or disappeared.</param>
/// <param name="After">The calendar afterwards.</param>
public sealed record HolidayRevision(
    IReadOnlyList<Holiday> Added,
    IReadOnlyList<Holiday> Changed,
    IReadOnlyList<Holiday> Removed,
    CalendarDefinition After)
{
    /// <summary>Whether anything changes.</summary>
    public bool ChangesAnything => Added.Count + Changed.Count + Removed.Count > 0;

    /// <summary>Whether an existing holiday moves, changes or disappears, which a person has to approve.</summary>
    public bool NeedsApproval => Changed.Count + Removed.Count > 0;

    /// <summary>Compares what the address says with the calendar.</summary>
    /// <param name="calendar">As it is in force.</param>
    /// <param name="taken">What was taken from the address before.</param>
    /// <param name="found">What it says now.</param>
    /// <param name="today">The first day that may change.</param>
    public static HolidayRevision Between(
        CalendarDefinition calendar,
        IReadOnlyCollection<Holiday> taken,
        IReadOnlyCollection<Holiday> found,
        LocalDate today)
    {
        var coming = found.Where(holiday => holiday.Date >= today).DistinctBy(holiday => holiday.Date).ToList();
        var there = calendar.Holidays.ToLookup(holiday => holiday.Date);
        var days = coming.Select(holiday => holiday.Date).ToHashSet();
        var earlier = taken.Where(holiday => holiday.Date >= today && there.Contains(holiday.Date))
            .DistinctBy(holiday => holiday.Date)
            .ToDictionary(holiday => holiday.Date);
        List<Holiday> added = [.. coming.Where(holiday => !there.Contains(holiday.Date))];
        List<Holiday> changed =
        [
            .. coming.Where(holiday => earlier.TryGetValue(holiday.Date, out var before)
                && before.Closed != holiday.Closed),
        ];
        List<Holiday> removed = [.. earlier.Values.Where(holiday => !days.Contains(holiday.Date))];
        var gone = removed.Select(holiday => holiday.Date).ToHashSet();
        var after = calendar.WithHolidays([.. added, .. changed]);
        return new(added, changed, removed, gone.Count == 0
            ? after
            : after with { Holidays = [.. after.Holidays.Where(holiday => !gone.Contains(holiday.Date))] });
    }
}
