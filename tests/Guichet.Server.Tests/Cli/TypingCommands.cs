using System.Globalization;
using System.Text.Json;
using Guichet.Accounts;
using Guichet.Cli;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Search;

namespace Guichet.Server.Tests.Cli;

public sealed class TypingCommands(SqliteHouse house) : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly string signInFile = Path.Combine(
        Path.GetTempPath(), $"guichet-{Guid.NewGuid():N}", "sign-in.json");
    private string input = "";

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
        if (File.Exists(signInFile))
        {
            Directory.Delete(Path.GetDirectoryName(signInFile)!, recursive: true);
        }
    }

    [Fact]
    public async Task Signs_in_once_and_asks_with_that_key_from_then_on()
    {
        var customer = await house.WelcomesAsync();

        var signIn = await TypeAsync("sign-in", "--server", "http://house", "--key", customer.Key);
        var asked = await TypeAsync("coverage", "ask", "--release", "windows-server/2019");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (signIn, asked));
        Assert.Contains("Windows Server 2019", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("usable      pay-per-incident", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_incidents_by_words_and_filters()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        var word = Finding.NewWord();
        await house.IndexesAsync(await customer.OpensAsync("It stops", $"Then it says {word}."));

        var found = await TypeAsync(
            "search", "find", word, "severity:B", "--server", "http://house", "--key", customer.Key);
        var refused = await TypeAsync(
            "search", "find", word, "severity:D", "--server", "http://house", "--key", customer.Key);

        Assert.Equal((ExitCode.Done, ExitCode.Refused), (found, refused));
        Assert.Contains("It stops", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("search.severity-unknown", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_every_plan_with_its_reasons()
    {
        var customer = await house.WelcomesAsync();

        await TypeAsync(
            "coverage", "ask", "--release", "windows-server/2019", "--partner", "gold", "--plan",
            "partner-gold-20:3:2026-12-31",
            "--server", "http://house", "--key", customer.Key);

        var said = output.ToString();
        Assert.Contains("unavailable partner-gold-20", said, StringComparison.Ordinal);
        Assert.Contains("release.mainstream-ended: ", said, StringComparison.Ordinal);
        Assert.Contains("pack: 3 left, until 2026-12-31", said, StringComparison.Ordinal);
        Assert.Contains("not-offered signature-cloud", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_a_deadline_and_how_coverage_was_decided_by_the_incidents_number()
    {
        var story = await Story.BeginAsync(house);
        var cancel = TestContext.Current.CancellationToken;
        var number = (await story.Agent.Client.GetIncidentAsync(story.Incident, cancel)).Line.Number
            .ToString(CultureInfo.InvariantCulture);
        string[] access = ["--server", "http://house", "--key", story.Agent.Key];

        var deadline = await TypeAsync(["incidents", "deadline", number, .. access]);
        var resolution = await TypeAsync(["incidents", "deadline", number, "--promise", "Resolution", .. access]);
        var coverage = await TypeAsync(["incidents", "coverage", number, .. access]);
        var dayToCome = await TypeAsync(["incidents", "coverage", number, "--on", "2030-01-01", .. access]);

        Assert.Equal(
            (ExitCode.Done, ExitCode.Refused, ExitCode.Done, ExitCode.Refused),
            (deadline, resolution, coverage, dayToCome));
        var said = output.ToString();
        Assert.Contains("First response due ", said, StringComparison.Ordinal);
        Assert.Contains(". End of support 2029-01-09", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_the_queue_with_how_each_stands_and_of_which_promise()
    {
        var story = await Story.BeginAsync(house);
        string[] access = ["--server", "http://house", "--key", story.Agent.Key];

        var listed = await TypeAsync(["incidents", "queue", "--view", "Unanswered", .. access]);
        await story.Agent.Client.ReplyAsync(
            story.Incident, Story.Replies("We are looking."), cancel: TestContext.Current.CancellationToken);
        var mine = await TypeAsync(["incidents", "queue", "--view", "mine", .. access]);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (listed, mine));
        var said = output.ToString();
        Assert.Matches("first response +(due|overdue)", said);
        Assert.Matches("first response +met", said);
    }

    [Fact]
    public async Task Records_research_reads_the_timeline_and_keeps_it_as_a_file()
    {
        var story = await Story.BeginAsync(house);
        var (incident, folder) = (story.Incident.ToString(), Directory.CreateTempSubdirectory("guichet-").FullName);
        var (words, paper, file) = (
            Path.Combine(folder, "words.md"), Path.Combine(folder, "kept.pdf"), Path.Combine(folder, "kept.json"));
        await File.WriteAllTextAsync(words, "Read the dump.", TestContext.Current.CancellationToken);
        string[] agent = ["--server", "http://house", "--key", story.Agent.Key];

        var recorded = await TypeAsync(
            ["incidents", "record", incident, "Research", "25", words, "--started", "2026-11-20T10:00Z", .. agent]);
        var read = await TypeAsync(["incidents", "timeline", incident, .. agent]);
        var printed = await TypeAsync(["incidents", "export", incident, paper, .. agent]);
        var kept = await TypeAsync(["incidents", "export", incident, file, "--without-internal", .. agent]);

        Assert.Equal(
            (ExitCode.Done, ExitCode.Done, ExitCode.Done, ExitCode.Done), (recorded, read, printed, kept));
        Assert.Contains("research, internal", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Read the dump.",
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.True(new FileInfo(paper).Length > 1000);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Lists_the_parts_of_a_problem_and_accepts_one()
    {
        var story = await Story.BeginAsync(house);
        var cancel = TestContext.Current.CancellationToken;
        var part = Guid.CreateVersion7();
        await story.Agent.Client.ProposePartsAsync(
            story.Incident,
            new NewSplit
            {
                Id = Guid.CreateVersion7(),
                Body = "Two problems.",
                Parts = [new NewPart { Id = part, Title = "The second one", Severity = Severity.C, Plan = "pack-5" }],
            },
            await story.VersionAsync(),
            cancel);
        string[] access = ["--server", "http://house", "--key", story.Customer.Key];

        await TypeAsync(["incidents", "parts", "list", story.Incident.ToString(), .. access]);
        var accepted = await TypeAsync(
            ["incidents", "parts", "accept", story.Incident.ToString(), part.ToString(), .. access]);

        Assert.Contains("The second one", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, accepted);
        Assert.Equal(part, (await story.Customer.Client.GetIncidentAsync(part, cancel)).Line.Id);
    }

    [Fact]
    public async Task Follows_a_release_and_stops()
    {
        var customer = await house.WelcomesAsync();
        string[] access = ["--server", "http://house", "--key", customer.Key];

        await TypeAsync(["following", "add", "windows-server/2019", .. access]);
        await TypeAsync(["following", "list", .. access]);
        Assert.Contains("2029-01-09", output.ToString(), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, await TypeAsync(["following", "remove", "windows-server/2019", .. access]));
        Assert.Empty(await customer.Client.ListFollowedAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Answers_programs_in_the_json_of_the_api()
    {
        var customer = await house.WelcomesAsync();

        await TypeAsync(
            "catalog", "search", "windows server 2019", "--json", "--server", "http://house", "--key", customer.Key);

        using var answer = JsonDocument.Parse(output.ToString());
        Assert.Equal("windows-server", answer.RootElement.GetProperty("items")[0].GetProperty("product").GetString());
    }

    [Fact]
    public async Task Checks_a_policy_without_a_server()
    {
        input = "format: guichet-policy/1\ntimezone: Europe/Paris\n";

        var code = await TypeAsync("policy", "check", "-");

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("-:2:1 ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_a_policy_would_change_with_a_server_and_without()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var before = await administrator.Client.GetPolicyAsync(TestContext.Current.CancellationToken);
        var file = Path.Combine(Path.GetTempPath(), $"guichet-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, before.Text, TestContext.Current.CancellationToken);
        input = before.Text.Replace("followUpDays: 14 ", "followUpDays: 15 ", StringComparison.Ordinal);
        var previewed = await TypeAsync(
            "policy", "preview", "-", "--server", "http://house", "--key", administrator.Key);
        input = input.Replace("latestReleases: 2", "latestReleases: 1", StringComparison.Ordinal);
        var compared = await TypeAsync("policy", "compare", file, "-", "--on", "2026-11-20");
        input = "plans: 1";
        var wrong = await TypeAsync("policy", "compare", file, "-");
        File.Delete(file);

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Usage), (previewed, compared, wrong));
        var said = output.ToString();
        Assert.Contains("changed  closing: followUpDays 14 -> 15", said, StringComparison.Ordinal);
        Assert.Contains("no plan opens or closes for any release", said, StringComparison.Ordinal);
        Assert.Contains("Promises stay as made.", said, StringComparison.Ordinal);
        Assert.Contains("closes   partner-gold-20: ", said, StringComparison.Ordinal);
        Assert.Contains("-:1:", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_with_the_code_of_the_house()
    {
        var customer = await house.WelcomesAsync();
        input = "{}";

        var code = await TypeAsync("catalog", "import", "-", "--server", "http://house", "--key", customer.Key);

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("(access.not-allowed)", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imports_as_a_dry_run_and_says_that_nothing_is_written()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        input = """
            { "format": "guichet-catalog/1", "credits": [], "products": [ { "key": "pen", "name": "Pen", "aliases": [],
              "releases": [ { "key": "1", "name": "Pen 1", "policy": "modern", "deployment": "cloud" } ] } ] }
            """;

        var code = await TypeAsync(
            "catalog", "import", "-", "--dry-run", "--server", "http://house", "--key", administrator.Key);

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("added    pen/1", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("nothing is written", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submits_an_incident_and_lists_it()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        string[] way = ["--server", "http://house", "--key", customer.Key];
        input = "After the update of Tuesday the second node restarts and stops again.";

        var submitted = await TypeAsync(
            [
                "incidents", "submit", "--release", "windows-server/2019", "--plan", "pack-5", "--severity", "B",
                "--title", "Cluster node stops", "--description", "-", "--contact", "Camille Laurent",
                "--email", "camille@example.test", "--accept-no-guarantee", .. way,
            ]);
        var listed = await TypeAsync(["incidents", "list", "--json", .. way]);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (submitted, listed));
        Assert.Contains("Cluster node stops", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrongly_ends_with_two_and_without_a_server_that_answers_with_three()
    {
        var wrong = await TypeAsync("coverage", "ask");
        var nameless = await TypeAsync("catalog", "show", "windows-server");
        var unreachable = await TypeAsync(
            surroundings => surroundings with { Connect = (server, key) => new GuichetClient(server, key) },
            "catalog", "show", "windows-server", "--server", "http://127.0.0.1:1");

        Assert.Equal(
            (ExitCode.Usage, ExitCode.Usage, ExitCode.Unreachable), (wrong, nameless, unreachable));
    }

    [Fact]
    public async Task For_help_shows_an_example()
    {
        await TypeAsync("catalog", "import", "--help");

        Assert.Contains("guichet catalog import catalog.json --preview", output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> TypeAsync(params string[] arguments) => TypeAsync(surroundings => surroundings, arguments);

    private Task<int> TypeAsync(Func<Surroundings, Surroundings> change, params string[] arguments)
    {
        var surroundings = new Surroundings(
            new StringReader(input),
            output,
            error,
            _ => null,
            signInFile,
            (_, key) => new GuichetClient(house.Factory.CreateClient(), key),
            SystemClock.Instance);
        return CommandLine.RunAsync(arguments, change(surroundings), TestContext.Current.CancellationToken);
    }
}
