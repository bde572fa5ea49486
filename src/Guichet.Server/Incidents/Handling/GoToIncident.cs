using System.Globalization;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Handling;

/// <summary>From the number that somebody was told to the incident.</summary>
internal static class GoToIncident
{
    public static void MapGoToIncident(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/go", GoAsync).RequireAuthorization(Access.Staff).ExcludeFromDescription();

    /// <summary>What is no number of an incident is searched for.</summary>
    private static async Task<IResult> GoAsync(string? q, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(q) || !http.Actor().IsAgent)
        {
            return Results.LocalRedirect("/desk");
        }

        var search = $"/desk/search?q={Uri.EscapeDataString(q.Trim())}";
        if (!long.TryParse(q.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Results.LocalRedirect(search);
        }

        await using var database = storage.Read();
        var found = await database.IncidentsVisibleTo(http.Actor())
            .Where(incident => incident.Number == number)
            .Select(incident => (Guid?)incident.Id.Value)
            .SingleOrDefaultAsync(cancel);
        return Results.LocalRedirect(found is { } id ? $"/desk/incidents/{id}" : search);
    }
}
