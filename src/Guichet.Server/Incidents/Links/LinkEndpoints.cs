using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Links;

/// <summary>Links between incidents by the API.</summary>
internal static class LinkEndpoints
{
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static void MapLinks(this RouteGroupBuilder api)
    {
        api.MapGet("/incidents/{id:guid}/links", ListAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer, Role.Agent, Role.SupportManager)
            .WithName("listLinks")
            .WithTags("Incidents")
            .WithSummary("Read the links of an incident")
            .WithDescription("Oldest first, to incidents that the reader may see.")
            .Produces<IReadOnlyList<IncidentLinkView>>();
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/links", (
                Guid id, NewLink link, LinkIncidents act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(http, act.LinkAsync(http.SignedIn(), id, link, cancel))),
            "linkIncidents", "Link two incidents", "The first blocks, or relates to, the second.", Agents);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/links/removal", (
                Guid id, NewLink link, LinkIncidents act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(http, act.UnlinkAsync(http.SignedIn(), id, link, cancel))),
            "unlinkIncidents", "Remove a link", "One that was made by hand, from either side.", Agents);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/duplicate", (
                Guid id, NewDuplicate duplicate, CloseAsDuplicate act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AtVersionAsync(
                    http, version => act.RunAsync(http.SignedIn(), id, duplicate, version, cancel))),
            "closeAsDuplicate", "Close as a duplicate",
            "Of another incident of the same customer; the credit comes back. If-Match is required.", Agents);
    }

    private static async Task<IResult> ListAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return IncidentEndpoints.FoundOr404(await database.ListLinksAsync(http.Actor(), id, cancel), http);
    }
}
