using System.Text.Json;
using System.Text.RegularExpressions;
using Guichet.Coverage;

namespace Guichet.Tests.Tidy;

/// <summary>Every "no" is documented, and worded in both languages.</summary>
public sealed partial class NamingRefusals
{
    /// <summary>Never the answer to a request: only the check of a file, or of all ledgers, comes upon them, and says
    /// them with their place.</summary>
    private static readonly string[] WithoutSentence =
        ["books.", "calendar.", "ledger.", "response.budget-negative", "response.unknown-calendar"];

    [Fact]
    public void Every_code_is_documented_and_every_documented_code_exists()
    {
        var documented = Documented();

        Assert.True(documented.Count > 50);
        Findings.None(InCode().Except(documented));
        Findings.None(documented.Except(InCode()));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Every_code_has_its_sentence(string language)
    {
        var texts = Sources.All
            .Where(file => file.IsIn("src/Guichet.Server") && file.Is($"/Texts.{language}.json"))
            .SelectMany(file => JsonDocument.Parse(file.Text).RootElement.EnumerateObject())
            .Select(text => text.Name)
            .ToHashSet();

        Assert.NotEmpty(texts);
        Findings.None(InCode()
            .Where(code => !WithoutSentence.Any(prefix => code.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(code => !texts.Contains($"refusal.{code}")));
        Findings.None(CoverageReasons().Where(code => !texts.Contains($"reason.{code}")));
    }

    private static HashSet<string> InCode() =>
    [
        .. Sources.CodeAndPages("src")
            .Where(file => !file.IsIn("src/Guichet.Client") && !file.IsIn("src/Guichet.Cli"))
            .SelectMany(file => Refused().Matches(file.Text))
            .Select(match => match.Groups["code"].Value),
        .. CoverageReasons(),
        "ledger.line-missing", "ledger.totals-wrong", "ledger.hash-wrong",
    ];

    private static IEnumerable<string> CoverageReasons() =>
        typeof(CoverageCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);

    private static HashSet<string> Documented() =>
    [
        .. Sources.Find("docs/reference/refusals.md").Lines
            .Select(line => FirstCell().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["code"].Value),
    ];

    [GeneratedRegex("""
        (Refus(al|e)\(\s*|\["code"\]\s*=\s*)"(?<code>[a-z-]+\.[a-z-]+)"|new\(\s*"(?<code>[a-z-]+\.[a-z-]+)",\s*\$?"[A-Z]
        """)]
    private static partial Regex Refused();

    [GeneratedRegex(@"^\| `(?<code>[a-z-]+\.[a-z-]+)` \|")]
    private static partial Regex FirstCell();
}
