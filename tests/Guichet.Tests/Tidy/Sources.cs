using System.Runtime.CompilerServices;

namespace Guichet.Tests.Tidy;

/// <summary>A file of the repository.</summary>
/// <param name="Path">From the root, with slashes: <c>src/Guichet/Money.cs</c>.</param>
/// <param name="Text">What stands in it, lines ended by <c>\n</c>.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines => Text.Split('\n');

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    /// <summary>The folder below the project: <c>Incidents</c> for <c>src/Guichet.Server/Incidents/Desk/X.razor</c>;
    /// empty for a file that stands at the project's root.</summary>
    public string Capability => Path.Split('/') is [_, _, var capability, _, ..] ? capability : "";

    public bool Is(string ending) => Path.EndsWith(ending, StringComparison.Ordinal);

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}

/// <summary>The repository as it lies on the disk, without what the build makes.</summary>
internal static class Sources
{
    private static readonly HashSet<string> NotOurs =
        [".git", "artifacts", "bin", "obj", "node_modules", "TestResults", "data"];

    private static readonly HashSet<string> Ours = [".cs", ".razor", ".md", ".json", ".sql", ".css", ".js", ".yaml"];

    public static string Root { get; } = FindRoot();

    /// <summary>Texts that people write: code, pages, styles, data and documents.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. new[] { "src", "tests", "bench", "docs", "examples" }
            .Select(folder => new DirectoryInfo(Path.Combine(Root, folder)))
            .Where(folder => folder.Exists)
            .SelectMany(Walk)
            .Concat(new DirectoryInfo(Root).EnumerateFiles("*.md"))
            .Where(file => file.Name != "packages.lock.json" && Ours.Contains(file.Extension))
            .Select(file => new SourceFile(
                Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'),
                File.ReadAllText(file.FullName).ReplaceLineEndings("\n")))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>C# of that folder.</summary>
    public static IEnumerable<SourceFile> Code(string folder) =>
        All.Where(file => file.IsIn(folder) && file.Is(".cs"));

    /// <summary>C# and pages of that folder.</summary>
    public static IEnumerable<SourceFile> CodeAndPages(string folder) =>
        All.Where(file => file.IsIn(folder) && (file.Is(".cs") || file.Is(".razor")));

    public static SourceFile Find(string path) => All.Single(file => file.Path == path);

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder
            .EnumerateDirectories()
            .Where(inner => !NotOurs.Contains(inner.Name))
            .SelectMany(Walk));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new FileInfo(here).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Guichet.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("Guichet.slnx is not above the sources of the tests.");
    }
}
