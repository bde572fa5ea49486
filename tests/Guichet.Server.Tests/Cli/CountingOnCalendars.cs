using Guichet.Cli;

namespace Guichet.Server.Tests.Cli;

/// <summary>The commands that need no server.</summary>
public sealed class CountingOnCalendars : IDisposable
{
    private const string Case = """
        {"id":"one","kind":"clock","start":"2026-11-20T15:00:00Z","clockSeconds":60,"due":"2026-11-20T15:01:00Z"}
        """;

    private const string Holidays = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20251225
        RRULE:FREQ=YEARLY
        SUMMARY:Noël
        END:VEVENT
        END:VCALENDAR
        """;

    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task Cases_that_pass_are_counted() =>
        Assert.Equal(
            (ExitCode.Done, "1 passed, 0 failed\n"),
            (await TypeAsync(Case, "calendars", "verify", "-"), Said(output)));

    [Fact]
    public async Task A_case_that_fails_is_told_with_its_line_and_ends_with_one()
    {
        var code = await TypeAsync(
            $"{Case}\n\n{Case.Replace("15:01", "15:02", StringComparison.Ordinal)}\n", "calendars", "verify", "-");

        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(
            "-:3 one: due should be 2026-11-20T15:02:00Z, but is 2026-11-20T15:01:00Z\n1 passed, 1 failed\n",
            Said(output));
    }

    [Fact]
    public async Task The_cases_of_the_house_pass_through_the_command()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cli", "cases")))
        {
            Assert.Equal(ExitCode.Done, await TypeAsync("", "calendars", "verify", file));
        }

        Assert.Equal(4, Said(output).Split(" passed, 0 failed").Length - 1);
    }

    [Fact]
    public async Task Holidays_are_printed_as_the_policy_writes_them() =>
        Assert.Equal(
            (ExitCode.Done, "holidays:\n  - date: 2026-12-25\n    name: Noël\n"),
            (
                await TypeAsync(Holidays, "calendars", "holidays", "-", "--from", "2026", "--to", "2026"),
                Said(output)));

    [Fact]
    public async Task An_event_that_cannot_be_taken_goes_to_the_errors_and_ends_with_one()
    {
        var broken = Holidays.Replace("YEARLY", "HOURLY", StringComparison.Ordinal);

        Assert.Equal(
            ExitCode.Refused, await TypeAsync(broken, "calendars", "holidays", "-", "--from", "2026", "--to", "2026"));
        Assert.StartsWith("-:3:1 ", Said(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027", "2026", "Europe/Paris")]
    [InlineData("1899", "2026", "Europe/Paris")]
    [InlineData("2026", "2026", "Europe/Atlantis")]
    public async Task Years_and_zones_that_cannot_be_are_a_wrong_command_line(string from, string to, string zone) =>
        Assert.Equal(
            ExitCode.Usage,
            await TypeAsync(
                Holidays, "calendars", "holidays", "-", "--from", from, "--to", to, "--zone", zone));

    private static string Said(StringWriter writer) => writer.ToString().ReplaceLineEndings("\n");

    private Task<int> TypeAsync(string input, params string[] arguments) => CommandLine.RunAsync(
        arguments,
        new Surroundings(
            new StringReader(input),
            output,
            error,
            _ => null,
            Path.Combine(Path.GetTempPath(), "guichet-no-sign-in.json"),
            (_, _) => throw new InvalidOperationException("No server is needed."),
            new NodaTime.Testing.FakeClock(NodaConstants.UnixEpoch)),
        TestContext.Current.CancellationToken);
}
