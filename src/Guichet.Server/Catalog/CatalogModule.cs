namespace Guichet.Server.Catalog;

/// <summary>The door of the capability: its routes. What holds is read through the policy in force.</summary>
internal static class CatalogModule
{
    public static void MapCatalog(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        routes.MapSuggestions();
        api.MapCatalogReading();
    }
}
