using Guichet.Server.Shell;
using SkiaSharp;
using Cell = (string Text, float Start, float Share, bool IsNumber, Guichet.Server.Printing.TextStyle Style);

namespace Guichet.Server.Printing;

/// <summary>
/// A document for paper: blocks that flow down the pages in the order in which they are added, and the same head and
/// foot on each. Its text can be selected, searched and read by machines. The words are the caller's, in the reader's
/// language; only "Page 1 of 2" is its own.
/// </summary>
internal sealed class PrintedDocument : IDisposable
{
    private const float Margin = 48;
    private const float Gap = 8;
    private readonly Lettering letters = new();
    private readonly List<List<Action<SKCanvas>>> pages = [];
    private readonly Texts texts;
    private readonly PaperSize paper;
    private readonly string title;
    private readonly string issuer;
    private float y;

    /// <summary>An empty document with its title at the top.</summary>
    /// <param name="texts">Of the reader's language.</param>
    /// <param name="paper">What it is printed on.</param>
    /// <param name="title">What it is, and its number where it has one.</param>
    /// <param name="issuer">Whose document it is; at the head of each page.</param>
    public PrintedDocument(Texts texts, PaperSize paper, string title, string issuer)
    {
        (this.texts, this.paper, this.title, this.issuer) = (texts, paper, title, issuer);
        TurnPage();
        Put(title, TextStyle.Title);
        y += Gap;
    }

    /// <summary>A line at the foot of each page.</summary>
    public string Foot { get; init; } = "";

    /// <summary>How many there are up to now.</summary>
    public int Pages => pages.Count;

    private float Right => paper.Width - Margin;

    private float Width => paper.Width - (2 * Margin);

    private float Bottom => paper.Height - Margin - Gap;

    /// <summary>A heading, which stays with the line that follows.</summary>
    public void Heading(string text)
    {
        y += Gap;
        MakeRoom(letters.LineHeight(TextStyle.Heading) + (2 * letters.LineHeight(TextStyle.Body)));
        Put(text, TextStyle.Heading);
        y += Gap / 2;
    }

    /// <summary>A text over the whole width; a line feed begins a new line.</summary>
    public void Paragraph(string text, TextStyle style = TextStyle.Body)
    {
        Put(text, style);
        y += Gap;
    }

    /// <summary>A text of several styles, set in from the margin.</summary>
    public void Passage(IEnumerable<PrintedRun> runs, PrintedPlace place)
    {
        var (left, mark) = (Margin + place.Left, place.Mark);
        foreach (var line in letters.Lines(runs, Width - place.Left))
        {
            var height = line.Select(run => run.Style).DefaultIfEmpty(TextStyle.Body).Max(letters.LineHeight);
            MakeRoom(height);
            foreach (var rule in place.Rules.Select(rule => Margin + rule))
            {
                var (over, under) = (new SKPoint(rule, y + 3), new SKPoint(rule, y + height + 3));
                pages[^1].Add(canvas => Lettering.DrawRule(canvas, over, under));
            }

            y += height;
            Draw(mark, TextStyle.Body, left - Gap, y, toTheLeft: true);
            mark = "";
            var x = left;
            foreach (var run in line)
            {
                Draw(run.Text, run.Style, x, y, toTheLeft: false);
                x += letters.WidthOf(run);
            }
        }

        y += Gap / 2;
    }

    /// <summary>Parts what follows from what came before.</summary>
    public void Space() => y += Gap / 2;

    /// <summary>A rule over the whole width.</summary>
    public void Rule()
    {
        MakeRoom(2 * Gap);
        y += Gap;
        var at = y;
        pages[^1].Add(canvas => Lettering.DrawRule(canvas, Margin, Right, at));
        y += Gap;
    }

    /// <summary>Facts one below the other: what each is, and what it says.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts)
    {
        foreach (var (name, value) in facts)
        {
            Row([(name, 0, 0.3f, false, TextStyle.Soft), (value, 0.3f, 0.7f, false, TextStyle.Body)]);
        }

        y += Gap;
    }

    /// <summary>Two blocks beside each other, as seller and buyer, each under what it is; a line feed begins a new
    /// line.</summary>
    public void SideBySide((string Title, string Text) left, (string Title, string Text) right)
    {
        Row([(left.Title, 0, 0.48f, false, TextStyle.Soft), (right.Title, 0.52f, 0.48f, false, TextStyle.Soft)]);
        Row([(left.Text, 0, 0.48f, false, TextStyle.Body), (right.Text, 0.52f, 0.48f, false, TextStyle.Body)]);
        y += Gap;
    }

