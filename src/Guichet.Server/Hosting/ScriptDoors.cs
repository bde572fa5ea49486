using Microsoft.AspNetCore.Antiforgery;

namespace Guichet.Server.Hosting;

/// <summary>Addresses for the pages' own scripts, which are signed in by the cookie: what they post carries the page's
/// token against forgery, and they get problem details, never a page.</summary>
internal static class ScriptDoors
{
    /// <summary>Open to those of the policy; without one, to everybody who is signed in.</summary>
    public static RouteGroupBuilder MapScriptDoors(
        this IEndpointRouteBuilder routes, string prefix, string? policy = null)
    {
        var doors = routes.MapGroup(prefix).ChecksFields().ExcludeFromDescription();
        doors.RequireAuthorization(policy is null ? [] : [policy]);

        // A script wants the status itself, and not a page in its place.
        doors.WithMetadata(new Microsoft.AspNetCore.Mvc.SkipStatusCodePagesAttribute());
        doors.AddEndpointFilter(async (call, next) =>
            await call.HttpContext.RequestServices.GetRequiredService<IAntiforgery>()
                .IsRequestValidAsync(call.HttpContext)
                ? await next(call)
                : Results.Problem(statusCode: StatusCodes.Status400BadRequest));
        return doors;
    }
}
