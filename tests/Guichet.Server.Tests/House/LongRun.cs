using System.Globalization;

namespace Guichet.Server.Tests;

/// <summary>How much the tests that draw their cases at random do: a little each time, much with <c>GUICHET_LONG=1</c>;
/// and from which seed, so that what failed is run again with <c>GUICHET_SEED</c>.</summary>
internal static class LongRun
{
    public static int Times(int usually, int inTheLongRun) =>
        Environment.GetEnvironmentVariable("GUICHET_LONG") == "1" ? inTheLongRun : usually;

    /// <summary>Drawn, or the one named; written into the test's output.</summary>
    public static int Seed()
    {
        var seed = Environment.GetEnvironmentVariable("GUICHET_SEED") is { Length: > 0 } named
            ? int.Parse(named, CultureInfo.InvariantCulture)
            : Random.Shared.Next(1, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"GUICHET_SEED={seed}");
        return seed;
    }
}
