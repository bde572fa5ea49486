using System.Globalization;
using System.Text;

namespace Guichet.Server.Shell;

/// <summary>A file of comma-separated values (RFC 4180) for spreadsheets; the mark at its head tells them that it is
/// UTF-8.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder text = new("\uFEFF");

    /// <summary>One line of cells.</summary>
    public void AddLine(IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quote)).Append("\r\n");

    /// <summary>The answer to a request.</summary>
    public IResult ToResult() => Results.Text(text.ToString(), "text/csv; charset=utf-8", Encoding.UTF8);

    /// <summary>The same under a name of its own, for what is saved once for each of several.</summary>
    public IResult ToResult(string name) =>
        Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", name);

    /// <summary>Quoted where it must be; what somebody typed must not become a formula.</summary>
    private static string Quote(string cell)
    {
        var safe = cell.Length > 0 && cell[0] is '=' or '+' or '@' or '\t' or '\r'
            || (cell is ['-', ..] && !decimal.TryParse(cell, CultureInfo.InvariantCulture, out _))
            ? $"'{cell}"
            : cell;
        return safe.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
