using Guichet.Calendars;
using Guichet.Plans;
using Guichet.ServiceLevels;
using Guichet.Tests.Calendars;

namespace Guichet.Tests.ServiceLevels;

/// <summary>The targets of R6 on the Paris office's calendar, and the short way to run a clock on them.</summary>
internal static class PromiseScenario
{
    public static BusinessCalendar Office { get; } = CalendarScenario.ParisOffice.Checked();

    public static ResponseTarget A { get; } = new(Severity.A, null, null, Duration.FromHours(2), null);

    public static ResponseTarget B { get; } = new(Severity.B, null, null, Duration.FromHours(4), "office");

    public static ResponseTarget C { get; } = new(Severity.C, null, null, Duration.FromHours(8), "office");

    public static Instant Paris(string wall) => Office.On(wall);

    public static ResponseClock Submitted(ResponseTarget target, string at) =>
        ResponseClock.Start(target, Office, target.Severity, HoursOf(target), 3, "2026a", Paris(at)).Value;

    public static ResponseClock ChangedTo(this ResponseClock clock, ResponseTarget target, string at) =>
        clock.ChangeSeverity(target, Office, target.Severity, HoursOf(target), 4, "2026b", Paris(at)).Value;

    private static HoursOfCoverage HoursOf(ResponseTarget target) =>
        target.Calendar is null ? HoursOfCoverage.AroundTheClock : HoursOfCoverage.BusinessHours;
}
