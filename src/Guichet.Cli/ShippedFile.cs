namespace Guichet.Cli;

/// <summary>What a fresh installation starts with, carried in the program.</summary>
internal static class ShippedFile
{
    public static string Catalog => Text("catalog.json");

    public static string Policy => Text("policy.yaml");

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(ShippedFile).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
