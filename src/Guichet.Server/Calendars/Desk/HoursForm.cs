using Guichet.Client.Calendars;

namespace Guichet.Server.Calendars.Desk;

/// <summary>A week as it is typed; null: the field was not there.</summary>
internal sealed class HoursForm
{
    public string? ValidFrom { get; set; }

    public string? Monday { get; set; }

    public string? Tuesday { get; set; }

    public string? Wednesday { get; set; }

    public string? Thursday { get; set; }

    public string? Friday { get; set; }

    public string? Saturday { get; set; }

    public string? Sunday { get; set; }

    public string? Act { get; set; }

    public string? Step { get; set; }

    public string? Of(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => Monday,
        IsoDayOfWeek.Tuesday => Tuesday,
        IsoDayOfWeek.Wednesday => Wednesday,
        IsoDayOfWeek.Thursday => Thursday,
        IsoDayOfWeek.Friday => Friday,
        IsoDayOfWeek.Saturday => Saturday,
        _ => Sunday,
    };

    public WeeklyHours Weekly() => new()
    {
        Monday = CalendarMapping.Split(Monday),
        Tuesday = CalendarMapping.Split(Tuesday),
        Wednesday = CalendarMapping.Split(Wednesday),
        Thursday = CalendarMapping.Split(Thursday),
        Friday = CalendarMapping.Split(Friday),
        Saturday = CalendarMapping.Split(Saturday),
        Sunday = CalendarMapping.Split(Sunday),
    };
}
