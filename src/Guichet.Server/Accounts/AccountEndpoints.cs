using Guichet.Client.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Guichet.Server.Accounts;

internal static class AccountEndpoints
{
    public static void MapMe(this RouteGroupBuilder api) =>
        api.MapGet("/me", ReadMeAsync)
            .AllowsAnyKey()
            .WithName("getMe")
            .WithTags("Accounts")
            .WithSummary("Who am I")
            .WithDescription("The person behind the API key, their organization, and what the key may do.")
            .Produces<MeView>();

    /// <summary>A form posts here from every page; without its token nobody can be signed out by another site.
    /// </summary>
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Navigation.SignOut, SignOutAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<MeView> ReadMeAsync(
        InForce inForce, IClock clock, HttpContext http, CancellationToken cancel) =>
        http.SignedIn().ToView(
            http.User, (await inForce.ReadAsync(cancel)).Policy.DayOf(clock.GetCurrentInstant()));

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (http.SignedInOrNull() is not null && !await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/");
    }
}
