using System.Globalization;

namespace Guichet.Benchmarks.Load;

/// <summary>What came of one round.</summary>
/// <param name="PerSecond">Incidents opened in a second.</param>
/// <param name="Milliseconds">How long each took, sorted.</param>
/// <param name="Errors">Answers other than "opened".</param>
internal sealed record Round(double PerSecond, double[] Milliseconds, int Errors)
{
    public double Percentile(double share) => Milliseconds.Length == 0
        ? double.NaN
        : Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * share))];
}

internal static class Figures
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static void PrintHead() => Print(
        $"{"",-42}{"per s",9}{"lowest..highest",19}{"p50 ms",9}{"p95 ms",9}{"p99 ms",9}{"errors",8}");

    /// <summary>One line of the table: medians over the rounds.</summary>
    public static void PrintRounds(string what, IReadOnlyList<Round> rounds)
    {
        double Middle(double share) => rounds.Select(round => round.Percentile(share)).Median();
        var rates = rounds.Select(round => round.PerSecond).ToList();
        var range = string.Create(CultureInfo.InvariantCulture, $"{rates.Min():0}..{rates.Max():0}");
        var errors = rounds.Sum(round => round.Errors);
        Print(
            $"{what,-42}{rates.Median(),9:0}{range,19}",
            $"{Middle(0.5),9:0.00}{Middle(0.95),9:0.00}{Middle(0.99),9:0.00}{errors,8}");
    }

    /// <summary>A line, of several pieces or one, in the one notation of the tables.</summary>
    public static void Print(params FormattableString[] line) =>
        Console.WriteLine(string.Concat(line.Select(FormattableString.Invariant)));
}
