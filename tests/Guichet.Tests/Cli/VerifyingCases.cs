using System.Diagnostics;
using System.Text.Json;
using Guichet.Cli;
using Guichet.Tests.Coverage;
using NodaTime.Testing;

namespace Guichet.Tests.Cli;

/// <summary><c>guichet coverage verify</c>, in this process.</summary>
public sealed class VerifyingCases : IDisposable
{
    private const string Good =
        """{"on":"2026-08-22","release":"windows-server/2025","expect":{"usable":["pack-5"]}}""";

    private const string Bad =
        """{"on":"2026-08-22","release":"windows-server/2012","expect":{"usable":["pack-5"]}}""";

    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly string folder = Directory.CreateTempSubdirectory("guichet-verify-").FullName;
    private string input = "";

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task All_our_own_pass_with_the_shipped_policy_and_catalogue()
    {
        var code = await VerifyAsync([.. ProvingThePolicy.Files]);

        Assert.Equal(ExitCode.Done, code);
        Assert.EndsWith(" passed, 0 failed", output.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public async Task A_case_that_differs_is_printed_and_fails_the_run()
    {
        input = $"{Good}\n{Bad}\n";

        var code = await VerifyAsync("-");

        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(
            """
            -:2 line 2: windows-server/2012 on 2026-08-22, ended
              pack-5: expected usable, is unavailable: release.support-ended (2023-10-10)
            1 passed, 1 failed

            """,
            output.ToString(),
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("""{"release":"a/1","expects":{}}""", "-:1:18 The key 'expects' is not known here")]
    [InlineData("""{"release":"a/1","holds":[{"plan":"x","size":1}]}""", "-:1:39 The key 'size' is not known here")]
    [InlineData("""{"release":"a/1","expect":{"open":[]}}""", "-:1:28 The key 'open' is not known here")]
    [InlineData("""{"on":"2026-08-22"}""", "-:1:1 The key 'release' is missing")]
    [InlineData("""{"release":"a/1","on":"22/08/2026"}""", "-:1:23 '22/08/2026' is not a day")]
    [InlineData("""{"release":"a/1","partner":"bronze"}""", "-:1:28 ")]
    [InlineData("""{"release":"a/1","signIn":"guest"}""", "-:1:27 ")]
    [InlineData("""{"release":"a/1","expect":{"unavailable":["pack-5"]}}""", "-:1:42 A group of keys belongs here")]
    [InlineData("""{"release":"a/1"} {"release":"b/1"}""", "-:1:19 This is not JSON")]
    [InlineData("{\"release\":\"a/1\"}\n\n{\"release\":}", "-:3:12 This is not JSON")]
    [InlineData("[]", "-:1:1 A group of keys belongs here")]
    [InlineData("", "-:1:1 There is no case in the file")]
    public async Task A_file_with_a_mistake_decides_nothing(string text, string said)
    {
        input = text;

        var code = await VerifyAsync("-");

        Assert.Equal(ExitCode.Usage, code);
        Assert.StartsWith(said, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public async Task Empty_lines_a_mark_of_the_encoding_and_foreign_line_ends_are_no_mistake()
    {
        input = $"\uFEFF{Good}\r\n\r\n  \r\n{Good}";

        Assert.Equal(ExitCode.Done, await VerifyAsync("-"));
        Assert.Equal("2 passed, 0 failed", output.ToString().TrimEnd());
    }

    [Fact]
    public async Task What_is_left_out_is_asked_of_a_visitor_today()
    {
        input = """{"release":"windows-server/2025","expect":{"usable":["pack-5"],"notOffered":["partner-gold-20"]}}""";

        Assert.Equal(ExitCode.Done, await VerifyAsync("-", "--format", "table"));
        Assert.Contains("-:1 line 1: windows-server/2025 on 2026-03-02, mainstream", output.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_or_a_reason_that_there_is_not_fails_its_case()
    {
        input = """
            {"id":"a","release":"windows-server/2025","holds":["pack-6"]}
            {"id":"b","release":"windows-server/2025","expect":{"notOffered":["pack-6"]}}
            {"id":"c","release":"windows-server/2012","expect":{"unavailable":{"pack-5":["release.support-endet"]}}}
            """;

        Assert.Equal(ExitCode.Refused, await VerifyAsync("-"));
        Assert.Equal(2, output.ToString().Split("Did you mean 'pack-5'?").Length - 1);
        Assert.Contains("not among the reasons given: release.support-endet", output.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("0 passed, 3 failed", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_tells_every_rule_asked_and_the_way_out()
    {
        input = """{"on":"2026-08-22","release":"windows-server/2019","partner":"gold","holds":["partner-gold-20"]}""";

        await VerifyAsync("-", "--format", "table");

        var lines = output.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ',
            StringSplitOptions.RemoveEmptyEntries)).Trim()).ToList();
        Assert.Contains("partner-gold-20 unavailable use-plan pay-per-incident until 2029-01-09", lines);
        Assert.Contains("release.mainstream-ended yes 2024-01-09", lines);
        Assert.Contains("release.not-latest-two yes Windows Server 2025, Windows Server 2022", lines);
        Assert.Contains("deployment.on-premises no", lines);
        Assert.Contains("pack 1 20 left, until 2027-08-22", lines);
        Assert.Contains("1 passed, 0 failed", lines);
    }

    [Fact]
    public async Task Programs_read_the_answer_in_json()
    {
        input = Bad;

        Assert.Equal(ExitCode.Refused, await VerifyAsync("-", "--json"));
        using var answer = JsonDocument.Parse(output.ToString());
        Assert.Equal(1, answer.RootElement.GetProperty("failed").GetInt32());
        Assert.Equal("line 1", answer.RootElement.GetProperty("cases")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Files_of_ones_own_and_the_document_of_endoflife_are_taken()
    {
        var excerpt = Path.Combine(AppContext.BaseDirectory, "Files", "endoflife-excerpt.json");
        input = """{"on":"2026-08-22","release":"windows-server/2025","expect":{"usable":["pack-5"]}}""";

        var code = await VerifyAsync("-", "--catalog", excerpt, "--policy", Written("policy.yaml", "format: x/1\n"));

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("policy.yaml:1:9 The format is", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await VerifyAsync("-", "--catalog", excerpt));
    }

    [Theory]
    [InlineData("--catalog")]
    [InlineData("--policy")]
    [InlineData("nowhere.jsonl")]
    public async Task A_file_that_is_not_there_is_told(string option)
    {
        input = Good;
        string[] arguments = option.StartsWith('-') ? ["-", option, "nowhere.jsonl"] : [option];

        Assert.Equal(ExitCode.Usage, await VerifyAsync(arguments));
        Assert.Contains("There is no file 'nowhere.jsonl'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_what_is_taken_for_keys_left_out()
    {
        Assert.Equal(ExitCode.Done, await VerifyAsync("--help"));

        var said = output.ToString();
        Assert.All(
            ["\"break-fix\"", "\"personal\"", "\"none\"", "today", "a full pack", "a year after"],
            word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_thousand_cases_take_seconds()
    {
        input = string.Join('\n', Enumerable.Repeat(Good, 10_000));
        var started = Stopwatch.GetTimestamp();

        Assert.Equal(ExitCode.Done, await VerifyAsync("-"));
        Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < 20);
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private Task<int> VerifyAsync(params string[] arguments) => CommandLine.RunAsync(
        ["coverage", "verify", .. arguments],
        new Surroundings(
            new StringReader(input),
            output,
            error,
            _ => null,
            Path.Combine(folder, "sign-in.json"),
            (_, _) => throw new InvalidOperationException("Nothing is asked of a server."),
            new FakeClock(Instant.FromUtc(2026, 3, 3, 5, 0))),
        TestContext.Current.CancellationToken);
}
