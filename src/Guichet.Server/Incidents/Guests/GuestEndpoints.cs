using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Guests;

internal static class GuestEndpoints
{
    private static readonly Refusal Unknown = new("incident.unknown", "There is no such incident.");

    public static void MapGuests(this RouteGroupBuilder api)
    {
        MapInviting(api);
        api.MapGet("/guest/incidents", ListIncidentsAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer)
            .WithName("listIncidentsOfGuest").WithTags("Guests")
            .WithSummary("List the incidents that one was invited to")
            .WithDescription("What changed last first, at most 50.")
            .Produces<IReadOnlyList<GuestIncidentView>>();
        api.MapGet("/guest/incidents/{id:guid}", GetIncidentAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer)
            .WithName("getIncidentOfGuest").WithTags("Guests")
            .WithSummary("Read an incident that one was invited to")
            .WithDescription("The problem and how it stands; nothing of plans, packs or charges.")
            .Produces<GuestIncidentView>();
        api.MapGet("/guest/incidents/{id:guid}/messages", ListMessagesAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer)
            .WithName("listMessagesOfGuest").WithTags("Guests")
            .WithSummary("Read its conversation")
            .WithDescription("Oldest first, without what is said of parts and charges, and without files.")
            .Produces<Page<MessageView>>();
        api.MapPost(
                "/guest/incidents/{id:guid}/messages",
                async (
                    Guid id, NewMessage words, CommentAsGuest comment, HttpContext http, CancellationToken cancel) =>
                    (await comment.RunAsync(http.SignedIn(), id, words, cancel)).ToNoContent(http))
            .Allows(Scopes.IncidentsWrite, Role.Customer)
            .WithName("commentAsGuest").WithTags("Guests")
            .WithSummary("Write to it as a guest")
            .WithDescription("Both sides see it. What the customer is asked is not answered by it.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static void MapInviting(RouteGroupBuilder api)
    {
        api.MapGet("/incidents/{id:guid}/guests", ListGuestsAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer, Role.Agent, Role.SupportManager)
            .WithName("listGuests").WithTags("Guests")
            .WithSummary("List who sees an incident by invitation")
            .WithDescription("Those who accepted, and those who still can.")
            .Produces<IReadOnlyList<GuestView>>();
        api.MapPost(
                "/incidents/{id:guid}/guests",
                async (Guid id, NewGuest guest, InviteGuest invite, HttpContext http, CancellationToken cancel) =>
                    (await invite.RunAsync(http.SignedIn(), id, guest, http.Address(), cancel)).ToOk(http))
            .Allows(Scopes.IncidentsWrite, Role.Customer)
            .WithName("inviteGuest").WithTags("Guests")
            .WithSummary("Invite an address to see an incident")
            .WithDescription(
                "Within the organisation or from outside. They see this incident and can write to it, and nothing "
                + "else. Invited again, the earlier link ends.")
            .Produces<GuestView>();
        api.MapDelete(
                "/incidents/{id:guid}/guests/{guest:guid}",
                async (Guid id, Guid guest, RemoveGuest remove, HttpContext http, CancellationToken cancel) =>
                    (await remove.RunAsync(http.SignedIn(), id, guest, http.Address(), cancel)).ToNoContent(http))
            .Allows(Scopes.IncidentsWrite, Role.Customer)
            .WithName("removeGuest").WithTags("Guests")
            .WithSummary("Take a guest away")
            .WithDescription("By the customer, or by the guest, who leaves.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListGuestsAsync(
        Guid id, IStorage storage, IClock clock, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.ListGuestsAsync(http.Actor(), id, clock.GetCurrentInstant(), cancel) is { } guests
            ? Results.Ok(guests)
            : Problems.Of(Unknown, http);
    }

    private static async Task<IResult> ListIncidentsAsync(
        IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListGuestViewsAsync(http.Actor(), cancel));
    }

    private static async Task<IResult> GetIncidentAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindGuestViewAsync(http.Actor(), id, cancel) is { } view
            ? Results.Ok(view)
            : Problems.Of(Unknown, http);
    }

    private static async Task<IResult> ListMessagesAsync(
        Guid id, string? cursor, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.ListMessagesOfGuestAsync(http.Actor(), id, cursor, cancel) is { } page
            ? Results.Ok(page)
            : Problems.Of(Unknown, http);
    }
}
