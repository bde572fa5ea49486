using Guichet.Client.Notifications;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Notifications;

internal static class NotificationEndpoints
{
    public static void MapMailChoices(this RouteGroupBuilder api)
    {
        api.MapGet("/mail-choices", ListAsync)
            .Allows(Scopes.MailRead)
            .WithName("listMailChoices").WithTags("Mail choices")
            .WithSummary("List which mails one gets")
            .WithDescription("By topic: whether they are sent, and whether they are sent whatever one wants.")
            .Produces<IReadOnlyList<MailChoiceView>>();
        api.MapPut(
                "/mail-choices",
                async (MailChoices choices, ChooseMail choose, HttpContext http, CancellationToken cancel) =>
                    (await choose.RunAsync(http.Actor(), choices, cancel)).ToOk(http))
            .Allows(Scopes.MailWrite)
            .WithName("chooseMail").WithTags("Mail choices")
            .WithSummary("Choose which mails one gets")
            .WithDescription("From then on none about the topics named, and those about all others.")
            .Produces<IReadOnlyList<MailChoiceView>>();
    }

    /// <summary>For the button that programs for mail show (RFC 8058): they post without a form.</summary>
    public static void MapStoppingMailAtOnce(this IEndpointRouteBuilder routes) =>
        routes.MapPost(
                "/mail/stop/{link}/at-once",
                async (string link, ChooseMail choose, HttpContext http, CancellationToken cancel) =>
                    (await choose.StopAsync(link, cancel)).ToNoContent(http))
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> ListAsync(IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListMailChoicesAsync(http.Actor(), cancel));
    }
}
