namespace Guichet.Server.Catalog;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class CatalogModule
{
    public static void AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton<ImportCatalog>();
    }

    public static void MapCatalog(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        routes.MapSuggestions();
        api.MapCatalogReading();
        api.MapCatalogUpkeep();
    }
}
