using System.CommandLine;
using Guichet.Client;
using Guichet.Client.Webhooks;

namespace Guichet.Cli;

internal static class WebhookCommands
{
    private static readonly Argument<Guid> Webhook = new("webhook") { Description = "Its id, as list shows it" };

    public static Command Create(CommandContext context) =>
        new("webhooks", "Webhooks: who is told of events by HTTP, and what came of it")
        {
            List(context),
            Add(context),
            Change(context),
            Rotate(context),
            Act(context, "enable", "Switch it on; what still waits is sent at once.",
                (client, id, cancel) => client.EnableWebhookAsync(id, cancel)),
            Act(context, "disable", "Switch it off; what happens meanwhile is never sent.",
                (client, id, cancel) => client.DisableWebhookAsync(id, cancel)),
            Test(context),
            Deliveries(context),
            Resend(context),
            Remove(context),
        };

    private static Command List(CommandContext context)
    {
        var command = new Command("list", """
            List the webhooks, whether they are on and since when nothing gets through.

            Example:
              guichet webhooks list
            """);
        return context.Runs(command, async call =>
        {
            var webhooks = await call.Client.ListWebhooksAsync(call.Cancel);
            call.Screen.Show(webhooks, list => Write(call.Screen, list));
        });
    }

    private static Command Add(CommandContext context)
    {
        var address = new Argument<string>("address") { Description = "Beginning with https" };
        var events = Events();
        var description = new Option<string?>("--description") { Description = "What it is for" };
        var id = new Option<Guid?>("--id") { Description = "Its id, so that the command registers it once" };
        var command = new Command("add", """
            Register a webhook. Its secret, by which a receiver verifies what comes, is shown now and never again.

            Example:
              guichet webhooks add https://erp.example.com/guichet --events incident.closed order.paid
            """) { address, events, description, id };
        return context.Runs(command, async call =>
        {
            var made = await call.Client.AddWebhookAsync(
                new NewWebhook
                {
                    Id = call.Get(id) ?? Guid.CreateVersion7(),
                    Address = call.Get(address),
                    Description = call.Get(description),
                    Events = call.Get(events),
                },
                call.Cancel);
            call.Screen.Show(made, view => Write(call.Screen, view));
        });
    }

    private static Command Change(CommandContext context)
    {
        var address = new Option<string?>("--address") { Description = "Left out: as it is" };
        var events = Events();
        events.Required = false;
        var description = new Option<string?>("--description") { Description = "Left out: as it is" };
        var command = new Command("change", """
            Change where events are sent to, or which.

            Example:
              guichet webhooks change 0199… --events incident.closed incident.reopened
            """) { Webhook, address, events, description };
        return context.Runs(command, async call =>
        {
            var before = await call.Client.GetWebhookAsync(call.Get(Webhook), call.Cancel);
            var changed = await call.Client.ChangeWebhookAsync(
                before.Id,
                new WebhookChange
                {
                    Address = call.Get(address) ?? before.Address,
                    Description = call.Get(description) ?? before.Description,
                    Events = call.Get(events) is { Length: > 0 } chosen ? chosen : before.Events,
                },
                before.Version,
                call.Cancel);
            call.Screen.Show(changed, view => Write(call.Screen, [view]));
        });
    }

    private static Command Rotate(CommandContext context)
    {
        var command = new Command("rotate", """
            Give it another secret, shown now and never again. For a day everything is signed by both.

            Example:
              guichet webhooks rotate 0199…
            """) { Webhook };
        return context.Runs(command, async call =>
        {
            var made = await call.Client.RotateWebhookSecretAsync(call.Get(Webhook), call.Cancel);
            call.Screen.Show(made, view => Write(call.Screen, view));
        });
    }

