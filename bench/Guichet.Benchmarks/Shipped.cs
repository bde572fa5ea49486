namespace Guichet.Benchmarks;

/// <summary>The files that lie in this program.</summary>
internal static class Shipped
{
    public static string Text(string name)
    {
        using var stream = typeof(Shipped).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no {name} in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
