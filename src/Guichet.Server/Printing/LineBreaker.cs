using SkiaSharp;

namespace Guichet.Server.Printing;

/// <summary>Words in one style, within a text of several.</summary>
internal sealed record PrintedRun(string Text, TextStyle Style);

/// <summary>Puts words into lines: broken at spaces and line feeds, and within a word only where the word alone is too
/// wide. It takes time by the length of the text, whatever stands in it.</summary>
internal sealed class LineBreaker
{
    /// <summary>More letters than a line of paper holds, so that a word without end is not measured to its end for each
    /// line.</summary>
    private const int MostOnLine = 1_000;

    private readonly Func<TextStyle, SKFont> font;
    private readonly float width;
    private readonly List<List<PrintedRun>> lines = [[]];
    private readonly List<PrintedRun> word = [];
    private TextStyle? space;
    private float used;

    private LineBreaker(Func<TextStyle, SKFont> font, float width) => (this.font, this.width) = (font, width);

    /// <summary>The lines, none wider than that where its letters allow it.</summary>
    public static IReadOnlyList<IReadOnlyList<PrintedRun>> Break(
        IEnumerable<PrintedRun> runs, Func<TextStyle, SKFont> font, float width)
    {
        var breaker = new LineBreaker(font, width);
        foreach (var run in runs)
        {
            breaker.Take(run);
        }

        breaker.EndWord();
        return breaker.lines;
    }

    /// <summary>A word goes on where the next run begins without a space.</summary>
    private void Take(PrintedRun run)
    {
        var begin = 0;
        for (var at = run.Text.AsSpan().IndexOfAny(' ', '\n'); at >= 0;)
        {
            AddToWord(run, begin, at);
            EndWord();
            if (run.Text[at] == '\n')
            {
                TurnLine();
            }
            else
            {
                space = run.Style;
            }

            begin = at + 1;
            var next = run.Text.AsSpan(begin).IndexOfAny(' ', '\n');
            at = next < 0 ? -1 : begin + next;
        }

        AddToWord(run, begin, run.Text.Length);
    }

    private void AddToWord(PrintedRun run, int begin, int end)
    {
        if (end > begin)
        {
            word.Add(run with { Text = run.Text[begin..end] });
        }
    }

    private void EndWord()
    {
        if (word.Count == 0)
        {
            return;
        }

        var before = used > 0 && space is { } style ? new PrintedRun(" ", style) : null;
        if (used > 0 && used + WidthOf(before) + word.Sum(WidthOf) > width)
        {
            TurnLine();
            before = null;
        }

        if (before is not null)
        {
            Put(before);
        }

        word.ForEach(PutBroken);
        word.Clear();
        space = null;
    }

    private void PutBroken(PrintedRun part)
    {
        var text = part.Text;
        while (text.Length > MostOnLine || used + WidthOf(part with { Text = text }) > width)
        {
            var fits = font(part.Style).BreakText(text.AsSpan(0, Math.Min(text.Length, MostOnLine)), width - used);
            fits = Math.Clamp(fits, used > 0 ? 0 : 1, text.Length);
            if (fits > 0 && fits < text.Length && char.IsHighSurrogate(text[fits - 1]))
            {
                fits += fits > 1 || used > 0 ? -1 : 1;
            }

            Put(part with { Text = text[..fits] });
            text = text[fits..];
            if (text.Length == 0)
            {
                return;
            }

            TurnLine();
        }

        Put(part with { Text = text });
    }

    private void Put(PrintedRun run)
    {
        var line = lines[^1];
        used += WidthOf(run);
        if (line.Count > 0 && line[^1].Style == run.Style)
        {
            line[^1] = run with { Text = line[^1].Text + run.Text };
        }
        else if (run.Text.Length > 0)
        {
            line.Add(run);
        }
    }

    private void TurnLine()
    {
        lines.Add([]);
        (used, space) = (0, null);
    }

    private float WidthOf(PrintedRun? run) => run is null ? 0 : font(run.Style).MeasureText(run.Text);
}
