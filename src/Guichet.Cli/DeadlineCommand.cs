using System.CommandLine;
using System.Globalization;
using Guichet.Client.Incidents;

namespace Guichet.Cli;

/// <summary>Why what is promised is due when it is.</summary>
internal static class DeadlineCommand
{
    public static Command Create(CommandContext context)
    {
        var incident = new Argument<string>("incident") { Description = "Number or id of the incident" };
        var promise = new Option<PromiseKind>("--promise")
        {
            Description = "FirstResponse, NextUpdate or Resolution; left out: the first response",
        };
        var command = new Command("deadline", """
            Explain when the first response of an incident is due, or its next update or its resolution.

            Every stretch of time from the start to the due instant is told, and why it counts or does not; what
            counts adds up to the time promised. Times are in your own time zone and in the vendor's.

            Examples:
              guichet incidents deadline 1042
              guichet incidents deadline 1042 --promise Resolution
              guichet incidents deadline 0197… --json
            """) { incident, promise };
        return context.Runs(command, async call =>
        {
            var id = await FindAsync(call, call.Get(incident));
            var explained = await call.Client.ExplainDeadlineAsync(id, call.Get(promise), call.Cancel);
            call.Screen.Show(explained, view => Write(call.Screen, view));
        });
    }

    /// <summary>The id of an incident, from its number or its id.</summary>
    internal static async Task<Guid> FindAsync(Call call, string written)
    {
        if (Guid.TryParse(written, out var id))
        {
            return id;
        }

        if (!long.TryParse(written, CultureInfo.InvariantCulture, out var number) || number <= 0)
        {
            throw new UsageException($"'{written}' is neither the number nor the id of an incident.");
        }

        var found = await call.Client.ListIncidentsAsync(new IncidentFilter { Number = number }, null, call.Cancel);
        return found.Items.Count > 0
            ? found.Items[0].Id
            : throw new UsageException($"You see no incident {written}.");
    }

    private static void Write(Screen screen, DeadlineExplanationView view)
    {
        screen.Table(
            ["From", "Until", "At the vendor's", "Why", "Counts"],
            view.Segments.Select(segment => new[]
            {
                Moment(segment.From),
                Moment(segment.Until),
                Moment(segment.VendorFrom),
                segment.Reason,
                segment.CountedSeconds > 0 ? Length(segment.CountedSeconds) : "-",
            }));
        var words = view.DueAt is null ? "have counted so far" : "count";
        screen.Line($"{Length(view.CountedSeconds)} {words}, of {Length(view.BudgetSeconds)} promised, "
            + (view.CalendarName is { } name ? $"on the calendar '{name}'." : "day and night."));
        if (!view.AddsUp)
        {
            screen.Line("The time zone has changed its clocks since the promise was made, which stays as it was.");
        }

        var standing = view.DueAt is { } due ? $"due {Moment(due)}"
            : view.StandsSince is { } since ? $"paused since {Moment(since)}"
            : "due at no instant";
        screen.Line($"{NameOf(view.Promise)} {standing} ({view.TimeZone}; the vendor's is {view.VendorTimeZone}).");
        screen.Line($"Policy version {view.PolicyVersion}, time-zone data {view.TimeZoneData}.");
    }

    private static string NameOf(PromiseKind promise) => promise switch
    {
        PromiseKind.NextUpdate => "Next update",
        PromiseKind.Resolution => "Resolution",
        _ => "First response",
    };

    private static string Moment(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private static string Length(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }
}
