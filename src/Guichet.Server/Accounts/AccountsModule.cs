namespace Guichet.Server.Accounts;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class AccountsModule
{
    public static void AddAccounts(this IServiceCollection services)
    {
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
    }
}
