using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Hosting;

/// <summary>What a supervisor asks: is the process alive, and can it serve.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok()).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>200 while the database answers; else 503, without saying why to strangers.</summary>
    private static async Task<IResult> ReadyAsync(IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Database.CanConnectAsync(cancel)
            ? Results.Ok()
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
