using SkiaSharp;

namespace Guichet.Server.Printing;

/// <summary>How a text stands on the paper.</summary>
internal enum TextStyle
{
    Body,
    Strong,
    Slanted,
    Code,
    Soft,
    Heading,
    Title,
}

/// <summary>The letters of one document: measures texts, breaks them into lines and draws them. The faces are read once
/// for the program.</summary>
internal sealed class Lettering : IDisposable
{
    private static readonly Lazy<SKTypeface> Regular = new(() => Read("OpenSans-Regular.ttf"));
    private static readonly Lazy<SKTypeface> Semibold = new(() => Read("OpenSans-Semibold.ttf"));
    private static readonly Lazy<SKTypeface> Fixed = new(() => Read("Cousine-Regular.ttf"));
    private static readonly SKColor Black = new(0x1c, 0x1f, 0x24);
    private static readonly SKColor Gray = new(0x5a, 0x62, 0x6e);

    private readonly Dictionary<TextStyle, SKFont> fonts = new()
    {
        [TextStyle.Body] = FontOf(Regular.Value, 9.5f),
        [TextStyle.Strong] = FontOf(Semibold.Value, 9.5f),
        [TextStyle.Slanted] = FontOf(Regular.Value, 9.5f, slant: -0.2f),
        [TextStyle.Code] = FontOf(Fixed.Value, 8.5f),
        [TextStyle.Soft] = FontOf(Regular.Value, 8),
        [TextStyle.Heading] = FontOf(Semibold.Value, 12),
        [TextStyle.Title] = FontOf(Semibold.Value, 20),
    };

    private readonly SKPaint black = new() { Color = Black, IsAntialias = true };
    private readonly SKPaint gray = new() { Color = Gray, IsAntialias = true };

    /// <summary>From one line to the next.</summary>
    public float LineHeight(TextStyle style) => fonts[style].Size * 1.4f;

    /// <summary>The text in lines that are no wider than that: broken at spaces and where it says so, and within a word
    /// only where the word alone is too wide. Spaces that do not break stay.</summary>
    public IReadOnlyList<string> Lines(string text, TextStyle style, float width) =>
        [.. Lines([new(text, style)], width).Select(line => string.Concat(line.Select(run => run.Text)))];

    /// <summary>The same for a text of several styles.</summary>
    public IReadOnlyList<IReadOnlyList<PrintedRun>> Lines(IEnumerable<PrintedRun> runs, float width) =>
        LineBreaker.Break(runs.Select(run => run with { Text = Printable(run.Text) }), style => fonts[style], width);

    /// <summary>How wide the run is on one line.</summary>
    public float WidthOf(PrintedRun run) => fonts[run.Style].MeasureText(run.Text);

    /// <summary>Draws one line; its letters stand on <paramref name="baseline"/>.</summary>
    public void Draw(SKCanvas canvas, string line, TextStyle style, float x, float baseline, bool toTheLeft) =>
        canvas.DrawText(
            Printable(line),
            x,
            baseline,
            toTheLeft ? SKTextAlign.Right : SKTextAlign.Left,
            fonts[style],
            style == TextStyle.Soft ? gray : black);

    /// <summary>Draws a thin rule.</summary>
    public static void DrawRule(SKCanvas canvas, float left, float right, float y) =>
        DrawRule(canvas, new SKPoint(left, y), new SKPoint(right, y));

    /// <summary>The same from one point to another.</summary>
    public static void DrawRule(SKCanvas canvas, SKPoint from, SKPoint to)
    {
        using var thin = new SKPaint { Color = Gray, StrokeWidth = 0.5f };
        canvas.DrawLine(from, to, thin);
    }

    public void Dispose()
    {
        foreach (var font in fonts.Values)
        {
            font.Dispose();
        }

        black.Dispose();
        gray.Dispose();
    }

    /// <summary>Without what has no shape of its own: the narrow space of French becomes the wide one.</summary>
    private static string Printable(string text) => string.Concat(text.Select(letter => letter switch
    {
        '\n' => letter,
        '\u202f' => '\u00a0',
        _ when char.IsControl(letter) => ' ',
        _ => letter,
    }));

    /// <summary>As paper needs it: letters stand where they belong, not at whole points of a screen.</summary>
    private static SKFont FontOf(SKTypeface face, float size, float slant = 0) =>
        new(face, size) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true, SkewX = slant };

    private static SKTypeface Read(string file)
    {
        using var stream = typeof(Lettering).Assembly.GetManifestResourceStream($"Fonts/{file}")
            ?? throw new InvalidOperationException($"The font {file} is not in the program.");
        return SKTypeface.FromStream(stream);
    }
}
