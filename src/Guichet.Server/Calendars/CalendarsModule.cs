namespace Guichet.Server.Calendars;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class CalendarsModule
{
    public static void AddCalendars(this IServiceCollection services) => services.AddSingleton<ChangeCalendar>();

    public static void MapCalendars(this IEndpointRouteBuilder routes, RouteGroupBuilder api) =>
        api.MapCalendarChanges();
}
