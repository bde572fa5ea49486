namespace Guichet.Tests.Tidy;

internal static class Findings
{
    /// <summary>Fails with everything that was found, a line each.</summary>
    public static void None(IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        if (all.Count > 0)
        {
            Assert.Fail($"{all.Count} found:\n{string.Join('\n', all)}");
        }
    }
}
