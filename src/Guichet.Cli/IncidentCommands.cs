using System.CommandLine;
using Guichet.Client.Incidents;

namespace Guichet.Cli;

internal static class IncidentCommands
{
    public static Command Create(CommandContext context) => new("incidents", "Submit incidents and follow them")
    {
        IncidentSubmission.Create(context),
        List(context),
        QueueCommand.Create(context),
        Show(context),
        DeadlineCommand.Create(context),
        Coverage(context),
        Reply(context),
        Close(context),
        TimelineCommands.Read(context),
        TimelineCommands.Record(context),
        TimelineCommands.Export(context),
        PartCommands.Create(context),
        AttachmentCommands.Attach(context),
        AttachmentCommands.List(context),
        AttachmentCommands.Download(context),
    };

    private static Command Coverage(CommandContext context)
    {
        var incident = new Argument<string>("incident") { Description = "Number or id of the incident" };
        var on = new Option<DateOnly?>("--on") { Description = "Ask the same question as of that past day" };
        var command = new Command("coverage", """
            Show how coverage was decided for an incident: every plan with every rule that was asked. For agents.

            Examples:
              guichet incidents coverage 1042
              guichet incidents coverage 1042 --on 2026-01-31
            """) { incident, on };
        return context.Runs(command, async call =>
        {
            var id = await DeadlineCommand.FindAsync(call, call.Get(incident));
            var coverage = await call.Client.GetIncidentCoverageAsync(id, call.Get(on), call.Cancel);
            call.Screen.Show(coverage, view =>
            {
                if (view.AsRecorded == false)
                {
                    call.Screen.Line("The program's rules have changed since: what was recorded is another decision.");
                }

                CoverageCommands.Write(call.Screen, view.Decision, withRules: true);
            });
        });
    }

    private static Command List(CommandContext context)
    {
        var status = new Option<IncidentStatus?>("--status") { Description = "Where they stand" };
        var product = new Option<string?>("--product") { Description = "windows-server or windows-server/2019" };
        var mine = new Option<bool>("--mine") { Description = "Only your own" };
        var cursor = new Option<string?>("--cursor") { Description = "The page after the one that named it" };
        var command = new Command("list", """
            List the incidents you may see, newest first.

            Examples:
              guichet incidents list
              guichet incidents list --status InProgress --product windows-server
            """) { status, product, mine, cursor };
        return context.Runs(command, async call =>
        {
            var filter = new IncidentFilter
            {
                Status = call.Get(status),
                Product = call.Get(product),
                Mine = call.Get(mine),
            };
            var page = await call.Client.ListIncidentsAsync(filter, call.Get(cursor), call.Cancel);
            call.Screen.Show(page, incidents =>
            {
                call.Screen.Table(
                    ["Number", "Id", "Severity", "Status", "Title", "First response due"],
                    incidents.Items.Select(one => new[]
                    {
                        Screen.Number(one.Number),
                        one.Id.ToString(),
                        one.Severity.ToString(),
                        Screen.Word(one.Status),
                        one.Title,
                        Screen.Moment(one.DueAt),
                    }));
                if (incidents.Next is { } next)
                {
                    call.Screen.Line($"More: --cursor {next}");
                }
            });
        });
    }

    private static Command Show(CommandContext context)
    {
        var id = new Argument<Guid>("incident") { Description = "Id of the incident" };
        var command = new Command("show", """
            Show an incident with its conversation.

            Example:
              guichet incidents show 0197…
            """) { id };
        return context.Runs(command, async call =>
        {
            var incident = await call.Client.GetIncidentAsync(call.Get(id), call.Cancel);
            var messages = await call.Client.ListMessagesAsync(call.Get(id), cancel: call.Cancel);
            call.Screen.Show(new { incident, messages }, _ => Write(call.Screen, incident, messages.Items));
        });
    }

    private static Command Reply(CommandContext context)
    {
        var id = new Argument<Guid>("incident") { Description = "Id of the incident" };
        var body =
            new Argument<string>("file") { Description = "File with the message in Markdown, or - for the input" };
        var command = new Command("reply", """
            Write a message on an incident.

            Example:
              echo "It works again." | guichet incidents reply 0197… -
            """) { id, body };
        return context.Runs(command, async call =>
        {
            var reply = new NewReply { Id = Guid.CreateVersion7(), Body = await call.ReadAsync(call.Get(body)) };
            Write(call, await call.Client.ReplyAsync(call.Get(id), reply, cancel: call.Cancel));
        });
    }

    private static Command Close(CommandContext context)
    {
        var id = new Argument<Guid>("incident") { Description = "Id of the incident" };
        var reason = new Option<ClosingReason>("--reason")
        {
            Description = "Why; from an agent OutOfScope, Unresolved or ProductDefect",
            DefaultValueFactory = _ => ClosingReason.CustomersWish,
        };
        var body = new Option<string?>("--message") { Description = "What the other side is told" };
        var command = new Command("close", """
            Close an incident for another reason than a solution.

            Example:
              guichet incidents close 0197… --message "The customer has withdrawn the machine."
            """) { id, reason, body };
        return context.Runs(command, async call =>
        {
            var incident = await call.Client.GetIncidentAsync(call.Get(id), call.Cancel);
            var closure = new NewClosure
            {
                Id = Guid.CreateVersion7(),
                Reason = call.Get(reason),
                Body = call.Get(body) ?? "",
            };
            Write(call, await call.Client.CloseIncidentAsync(
                call.Get(id), closure, incident.Line.Version, call.Cancel));
        });
    }

    private static void Write(Call call, IncidentStateView state) => call.Screen.Show(
        state,
        one => call.Screen.Line($"{Screen.Word(one.Status)}, credit {Screen.Word(one.Charge)}."));

    private static void Write(Screen screen, IncidentView incident, IReadOnlyList<MessageView> messages)
    {
        var line = incident.Line;
        screen.Line($"{line.Number} {line.Title}");
        screen.Line($"  {line.ReleaseName}, {line.Plan}, severity {line.Severity}, {Screen.Word(incident.Hours)}");
        screen.Line($"  {Screen.Word(line.Status)}, credit {Screen.Word(line.Charge)}, version {line.Version}");
        screen.Line($"  first response due {Screen.Moment(line.DueAt)}, given {Screen.Moment(line.RespondedAt)}");
        foreach (var message in messages)
        {
            screen.Line();
            screen.Line($"{Screen.Moment(message.At)} {message.AuthorName}: {Screen.Word(message.Kind)}");
            screen.Line(message.Body);
        }
    }
}
