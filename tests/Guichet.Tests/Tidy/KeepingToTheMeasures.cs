using System.Text.RegularExpressions;

namespace Guichet.Tests.Tidy;

/// <summary>The style by the numbers (CONTRIBUTING.md).</summary>
public sealed partial class KeepingToTheMeasures
{
    private const int LongestLine = 120;
    private const int LongestLineOfAPage = 160;
    private const int LongestFile = 400;
    private const int LongestMethod = 60;
    private const int ShortFile = 20;
    private const int MostShortFiles = 30;
    private const int MostParameters = 5;
    private const int MostFiles = 25;
    private const int MostEntriesInTheRoot = 17;

    /// <summary>Folders with one file, and why.</summary>
    private static readonly Dictionary<string, string> MayStandAlone = new()
    {
        ["src/Guichet/Policies"] = "the policy gathers what the other capabilities define",
        ["src/Guichet.Server/Printing/Fonts"] = "fonts, and whose they are",
        ["src/Guichet.Server/Policies/Data"] = "what is shipped",
    };

    /// <summary>Folders whose files are one list of equals, where parting them would hide them.</summary>
    private static readonly Dictionary<string, string> MayBeLarge = new()
    {
        ["src/Guichet.Server/Shell/Components"] = "one component a file, one row in the guide beside it",
        ["src/Guichet.Server/Shell"] = "layouts and what every page shares",
        ["src/Guichet.Server/Accounts"] = "one operation a file",
        ["src/Guichet.Server/Incidents"] = "one operation a file",
        ["src/Guichet.Server/Storage/Migrations/sqlite"] = "grows with each release",
        ["src/Guichet.Server/Storage/Migrations/postgres"] = "grows with each release",
        ["src/Guichet.Server/Mail"] = "the mails of one capability a file",
        ["docs/decisions"] = "one decision a page",
        ["src/Guichet.Cli"] = "the commands of one capability a file",
    };

    [Fact]
    public void Lines_are_short_enough_to_be_read_side_by_side()
    {
        var tooLong =
            from file in Sources.All
            where file.Is(".cs") || file.Is(".razor")
            let limit = file.Is(".cs") ? LongestLine : LongestLineOfAPage
            from line in file.Lines.Index()
            where line.Item.Length > limit
            select $"{file.Path}:{line.Index + 1} has {line.Item.Length} characters";
        Findings.None(tooLong);
    }

    [Fact]
    public void Files_say_one_thing() =>
        Findings.None(Sources.All
            .Where(file => file.Is(".cs") && file.Lines.Length > LongestFile)
            .Select(file => $"{file.Path} has {file.Lines.Length} lines"));

    [Fact]
    public void Methods_fit_on_a_screen()
    {
        var methods = Sources.All.Where(file => file.Is(".cs")).SelectMany(Members.MethodsOf).ToList();

        Assert.True(methods.Count > 500, $"Only {methods.Count} methods were found.");
        Findings.None(methods
            .Where(method => method.Length > LongestMethod)
            .Select(method => $"{method.Path}:{method.Line} has {method.Length} lines: {method.Head}"));
    }

    [Fact]
    public void Few_files_are_crumbs()
    {
        var files = Sources.Code("src").ToList();
        var crumbs = files.Count(file => file.Lines.Length <= ShortFile);
        Assert.True(crumbs * 100 < files.Count * MostShortFiles, $"{crumbs} of {files.Count} files are crumbs.");
    }

    [Fact]
    public void Constructors_ask_for_few_things()
    {
        var greedy =
            from file in Sources.Code("src")
            from Match type in ClassWithParameters().Matches(file.Text)
            let parameters = Generic().Replace(type.Groups["parameters"].Value, "").Split(',').Length
            where parameters > MostParameters
            select type.Groups["name"].Value;

        // OutboxDelivery: clock, options and log come to what it needs to claim, compose and send.
        Assert.Equal(["OutboxDelivery"], greedy);
    }

    [Fact]
    public void Folders_hold_neither_one_file_nor_a_crowd()
    {
        var folders = Sources.All
            .Where(file => file.Folder.Length > 0 && !WordsOfPages().IsMatch(file.Path))
            .GroupBy(file => file.Folder)
            .ToDictionary(folder => folder.Key, folder => folder.Count());
        var alone = folders.Where(folder => folder.Value == 1 && !HasFolders(folder.Key)).Select(folder => folder.Key);
        var crowded = folders.Where(folder => folder.Value > MostFiles).Select(folder => folder.Key);

        Findings.None(alone.Where(folder => !MayStandAlone.ContainsKey(folder) && !IsNamedForAnother(folder)));
        Findings.None(crowded.Where(folder => !MayBeLarge.ContainsKey(folder)));

        // A capability with one page, and tests in the folder of what they test.
        static bool IsNamedForAnother(string folder) =>
            folder.EndsWith("/Portal", StringComparison.Ordinal)
            || folder.EndsWith("/Desk", StringComparison.Ordinal)
            || folder.StartsWith("tests/", StringComparison.Ordinal);

        bool HasFolders(string folder) =>
            folders.Keys.Any(other => other.StartsWith(folder + "/", StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_are_named_by_what_is_in_them()
    {
        string[] forbidden =
        [
            "Common", "Shared", "Helpers", "Utils", "Utilities", "Services", "Managers", "Models", "Interfaces",
            "Extensions",
        ];
        Findings.None(Sources.All
            .SelectMany(file => file.Folder.Split('/').Intersect(forbidden, StringComparer.OrdinalIgnoreCase))
            .Distinct());
    }

    [Fact]
    public void The_root_is_taken_in_at_a_glance()
    {
        // What the version control does not keep is nobody's to look at.
        string[] ours = [".ci", ".editorconfig", ".gitignore", ".config"];
        var entries = new DirectoryInfo(Sources.Root).EnumerateFileSystemInfos()
            .Select(entry => entry.Name)
            .Where(name => ours.Contains(name)
                || !(name.StartsWith('.') || name is "artifacts" or "data" or "TestResults"))
            .ToList();
        Assert.True(entries.Count <= MostEntriesInTheRoot, string.Join(' ', entries));
    }

    [Fact]
    public void Interfaces_have_more_than_one_implementation()
    {
        var code = Sources.Code("src").ToList();
        var interfaces = code
            .SelectMany(file => InterfaceHead().Matches(file.Text))
            .Select(match => match.Groups["name"].Value);
        var lonely = interfaces.Where(name =>
            code.Sum(file => Regex.Count(file.Text, $@"(class|record) [^{{;]*:[^{{;]*\b{name}\b")) < 2);

        // IWrite: its one implementation is generic, and the queue holds it for every type.
        Assert.Equal(["IWrite"], lonely);
    }

    [Fact]
    public void Nothing_is_left_to_do_without_a_number() =>
        Findings.None(
            from file in Sources.All
            where !file.Is(".md") && !file.Path.Contains("/Tidy/", StringComparison.Ordinal)
            from line in file.Lines.Index()
            where LeftToDo().IsMatch(line.Item)
            select $"{file.Path}:{line.Index + 1}");

    [GeneratedRegex(@"\bclass (?<name>\w+)(?:<[^>]*>)?\s*\((?<parameters>[^)]*)\)")]
    private static partial Regex ClassWithParameters();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Generic();

    [GeneratedRegex(@"/Texts\.\w+\.json$")]
    private static partial Regex WordsOfPages();

    [GeneratedRegex(@"\binterface (?<name>I[A-Z]\w+)")]
    private static partial Regex InterfaceHead();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?! #\d)")]
    private static partial Regex LeftToDo();
}
