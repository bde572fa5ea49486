using System.CommandLine;
using Guichet.Files.Calendars;
using NodaTime;

namespace Guichet.Cli;

internal static class CalendarCommands
{
    private const int FirstYear = 1900;
    private const int LastYear = 2149;

    public static Command Create(CommandContext context) => new("calendars", "Business calendars, off line")
    {
        Verify(context),
        Holidays(context),
    };

    private static Command Verify(CommandContext context)
    {
        var file = new Argument<string>("cases") { Description = "The file, one case a line, or - for the input" };
        var command = new Command("verify", """
            Prove how business time is counted, by cases that carry their calendar. No server is needed.

            It says each difference, then how many passed and failed, and ends with 1 where any failed.

            Examples:
              guichet calendars verify cases.jsonl
              generate-cases | guichet calendars verify -
            """) { file };
        return context.Runs(command, async Task<int> (call) =>
        {
            var name = call.Get(file);
            using var lines = new StringReader(await call.ReadAsync(name));
            var outcomes = CaseFile.Verify(lines).ToList();
            var differences = outcomes.Where(outcome => outcome.Difference is not null).ToList();
            var (passed, failed) = (outcomes.Count - differences.Count, differences.Count);
            call.Screen.Show(new { passed, failed, differences }, _ =>
            {
                foreach (var (line, id, difference) in differences)
                {
                    call.Screen.Line($"{name}:{line} {(id.Length == 0 ? "" : id + ": ")}{difference}");
                }

                call.Screen.Line($"{passed} passed, {failed} failed");
            });
            if (failed > 0)
            {
                // Zones change their clocks at short notice: other data may well give another answer.
                await call.Surroundings.Error.WriteLineAsync(
                    $"Counted with the time zones of {DateTimeZoneProviders.Tzdb.VersionId}.");
            }

            return failed == 0 ? ExitCode.Done : ExitCode.Refused;
        });
    }

    private static Command Holidays(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The iCalendar file, or - for the input" };
        var from = new Option<int>("--from") { Description = "The first year", Required = true };
        var to = new Option<int>("--to") { Description = "The last year, included", Required = true };
        var zone = new Option<string?>("--zone") { Description = "The calendar's time zone, as in Europe/Paris" };
        var command = new Command("holidays", """
            Turn an iCalendar file into the holidays of a calendar, to paste into the policy. No server is needed.

            Rules that come back, days left out and events of some hours are followed. An event that cannot be taken is
            named with its line, and the command ends with 1.

            Examples:
              guichet calendars holidays holidays.ics --from 2026 --to 2030
              curl https://calendar.example.com/holidays.ics | guichet calendars holidays - --from 2026 --to 2030
            """) { file, from, to, zone };
        return context.Runs(command, async Task<int> (call) =>
        {
            var years = (First: call.Get(from), Last: call.Get(to));
            if (years.First < FirstYear || years.Last > LastYear || years.First > years.Last)
            {
                throw new UsageException($"The years lie between {FirstYear} and {LastYear}, the first one first.");
            }

            var name = call.Get(file);
            var reading = HolidayFile.Read(await call.ReadAsync(name), years, ZoneOf(call.Get(zone)));
            foreach (var mistake in reading.Mistakes)
            {
                await call.Surroundings.Error.WriteLineAsync($"{name}:{mistake}");
            }

            call.Screen.Show(
                new
                {
                    holidays = reading.Value!.Select(holiday => new
                    {
                        date = Screen.Day(holiday.Date.ToDateOnly()),
                        name = holiday.Name.English,
                        closed = holiday.Closed is { } part ? new[] { part.OpenText, part.CloseText } : null,
                    }),
                },
                _ => call.Screen.Line(HolidayFile.Write(reading.Value!).TrimEnd()));
            return reading.Mistakes.Count == 0 ? ExitCode.Done : ExitCode.Refused;
        });
    }

    private static DateTimeZone? ZoneOf(string? name) => name is null
        ? null
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
            ?? throw new UsageException($"There is no time zone '{name}'.");
}
