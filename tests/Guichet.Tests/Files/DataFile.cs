namespace Guichet.Tests.Files;

/// <summary>The files that stand beside the tests once they are built.</summary>
internal static class DataFile
{
    public static string Text(string name) => File.ReadAllText(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Files"), name, SearchOption.AllDirectories)
            .Single());
}
