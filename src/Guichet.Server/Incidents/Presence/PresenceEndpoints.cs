using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Presence;

/// <summary>What an open page of the desk tells: on which incident it is, and whether somebody writes.</summary>
/// <param name="Incident">Which.</param>
/// <param name="Page">Made by the page, so that two of one person's are told apart.</param>
/// <param name="Writes">Whether they have typed in the last moments.</param>
/// <param name="Leaves">Whether the page is being closed.</param>
internal sealed record Sign(Guid Incident, Guid Page, bool Writes = false, bool Leaves = false);

/// <summary>Who is looking and who is writing, for the scripts of the desk's pages alone: agents and support managers.
/// No door of the API and none of the portal's leads here.</summary>
internal static class PresenceEndpoints
{
    public const string Address = "/desk/here";

    public static void MapPresence(this IEndpointRouteBuilder routes)
    {
        var doors = routes.MapScriptDoors(Address, Access.Agent);
        doors.MapGet("", ListAsync);
        doors.MapPost("", HearAsync);
    }

    /// <summary>On all incidents, for the queue.</summary>
    private static IResult ListAsync(WhoIsHere here, Texts texts, HttpContext http) => Results.Ok(
        here.List(http.Actor().Person).GroupBy(one => one.Incident).Select(one => new
        {
            incident = one.Key,
            said = string.Join(", ", one.Select(who => Words(texts, who))),
            writes = one.Any(who => who.Writes),
        }));

    /// <summary>The page is heard of, and hears who else is there and which version the incident has.</summary>
    private static async Task<IResult> HearAsync(
        Sign sign, WhoIsHere here, IStorage storage, Texts texts, HttpContext http, CancellationToken cancel)
    {
        var (actor, incident) = (http.Actor(), new IncidentId(sign.Incident));
        if (sign.Leaves)
        {
            here.Leave(incident, actor, sign.Page);
            return Results.NoContent();
        }

        await using var database = storage.Read();
        var version = await database.IncidentsVisibleTo(actor)
            .Where(one => one.Id == incident)
            .Select(one => (int?)one.Version)
            .SingleOrDefaultAsync(cancel);
        if (version is null)
        {
            return Problems.Of(new Refusal("incident.unknown", "There is no such incident."), http);
        }

        here.Hear(incident, actor, sign.Page, sign.Writes);
        return Results.Ok(new
        {
            version,
            people = here.List(actor.Person, incident)
                .Select(one => new { person = one.Person, one.Name, one.Writes, said = Words(texts, one) }),
        });
    }

    private static string Words(Texts texts, Onlooker one) =>
        texts.Get(one.Writes ? "here.writes" : "here.looks", ("name", one.Name));
}
