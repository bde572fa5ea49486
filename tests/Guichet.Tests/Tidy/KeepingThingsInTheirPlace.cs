using System.Text.RegularExpressions;

namespace Guichet.Tests.Tidy;

/// <summary>What may stand in a few places only.</summary>
public sealed partial class KeepingThingsInTheirPlace
{
    [Fact]
    public void Only_storage_saves() =>
        Findings.None(Places(Saving(), Sources.CodeAndPages("src")
            .Where(file => !file.IsIn("src/Guichet.Server/Storage"))));

    [Fact]
    public void Only_where_the_process_meets_the_world_is_something_caught()
    {
        string[] open =
        [
            "src/Guichet.Server/Storage", "src/Guichet.Server/Hosting", "src/Guichet.Server/Mail",
            "src/Guichet.Server/Payments", "src/Guichet.Server/Upkeep/Fetching", "src/Guichet.Server/Contents",
            "src/Guichet.Server/Webhooks",
            "src/Guichet.Cli", "src/Guichet.Client", "src/Guichet.Files/Syntax",
        ];
        Findings.None(Places(Catching(), Sources.CodeAndPages("src").Where(file =>
            !open.Any(file.IsIn) && file.Path != "src/Guichet.Server/Incidents/MessageMarkdown.cs")));
    }

    [Fact]
    public void Only_the_clock_handed_in_is_read() =>
        Findings.None(Places(TheClockOnTheWall(), Sources.CodeAndPages("src")
            .Where(file => file.Path is not (
                "src/Guichet.Server/Storage/StorageModule.cs" or "src/Guichet.Cli/Surroundings.cs"))));

    [Fact]
    public void Tests_do_not_sleep() =>
        Findings.None(Places(Sleeping(), Sources.Code("tests").Where(file => !file.IsIn("tests/Guichet.Tests/Tidy"))));

    [Fact]
    public void Pages_and_endpoints_write_nothing_themselves() =>
        Findings.None(Places(Writing(), Sources.CodeAndPages("src/Guichet.Server").Where(file =>
            file.Is("Endpoints.cs") || file.Path.Split('/') is [_, _, _, "Portal" or "Desk", ..])));

    [Fact]
    public void Pages_carry_no_style_and_no_script() =>
        Findings.None(Places(StyleOrScript(), Sources.All.Where(file => file.Is(".razor"))));

    [Fact]
    public void Words_on_the_wire_are_those_of_the_rules()
    {
        var rules = typeof(Result<>).Assembly.GetTypes().Where(type => type.IsEnum).ToLookup(type => type.Name);
        var wire = typeof(Client.GuichetClient).Assembly.GetTypes()
            .Where(type => type is { IsEnum: true, IsPublic: true });
        var pairs = wire
            .SelectMany(type => rules[type.Name].Select(rule => (Wire: type, Rule: rule)))
            .ToList();

        Assert.True(pairs.Count >= 4, "The wire has fewer words in common with the rules than it must.");
        Assert.All(pairs, pair => Assert.Equal(Enum.GetNames(pair.Rule), Enum.GetNames(pair.Wire)));
    }

    private static IEnumerable<string> Places(Regex wrong, IEnumerable<SourceFile> files) =>
        from file in files
        let text = file.Is(".cs") ? Members.WithoutTexts(file.Text) : RazorComment().Replace(file.Text, "")
        from Match match in wrong.Matches(text)
        select $"{file.Path}:{text.AsSpan(0, match.Index).Count('\n') + 1} {match.Value}";

    [GeneratedRegex(@"\bSaveChanges(Async)?\b")]
    private static partial Regex Saving();

    [GeneratedRegex(@"\bcatch\b")]
    private static partial Regex Catching();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bSystemClock\b|\bTimeProvider\.System\b")]
    private static partial Regex TheClockOnTheWall();

    [GeneratedRegex(@"\bThread\.Sleep\b")]
    private static partial Regex Sleeping();

    [GeneratedRegex(@"\b(UnitOfWork|ExecuteUpdateAsync|ExecuteDeleteAsync|database\.(Add|AddRange|Remove|Update)\()")]
    private static partial Regex Writing();

    [GeneratedRegex("""<style\b|\sstyle="|\son(click|change|submit|input|load)="|<script>""")]
    private static partial Regex StyleOrScript();

    [GeneratedRegex(@"@\*[\s\S]*?\*@")]
    private static partial Regex RazorComment();
}
