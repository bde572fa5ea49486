using System.CommandLine;
using Guichet.Client.Incidents;

namespace Guichet.Cli;

/// <summary>What happened on an incident: read, recorded, and kept as a file.</summary>
internal static class TimelineCommands
{
    public static Command Read(CommandContext context)
    {
        var incident = new Argument<string>("incident") { Description = "Number or id of the incident" };
        var before = new Option<string?>("--before") { Description = "The entries before the cursor that was named" };
        var command = new Command("timeline", """
            Show the last entries of an incident's timeline. What is internal is shown to agents only.

            Examples:
              guichet incidents timeline 1042
              guichet incidents timeline 1042 --before CURSOR
            """) { incident, before };
        return context.Runs(command, async call =>
        {
            var id = await DeadlineCommand.FindAsync(call, call.Get(incident));
            var window = await call.Client.ReadTimelineAsync(id, before: call.Get(before), cancel: call.Cancel);
            call.Screen.Show(window, view => Write(call.Screen, view));
        });
    }

    public static Command Record(CommandContext context)
    {
        var incident = new Argument<string>("incident") { Description = "Number or id of the incident" };
        var kind = new Argument<WorkKind>("kind") { Description = "Call, RemoteSession or Research" };
        var minutes = new Argument<int>("minutes") { Description = "How long it took; never billed" };
        var body = new Argument<string>("file")
        {
            Description = "File with what was done in Markdown, or - for the input",
        };
        var started = new Option<DateTimeOffset?>("--started") { Description = "When it began; left out: so long ago" };
        var shown = new Option<bool?>("--shown")
        {
            Description = "Whether the customer sees it; left out: a call and a session yes, research no",
        };
        var command = new Command("record", """
            Record a call, a remote session or research. For agents.

            Example:
              echo "We went through the log." | guichet incidents record 1042 Call 25 -
            """) { incident, kind, minutes, body, started, shown };
        return context.Runs(command, async call =>
        {
            var id = await DeadlineCommand.FindAsync(call, call.Get(incident));
            var work = new NewWork
            {
                Id = Guid.CreateVersion7(),
                Kind = call.Get(kind),
                Minutes = call.Get(minutes),
                StartedAt = call.Get(started) ?? NowIn(call).AddMinutes(-call.Get(minutes)),
                Body = await call.ReadAsync(call.Get(body)),
                Shown = call.Get(shown),
            };
            call.Screen.Show(
                await call.Client.RecordWorkAsync(id, work, call.Cancel), _ => call.Screen.Line("Recorded."));
        });
    }

    public static Command Export(CommandContext context)
    {
        var incident = new Argument<string>("incident") { Description = "Number or id of the incident" };
        var to = new Argument<string>("file") { Description = "Where to; a name in .pdf for paper, else JSON" };
        var bare = new Option<bool>("--without-internal") { Description = "For agents: what the customer may see" };
        var command = new Command("export", """
            Keep an incident with its whole timeline as a file. What is there already is not overwritten.

            Examples:
              guichet incidents export 1042 incident-1042.pdf
              guichet incidents export 1042 incident-1042.json --without-internal
            """) { incident, to, bare };
        return context.Runs(command, async call =>
        {
            var (path, withInternal) = (call.Get(to), !call.Get(bare));
            var id = await DeadlineCommand.FindAsync(call, call.Get(incident));
            var bytes = path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)
                ? await call.Client.PrintIncidentAsync(id, withInternal, call.Cancel)
                : await call.Client.ReadIncidentFileAsync(id, withInternal, call.Cancel);
            if (File.Exists(path))
            {
                throw new UsageException($"There is a file '{path}' already.");
            }

            await File.WriteAllBytesAsync(path, bytes, call.Cancel);
            call.Screen.Show(new { path, bytes = bytes.Length }, one => call.Screen.Line(
                $"{one.path}, {Screen.Number(one.bytes)} bytes."));
        });
    }

    private static DateTimeOffset NowIn(Call call) => call.Surroundings.Clock.GetCurrentInstant().ToDateTimeOffset();

    private static void Write(Screen screen, TimelineView window)
    {
        if (window.Earlier is { } earlier)
        {
            screen.Line($"Earlier: --before {earlier}");
        }

        foreach (var entry in window.Entries)
        {
            screen.Line();
            screen.Line($"{Screen.Moment(entry.At)} {Head(entry)}");
            if ((entry.Message?.Body ?? entry.Note?.Body ?? entry.Assignment?.Note) is { Length: > 0 } body)
            {
                screen.Line(body);
            }
        }
    }

    private static string Head(TimelineEntryView entry) => entry switch
    {
        { Message: { } message } => $"{message.AuthorName}: {Screen.Word(message.Kind)}",
        { Note: { } note } =>
            $"{note.AuthorName}: {(note.Work is { } work ? Screen.Word(work) : "note")}, internal",
        { Assignment: { } one } =>
            $"{one.ByName}: {Screen.Word(one.Act)} {one.TeamName} {one.AgentName}, internal",
        _ => $"{entry.File?.UploadedBy}: {entry.File?.Name}",
    };
}
