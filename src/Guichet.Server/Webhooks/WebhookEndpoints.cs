using Guichet.Accounts;
using Guichet.Client.Webhooks;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Webhooks;

internal static class WebhookEndpoints
{
    public static void MapSubscriptions(this RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", ListAsync)
            .Allows(Scopes.WebhooksRead, Role.Administrator)
            .WithName("listWebhooks").WithTags("Webhooks")
            .WithSummary("List the webhooks")
            .WithDescription("In the order in which they were registered; never with their secrets.")
            .Produces<IReadOnlyList<WebhookView>>();
        api.MapPost("/webhooks", AddAsync)
            .Allows(Scopes.WebhooksWrite, Role.Administrator)
            .WithName("addWebhook").WithTags("Webhooks")
            .WithSummary("Register a webhook")
            .WithDescription(
                "Events of the kinds named are sent to the address, signed as Standard Webhooks says. The secret is "
                + "in this answer and shown never again; the same id again is refused.")
            .Produces<WebhookSecretView>();
        api.MapGet("/webhooks/{id:guid}", GetAsync)
            .Allows(Scopes.WebhooksRead, Role.Administrator)
            .WithName("getWebhook").WithTags("Webhooks")
            .WithSummary("Read a webhook")
            .WithDescription("ETag is its version, for If-Match.")
            .Produces<WebhookView>();
        api.MapPut("/webhooks/{id:guid}", ChangeAsync)
            .Allows(Scopes.WebhooksWrite, Role.Administrator)
            .WithName("changeWebhook").WithTags("Webhooks")
            .WithSummary("Change a webhook")
            .WithDescription("As a whole. What was made ready before goes to the new address.")
            .Produces<WebhookView>();
        api.MapDelete("/webhooks/{id:guid}", RemoveAsync)
            .Allows(Scopes.WebhooksWrite, Role.Administrator)
            .WithName("removeWebhook").WithTags("Webhooks")
            .WithSummary("Remove a webhook")
            .WithDescription("With its deliveries, those that wait too.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/webhooks/{id:guid}/secret", RotateAsync)
            .Allows(Scopes.WebhooksWrite, Role.Administrator)
            .WithName("rotateWebhookSecret").WithTags("Webhooks")
            .WithSummary("Give a webhook another secret")
            .WithDescription("For a day everything is signed by both, so that the receiver can change over.")
            .Produces<WebhookSecretView>();
        api.MapPost("/webhooks/{id:guid}/enabling", EnableAsync)
            .Allows(Scopes.WebhooksWrite, Role.Administrator)
            .WithName("enableWebhook").WithTags("Webhooks")
            .WithSummary("Switch a webhook on")
            .WithDescription("What still waits is sent at once.")
            .Produces<WebhookView>();
        api.MapPost("/webhooks/{id:guid}/disabling", DisableAsync)
            .Allows(Scopes.WebhooksWrite, Role.Administrator)
            .WithName("disableWebhook").WithTags("Webhooks")
            .WithSummary("Switch a webhook off")
            .WithDescription("What waits goes on waiting; what happens meanwhile is not sent, then or later.")
            .Produces<WebhookView>();
    }

    public static void MapDeliveries(this RouteGroupBuilder api)
    {
        api.MapPost("/webhooks/{id:guid}/test", TestAsync)
            .Allows(Scopes.WebhooksWrite, Role.Administrator)
            .WithName("testWebhook").WithTags("Webhooks")
            .WithSummary("Send a test event")
            .WithDescription("An event webhook.test, to this webhook alone; its delivery says what came of it.")
            .Produces<WebhookDeliveryView>();
        api.MapGet("/webhooks/{id:guid}/deliveries", ListDeliveriesAsync)
            .Allows(Scopes.WebhooksRead, Role.Administrator)
            .WithName("listWebhookDeliveries").WithTags("Webhooks")
            .WithSummary("List the deliveries to a webhook")
            .WithDescription("The newest first, of one state where that is asked for; kept for 30 days.")
            .Produces<Client.Page<WebhookDeliveryView>>();
        api.MapPost("/webhooks/{id:guid}/deliveries/{delivery:guid}/resending", ResendAsync)
            .Allows(Scopes.WebhooksWrite, Role.Administrator)
            .WithName("resendWebhookDelivery").WithTags("Webhooks")
            .WithSummary("Send an event again")
            .WithDescription("Under its own id, word for word.")
            .Produces<WebhookDeliveryView>();
    }

    private static async Task<IResult> ListAsync(IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListWebhooksAsync(cancel));
    }

    private static async Task<IResult> GetAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Versioned(await database.ReadWebhookAsync(id, cancel), http);
    }

    private static async Task<IResult> AddAsync(
        NewWebhook webhook, ChangeWebhooks change, HttpContext http, CancellationToken cancel) =>
        (await change.AddAsync(http.Actor(), webhook, http.Address(), cancel)).ToOk(http);

    private static async Task<IResult> ChangeAsync(
        Guid id, WebhookChange webhook, ChangeWebhooks change, HttpContext http, CancellationToken cancel) =>
        Versioned(
            await change.ChangeAsync(http.Actor(), id, webhook, http.ExpectedVersion(), http.Address(), cancel), http);

    private static async Task<IResult> RemoveAsync(
        Guid id, ChangeWebhooks change, HttpContext http, CancellationToken cancel) =>
        (await change.RemoveAsync(http.Actor(), id, http.Address(), cancel)).ToNoContent(http);

    private static async Task<IResult> RotateAsync(
        Guid id, ChangeWebhooks change, HttpContext http, CancellationToken cancel) =>
        (await change.RotateAsync(http.Actor(), id, http.Address(), cancel)).ToOk(http);

    private static async Task<IResult> EnableAsync(
        Guid id, ChangeWebhooks change, HttpContext http, CancellationToken cancel) =>
        Versioned(await change.EnableAsync(http.Actor(), id, http.Address(), cancel), http);

    private static async Task<IResult> DisableAsync(
        Guid id, ChangeWebhooks change, HttpContext http, CancellationToken cancel) =>
        Versioned(await change.DisableAsync(http.Actor(), id, http.Address(), cancel), http);

    private static async Task<IResult> TestAsync(
        Guid id, SendAgain send, HttpContext http, CancellationToken cancel) =>
        (await send.TestAsync(http.Actor(), id, cancel)).ToOk(http);

    private static async Task<IResult> ResendAsync(
        Guid id, Guid delivery, SendAgain send, HttpContext http, CancellationToken cancel) =>
        (await send.RunAsync(http.Actor(), id, delivery, cancel)).ToOk(http);

    private static async Task<IResult> ListDeliveriesAsync(
        Guid id,
        string? state,
        string? cursor,
        int? limit,
        IStorage storage,
        HttpContext http,
        CancellationToken cancel)
    {
        Client.Webhooks.WebhookDeliveryState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<Client.Webhooks.WebhookDeliveryState>(
                state.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var word)
                || !Enum.IsDefined(word))
            {
                return Problems.Of([new FieldMistake("State", "wrong")], http);
            }

            wanted = word;
        }

        await using var database = storage.Read();
        var page = (Cursor.Parse(cursor), Math.Clamp(limit ?? 50, 1, 200));
        return (await database.ReadWebhookAsync(id, cancel)).Refusal is { } unknown
            ? Problems.Of(unknown, http)
            : Results.Ok(await database.ListDeliveriesAsync(id, wanted, page, cancel));
    }

    private static IResult Versioned(Result<WebhookView> result, HttpContext http) => result.ToOk(http, view =>
    {
        http.SetVersion(view.Version);
        return view;
    });
}
