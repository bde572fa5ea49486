using System.CommandLine;
using System.Globalization;
using Guichet.Client;
using Guichet.Client.Reports;

namespace Guichet.Cli;

internal static class ReportCommands
{
    public static Command Create(CommandContext context) =>
        new("reports", "Promises kept and broken, and time spent")
        {
            Create(
                context,
                "first-response",
                "First responses promised and kept",
                (client, asked) => client.ReportFirstResponsesAsync(asked.From, asked.Until, asked.By, asked.Cancel)),
            Create(
                context,
                "next-update",
                "Next updates promised and kept",
                (client, asked) => client.ReportNextUpdatesAsync(asked.From, asked.Until, asked.By, asked.Cancel)),
            Create(
                context,
                "resolution",
                "Resolutions promised and kept",
                (client, asked) => client.ReportResolutionsAsync(asked.From, asked.Until, asked.By, asked.Cancel)),
            Time(context),
        };

    private static Command Create(
        CommandContext context, string name, string what, Func<GuichetClient, Asked, Task<ResponseReportView>> read)
    {
        var from = new Option<string?>("--from")
        {
            Description = "First month, 2026-01; left out: eleven months before the last",
        };
        var until = new Option<string?>("--until") { Description = "Last month, included; left out: this one" };
        var by = new Option<ReportGrouping>("--by") { Description = "What is counted by" };
        var command = new Command(name, $"""
            {what}, of the incidents submitted in some months.

            Examples:
              guichet reports {name}
              guichet reports {name} --from 2026-01 --until 2026-11 --by month
            """) { from, until, by };
        return context.Runs(command, async call =>
        {
            var report = await read(
                call.Client, new Asked(call.Get(from), call.Get(until), call.Get(by), call.Cancel));
            call.Screen.Show(report, one => Write(call.Screen, one));
        });
    }

    private static Command Time(CommandContext context)
    {
        var from = new Option<string?>("--from")
        {
            Description = "First month, 2026-01; left out: eleven months before the last",
        };
        var until = new Option<string?>("--until") { Description = "Last month, included; left out: this one" };
        var by = new Option<TimeGrouping>("--by") { Description = "Agent or Product" };
        var command = new Command("time", """
            Time spent on incidents, as it was recorded in some months. It is never billed.

            Example:
              guichet reports time --from 2026-01 --by Product
            """) { from, until, by };
        return context.Runs(command, async call =>
        {
            var report = await call.Client.ReportTimeAsync(
                call.Get(from), call.Get(until), call.Get(by), call.Cancel);
            call.Screen.Show(report, one => call.Screen.Table(
                [Screen.Word(one.By), "minutes", "entries", "incidents"],
                one.Groups.Append(one.All).Select(group => new[]
                {
                    group.Name,
                    Screen.Number(group.Minutes),
                    Screen.Number(group.Entries),
                    Screen.Number(group.Incidents),
                })));
        });
    }

    private static void Write(Screen screen, ResponseReportView report)
    {
        screen.Line($"Submitted {report.From} to {report.Until}, {report.TimeZone}");
        screen.Table(
            [Screen.Word(report.By), "met", "missed", "running", "closed first", "share met", "median", "90 %"],
            report.Groups.Append(report.All).Select(group => new[]
            {
                group.Name,
                Screen.Number(group.Met),
                Screen.Number(group.Missed),
                Screen.Number(group.Running),
                Screen.Number(group.ClosedFirst),
                group.ShareMet?.ToString(CultureInfo.InvariantCulture) ?? "-",
                Length(group.MedianSeconds),
                Length(group.NinetiethSeconds),
            }));
    }

    private static string Length(long? seconds) => seconds is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{known / 3600}:{known / 60 % 60:00}:{known % 60:00}")
        : "-";

    private sealed record Asked(string? From, string? Until, ReportGrouping By, CancellationToken Cancel);
}
