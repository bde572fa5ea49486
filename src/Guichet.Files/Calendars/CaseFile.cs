using Guichet.Files.Syntax;

namespace Guichet.Files.Calendars;

/// <summary>What came of one line of a case file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Id">The case's own name for itself; empty where it has none.</param>
/// <param name="Difference">One English sentence on what is not as it should be, a line that is not a case among them;
/// null: passed.</param>
public sealed record CaseOutcome(int Line, string Id, string? Difference);

/// <summary>Business time proved by cases: one JSON object a line, each with its calendar and what should come of it.
/// The keys are explained in <c>docs/reference/calendars.md</c>.</summary>
public static class CaseFile
{
    /// <summary>The outcome of each line, in order, as they are read; empty lines are passed over.</summary>
    public static IEnumerable<CaseOutcome> Verify(TextReader lines)
    {
        var reader = new CaseReader();
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line.TrimStart('\uFEFF')))
            {
                yield return Verify(line, number, reader);
            }
        }
    }

    private static CaseOutcome Verify(string line, int number, CaseReader reader)
    {
        var mistakes = new MistakeLog();
        var read = JsonSyntax.Parse(line, mistakes) is { } node ? reader.Read(node, mistakes) : ("", null);
        var difference = mistakes.Count == 0
            ? read.Case!.Difference()
            : "is not a case: " + string.Join(' ', mistakes.InOrder().Select(mistake =>
                $"column {mistake.Column}: {mistake.Message} ({mistake.Code})"));
        return new(number, read.Id, difference);
    }
}
