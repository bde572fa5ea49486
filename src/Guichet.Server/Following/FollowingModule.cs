using Guichet.Server.Hosting;

namespace Guichet.Server.Following;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class FollowingModule
{
    public static void AddFollowing(this IServiceCollection services)
    {
        services.AddSingleton<FollowProducts>();
        services.AddSingleton<ChangeFollowing>();
        services.AddSingleton<FollowedCalendar>();
        services.AddSweep<RemindOfPhaseEnds>(TimeSpan.FromHours(1));
    }

    public static void MapFollowing(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        routes.MapCalendar();
        routes.MapStoppingMail();
        api.MapFollowedProducts();
    }
}
