using System.Globalization;

namespace Guichet.Benchmarks;

/// <summary>What was chosen on the command line: <c>--name value</c>, or <c>--name</c> for a switch.</summary>
internal sealed class Choices
{
    private readonly Dictionary<string, string> chosen = [];

    public Choices(IEnumerable<string> arguments)
    {
        string? name = null;
        foreach (var argument in arguments)
        {
            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                name = argument[2..];
                chosen[name] = "";
            }
            else if (name is not null)
            {
                chosen[name] = argument;
                name = null;
            }
            else
            {
                throw new ArgumentException($"'{argument}' belongs to no option.");
            }
        }
    }

    public bool Has(string name) => chosen.ContainsKey(name);

    public string Text(string name, string fallback) => chosen.GetValueOrDefault(name, fallback);

    public int Number(string name, int fallback, int most)
    {
        if (!chosen.TryGetValue(name, out var text))
        {
            return fallback;
        }

        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"--{name} is a number from 1 to {most}.");
    }

    /// <summary>The databases to run on.</summary>
    public IReadOnlyList<string> Providers() => Text("provider", "both") switch
    {
        "both" => ["sqlite", "postgres"],
        "sqlite" => ["sqlite"],
        "postgres" => ["postgres"],
        var other => throw new ArgumentException($"--provider is sqlite, postgres or both, not '{other}'."),
    };
}