    /// <summary>A table over the whole width; its head comes again on each page, and a row is never parted.</summary>
    public void Table(IReadOnlyList<PrintedColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = columns.Sum(column => column.Share);
        var starts = columns.Select((_, i) => columns.Take(i).Sum(column => column.Share) / all).ToArray();
        Cell[] Cells(IReadOnlyList<string> texts, TextStyle style) => [.. columns.Select((column, i) =>
            (texts[i], starts[i], column.Share / all, column.IsNumber, style))];

        var head = Cells([.. columns.Select(column => column.Head)], TextStyle.Strong);
        Row(head, ruled: true);
        foreach (var row in rows)
        {
            var cells = Cells(row, TextStyle.Body);
            if (MakeRoom(HeightOf(cells)))
            {
                Row(head, ruled: true);
            }

            Row(cells, ruled: true);
        }

        y += Gap;
    }

    /// <summary>Sums at the right edge below a table, kept together; the last is the strong one.</summary>
    public void Totals(IReadOnlyList<(string Name, string Value)> sums)
    {
        MakeRoom(sums.Count * (letters.LineHeight(TextStyle.Body) + (Gap / 2)));
        for (var i = 0; i < sums.Count; i++)
        {
            var style = i == sums.Count - 1 ? TextStyle.Strong : TextStyle.Body;
            Row([(sums[i].Name, 0.3f, 0.45f, true, style), (sums[i].Value, 0.75f, 0.25f, true, style)]);
        }

        y += Gap;
    }

    /// <summary>The document, in the form for archives (PDF/A).</summary>
    /// <param name="madeAt">The date that the file carries.</param>
    public byte[] ToPdf(Instant madeAt)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
        {
            Title = title,
            Author = issuer,
            Creator = "Guichet",
            Creation = madeAt.ToDateTimeUtc(),
            Modified = madeAt.ToDateTimeUtc(),
            PdfA = true,
        }))
        {
            for (var number = 1; number <= pages.Count; number++)
            {
                var canvas = document.BeginPage(paper.Width, paper.Height);
                pages[number - 1].ForEach(draw => draw(canvas));
                DrawHeadAndFoot(canvas, number);
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    public void Dispose() => letters.Dispose();

    private void DrawHeadAndFoot(SKCanvas canvas, int number)
    {
        var head = Margin - Gap;
        letters.Draw(canvas, issuer, TextStyle.Soft, Margin, head, toTheLeft: false);
        if (number > 1)
        {
            letters.Draw(canvas, title, TextStyle.Soft, Right, head, toTheLeft: true);
        }

        var foot = paper.Height - Margin + Gap;
        Lettering.DrawRule(canvas, Margin, Right, foot - letters.LineHeight(TextStyle.Soft));
        letters.Draw(canvas, Foot, TextStyle.Soft, Margin, foot, toTheLeft: false);
        var page = texts.Get("print.page", ("page", number), ("pages", pages.Count));
        letters.Draw(canvas, page, TextStyle.Soft, Right, foot, toTheLeft: true);
    }

    private void TurnPage()
    {
        pages.Add([]);
        y = Margin + Gap;
    }

    /// <summary>Whether a new page was begun for it.</summary>
    private bool MakeRoom(float height)
    {
        if (y + height <= Bottom)
        {
            return false;
        }

        TurnPage();
        return true;
    }

    private void Put(string text, TextStyle style)
    {
        foreach (var line in letters.Lines(text, style, Width))
        {
            MakeRoom(letters.LineHeight(style));
            y += letters.LineHeight(style);
            Draw(line, style, Margin, y, toTheLeft: false);
        }
    }

    private void Row(IReadOnlyList<Cell> cells, bool ruled = false)
    {
        var height = HeightOf(cells);
        MakeRoom(height);
        foreach (var cell in cells)
        {
            var x = Margin + ((cell.IsNumber ? cell.Start + cell.Share : cell.Start) * Width);
            var baseline = y;
            foreach (var line in LinesOf(cell))
            {
                baseline += letters.LineHeight(cell.Style);
                Draw(line, cell.Style, x, baseline, cell.IsNumber);
            }
        }

        y += height;
        if (ruled)
        {
            var under = y;
            pages[^1].Add(canvas => Lettering.DrawRule(canvas, Margin, Right, under));
        }
    }

    private float HeightOf(IReadOnlyList<Cell> cells) =>
        cells.Max(cell => LinesOf(cell).Count * letters.LineHeight(cell.Style)) + (Gap / 2);

    private IReadOnlyList<string> LinesOf(Cell cell) =>
        letters.Lines(cell.Text, cell.Style, (cell.Share * Width) - (cell.IsNumber ? 0 : Gap));

    private void Draw(string line, TextStyle style, float x, float baseline, bool toTheLeft) =>
        pages[^1].Add(canvas => letters.Draw(canvas, line, style, x, baseline, toTheLeft));
}
