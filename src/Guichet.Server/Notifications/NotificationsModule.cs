namespace Guichet.Server.Notifications;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class NotificationsModule
{
    public static void AddNotifications(this IServiceCollection services) => services.AddSingleton<ChooseMail>();

    public static void MapNotifications(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapMailChoices();
        routes.MapStoppingMailAtOnce();
    }
}