    private static Command Act(
        CommandContext context,
        string name,
        string about,
        Func<GuichetClient, Guid, CancellationToken, Task<WebhookView>> act)
    {
        var command = new Command(name, $"{about}\n\nExample:\n  guichet webhooks {name} 0199…") { Webhook };
        return context.Runs(command, async call =>
        {
            var changed = await act(call.Client, call.Get(Webhook), call.Cancel);
            call.Screen.Show(changed, view => Write(call.Screen, [view]));
        });
    }

    private static Command Test(CommandContext context)
    {
        var command = new Command("test", """
            Send it an event webhook.test; "deliveries" says what came of it.

            Example:
              guichet webhooks test 0199…
            """) { Webhook };
        return context.Runs(command, async call =>
        {
            var sent = await call.Client.TestWebhookAsync(call.Get(Webhook), call.Cancel);
            call.Screen.Show(sent, view => Write(call.Screen, [view]));
        });
    }

    private static Command Deliveries(CommandContext context)
    {
        var state = new Option<WebhookDeliveryState?>("--state") { Description = "Of this state only" };
        var limit = new Option<int>("--limit") { Description = "How many", DefaultValueFactory = _ => 20 };
        var command = new Command("deliveries", """
            List what was sent lately and what waits, the newest first, with the status that was answered.

            Example:
              guichet webhooks deliveries 0199… --state given-up --json
            """) { Webhook, state, limit };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ListWebhookDeliveriesAsync(
                call.Get(Webhook), call.Get(state), limit: call.Get(limit), cancel: call.Cancel);
            call.Screen.Show(page.Items, list => Write(call.Screen, list));
        });
    }

    private static Command Resend(CommandContext context)
    {
        var delivery = new Argument<Guid>("delivery") { Description = "Its id, as deliveries shows it" };
        var command = new Command("resend", """
            Send an event again, word for word and under its own id.

            Example:
              guichet webhooks resend 0199… 019a…
            """) { Webhook, delivery };
        return context.Runs(command, async call =>
        {
            var sent = await call.Client.ResendWebhookDeliveryAsync(
                call.Get(Webhook), call.Get(delivery), call.Cancel);
            call.Screen.Show(sent, view => Write(call.Screen, [view]));
        });
    }

    private static Command Remove(CommandContext context)
    {
        var command = new Command("remove", """
            Remove it with its deliveries, those that wait too.

            Example:
              guichet webhooks remove 0199…
            """) { Webhook };
        return context.Runs(command, call => call.Client.RemoveWebhookAsync(call.Get(Webhook), call.Cancel));
    }

    private static Option<string[]> Events() => new("--events")
    {
        Description = "Kinds of events, as docs/reference/webhooks.md lists them",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static void Write(Screen screen, WebhookSecretView made)
    {
        screen.Line($"Webhook {made.Id}");
        screen.Line($"Secret  {made.Secret}");
        screen.Line("It is not shown again.");
        if (made.PreviousSecretUntil is { } until)
        {
            screen.Line($"The one before signs as well until {Screen.Moment(until)}.");
        }
    }

    private static void Write(Screen screen, IReadOnlyList<WebhookView> webhooks) => screen.Table(
        ["Id", "Address", "State", "Failing since", "Last taken", "Events"],
        webhooks.Select(one => new[]
        {
            one.Id.ToString(),
            one.Address,
            Screen.Word(one.State),
            Screen.Moment(one.FailingSince),
            Screen.Moment(one.LastDeliveredAt),
            string.Join(", ", one.Events),
        }));

    private static void Write(Screen screen, IReadOnlyList<WebhookDeliveryView> deliveries) => screen.Table(
        ["Id", "Event", "State", "Tries", "Answer", "Next"],
        deliveries.Select(one => new[]
        {
            one.Id.ToString(),
            one.Type,
            Screen.Word(one.State),
            Screen.Number(one.Attempts),
            one.Failure is null or "status" ? Screen.Number(one.Status) : one.Failure,
            Screen.Moment(one.NextAttemptAt),
        }));
}
