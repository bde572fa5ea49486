using Guichet.Server.Accounts;

namespace Guichet.Server.Shell;

/// <summary>Where the desk begins: with the first page that the person's role opens.</summary>
internal static class DeskStart
{
    public static void MapDeskStart(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Navigation.Desk, (HttpContext http) =>
                Results.LocalRedirect(Navigation.DeskEntries.For(Reader.Of(http).Role).First().Address))
            .RequireAuthorization(Access.Staff)
            .ExcludeFromDescription();
}
