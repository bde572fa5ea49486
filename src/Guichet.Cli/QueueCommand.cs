using System.CommandLine;
using System.Globalization;
using Guichet.Client.Incidents;
using Guichet.Client.Webhooks;

namespace Guichet.Cli;

/// <summary>The agents' queue.</summary>
internal static class QueueCommand
{
    public static Command Create(CommandContext context)
    {
        var view = new Option<QueueView>("--view") { Description = "Which of its views" };
        var severity = new Option<Severity?>("--severity") { Description = "Only of this severity" };
        var product = new Option<string?>("--product") { Description = "Only of this product: windows-server" };
        var team = new Option<string?>("--team") { Description = "Only of this team" };
        var order = new Option<QueueOrder>("--order") { Description = "What comes first" };
        var cursor = new Option<string?>("--cursor") { Description = "The page after the one that named it" };
        var command = new Command("queue", """
            List the open incidents, the nearest promise that runs first. For agents.

            Each line says how it stands: due in, overdue by, paused where all that remains stands, or met in and missed
            by where nothing more is promised; and of which promise.

            Examples:
              guichet incidents queue
              guichet incidents queue --view Mine --severity A
            """) { view, severity, product, team, order, cursor };
        return context.Runs(command, async call =>
        {
            var question = new QueueQuestion
            {
                View = call.Get(view),
                Severity = call.Get(severity),
                Product = call.Get(product),
                Team = call.Get(team),
                Order = call.Get(order),
            };
            var page = await call.Client.ListQueueAsync(question, call.Get(cursor), call.Cancel);
            call.Screen.Show(page, queue =>
            {
                Write(call.Screen, queue.Items, call.Surroundings.Clock.GetCurrentInstant().ToDateTimeOffset());
                if (queue.Next is { } next)
                {
                    call.Screen.Line($"More: --cursor {next}");
                }
            });
        });
    }

    private static void Write(Screen screen, IReadOnlyList<QueueLineView> lines, DateTimeOffset now) => screen.Table(
        ["Number", "Severity", "Promise", "Title"],
        lines.Select(line => new[]
        {
            Screen.Number(line.Number),
            line.Severity.ToString(),
            $"{Words(line.Promise)} {Standing(line, now)}{(line.Raised ? ", raised" : "")}",
            line.Title,
        }));

    private static string Words(PromiseKind? promise) =>
        Screen.Word(promise ?? PromiseKind.FirstResponse).Replace('-', ' ');

    private static string Standing(QueueLineView line, DateTimeOffset now) => line switch
    {
        { PromiseDueAt: { } due } => due < now ? $"overdue by {Length(now - due)}" : $"due in {Length(due - now)}",
        { Promise: not null } => "paused",
        { RespondedAt: { } responded } => responded > line.DueAt
            ? $"missed by {Length(responded - line.DueAt)}"
            : $"met in {Length(responded - line.SubmittedAt)}",
        _ => "-",
    };

    private static string Length(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}");
}
