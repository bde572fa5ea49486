using System.Globalization;
using System.Text.Json;
using Guichet.Client;
using Spectre.Console;

namespace Guichet.Cli;

/// <summary>Answers: tables and lines for people, JSON for programs.</summary>
internal sealed class Screen(TextWriter output, bool json)
{
    private static readonly JsonSerializerOptions Indented = new(GuichetClient.Json) { WriteIndented = true };

    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(output),
        Ansi = output == Console.Out && !Console.IsOutputRedirected ? AnsiSupport.Detect : AnsiSupport.No,
    });

    /// <summary>The answer itself in JSON, or what is written for people.</summary>
    public void Show<T>(T answer, Action<T> forPeople)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(answer, Indented));
        }
        else
        {
            forPeople(answer);
        }
    }

    public void Line(string text = "") => output.WriteLine(text);

    public void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns([.. columns.Select(Markup.Escape)]);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    public static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>In the zone of this machine.</summary>
    public static string Moment(DateTimeOffset? at) =>
        at?.ToLocalTime().ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "-";

    public static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    /// <summary>As the API writes it: <c>not-offered</c>.</summary>
    public static string Word(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
