using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Guichet.Tests.Tidy;

/// <summary>A rule without a test is a rule that does not work.</summary>
public sealed partial class NamingTheRules
{
    [Fact]
    public void Rules_that_no_test_shows_are_known_by_name()
    {
        var shown = Shown();
        var missing = string.Concat(Rules().Where(rule => !shown.Contains(rule.Number))
            .Select(rule => $"{rule.Number} {rule.Says}\n"));

        Assert.Equal(Approved(), missing);
    }

    [Fact]
    public void Tests_name_rules_that_there_are() =>
        Findings.None(Shown().Except(Rules().Select(rule => rule.Number)));

    private static List<(string Number, string Says)> Rules() =>
    [
        .. Sources.Find("docs/reference/rules.md").Lines
            .Select(line => RuleLine().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups["number"].Value, match.Groups["says"].Value)),
    ];

    private static HashSet<string> Shown() =>
    [
        .. Sources.Code("tests")
            .SelectMany(file => Trait().Matches(file.Text))
            .Select(match => match.Groups["number"].Value),
    ];

    private static string Approved([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "rules-without-tests.approved.txt"))
            .ReplaceLineEndings("\n");

    [GeneratedRegex(@"^\| (?<number>R\d+) \| (?<says>.*) \|$")]
    private static partial Regex RuleLine();

    [GeneratedRegex("""Trait\("Rule", "(?<number>R\d+)"\)""")]
    private static partial Regex Trait();
}
