using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guichet.Incidents;

namespace Guichet.Tests.Tidy;

/// <summary>What the documents say of the code is true.</summary>
public sealed partial class KeepingTheDocuments
{
    /// <summary>Added by whoever takes the screenshots.</summary>
    private const string Pictures = "docs/guide/images/";

    [Fact]
    public void Links_lead_somewhere() =>
        Findings.None(
            from file in Sources.All
            where file.Is(".md")
            from Match link in Link().Matches(Fence().Replace(file.Text, ""))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
            let path = Path.GetFullPath(Path.Combine(Sources.Root, file.Folder, target))
            where !target.Contains(Pictures, StringComparison.Ordinal) && !File.Exists(path) && !Directory.Exists(path)
            select $"{file.Path}: {target}");

    [Fact]
    public void The_states_of_an_incident_are_drawn_from_the_code()
    {
        var document = Sources.Find("docs/flows/incident-states.md").Text;

        Assert.Contains(Diagram(), document, StringComparison.Ordinal);
        Assert.Contains(Table(), document, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_dependency_has_its_line_and_its_reason()
    {
        var packages = XDocument.Load(Path.Combine(Sources.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value)
            .ToHashSet();
        var lines = Sources.Find("docs/decisions/0012-dependencies.md").Lines
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet();

        Findings.None(packages.Except(lines));
        Findings.None(lines.Except(packages).Where(line => line is not ("package" or "---")));
    }

    [Fact]
    public void Every_test_that_the_list_of_security_names_is_there()
    {
        var tests = Sources.Code("tests").ToLookup(file => Path.GetFileNameWithoutExtension(file.Path));
        var named = TestName().Matches(Sources.Find("docs/reference/security.md").Text);

        Assert.True(named.Count > 30);
        Findings.None(
            from Match name in named
            where !tests[name.Groups["class"].Value].Any(
                file => file.Text.Contains($" {name.Groups["test"].Value}(", StringComparison.Ordinal))
            select name.Value);
    }

    [Fact]
    public void Every_name_of_the_glossary_is_in_the_code()
    {
        var words = Sources.CodeAndPages("src")
            .SelectMany(file => Word().Matches(file.Text).Select(match => match.Value))
            .ToHashSet();
        var named =
            from line in Sources.Find("docs/glossary.md").Lines
            where line.StartsWith("| ", StringComparison.Ordinal)
            let cells = line.Split('|')
            from Match code in Code().Matches(cells[3])
            from name in code.Groups["code"].Value.Split('.', '/')
            where name.Length > 0 && char.IsUpper(name[0])
            select name;

        Assert.True(named.Count() > 40);
        Findings.None(named.Except(words));
    }

    [Fact]
    public void Every_mistake_in_a_file_is_explained()
    {
        var documents = Sources.Find("docs/reference/policy.md").Text + Sources.Find("docs/reference/catalog.md").Text
            + Sources.Find("docs/reference/calendars.md").Text;
        var codes = Sources.Code("src/Guichet.Files")
            .SelectMany(file => MistakeCode().Matches(file.Text))
            .Select(match => match.Groups["code"].Value)
            .Distinct();

        Assert.True(codes.Count() > 20);
        Findings.None(codes.Where(code => !documents.Contains($"`{code}`", StringComparison.Ordinal)));
    }

    private static string Diagram()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> Submitted: submit (customer)\n");
        var arrows = IncidentTransitions.Table
            .Where(line => line.To is not null)
            .SelectMany(line => line.From.Select(from => (From: from, line.To, line.Act)))
            .GroupBy(arrow => (arrow.From, arrow.To));
        foreach (var arrow in arrows)
        {
            var acts = string.Join(", ", arrow.Select(one => Words(one.Act)));
            text.Append(CultureInfo.InvariantCulture, $"    {arrow.Key.From} --> {arrow.Key.To}: {acts}\n");
        }

        return text.Append("    Closed --> [*]\n```\n").ToString();
    }

    private static string Table()
    {
        var text = new StringBuilder("| act | by | from | to |\n| --- | --- | --- | --- |\n");
        foreach (var line in IncidentTransitions.Table)
        {
            var from = string.Join(", ", line.From.Select(status => Words(status)));
            var to = line.To is { } next ? Words(next) : "stays";
            var ends = line.EndsAs is { } reason ? $": {Words(reason)}" : "";
            text.Append(
                CultureInfo.InvariantCulture, $"| {Words(line.Act)} | {Words(line.By)} | {from} | {to}{ends} |\n");
        }

        return text.ToString();
    }

    /// <summary><c>WaitingOnCustomer</c> as people write it: waiting on customer.</summary>
    private static string Words(Enum word) => Capital().Replace(word.ToString(), " $0").Trim().ToLowerInvariant();

    [GeneratedRegex("`(?<class>[A-Z]\\w+)\\.(?<test>[A-Z]\\w*_\\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```[\\s\\S]*?```")]
    private static partial Regex Fence();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Word();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(
        """  "(?<code>(file|policy|catalog|calendar|case|holidays)\.[a-z-]+)"  """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MistakeCode();
}
