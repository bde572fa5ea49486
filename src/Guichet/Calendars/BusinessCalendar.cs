namespace Guichet.Calendars;

/// <summary>A checked calendar that does working-time arithmetic.</summary>
public sealed class BusinessCalendar
{
    /// <summary>Checks a definition.</summary>
    public static Result<BusinessCalendar> Create(CalendarDefinition definition, IDateTimeZoneProvider zones) =>
        throw new NotSupportedException();
}
