using SkiaSharp;

namespace Guichet.Server.Printing;

/// <summary>How a text stands on the paper.</summary>
internal enum TextStyle
{
    Body,
    Strong,
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
    private static readonly SKColor Black = new(0x1c, 0x1f, 0x24);
    private static readonly SKColor Gray = new(0x5a, 0x62, 0x6e);

    private readonly Dictionary<TextStyle, SKFont> fonts = new()
    {
        [TextStyle.Body] = FontOf(Regular.Value, 9.5f),
        [TextStyle.Strong] = FontOf(Semibold.Value, 9.5f),
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
    public IReadOnlyList<string> Lines(string text, TextStyle style, float width)
    {
        var lines = new List<string>();
        foreach (var paragraph in Printable(text).Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (fonts[style].MeasureText(longer) <= width)
                {
                    line = longer;
                    continue;
                }

                if (line.Length > 0)
                {
                    lines.Add(line);
                }

                line = BreakWord(word, fonts[style], width, lines);
            }

            lines.Add(line);
        }

        return lines;
    }

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
    public static void DrawRule(SKCanvas canvas, float left, float right, float y)
    {
        using var thin = new SKPaint { Color = Gray, StrokeWidth = 0.5f };
        canvas.DrawLine(left, y, right, y, thin);
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

    /// <summary>The lines that a word fills alone go to the list; what is left begins the next.</summary>
    private static string BreakWord(string word, SKFont font, float width, List<string> lines)
    {
        while (font.MeasureText(word) > width && word.Length > 1)
        {
            var fits = Math.Clamp(font.BreakText(word, width), 1, word.Length - 1);
            lines.Add(word[..fits]);
            word = word[fits..];
        }

        return word;
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
    private static SKFont FontOf(SKTypeface face, float size) =>
        new(face, size) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true };

    private static SKTypeface Read(string file)
    {
        using var stream = typeof(Lettering).Assembly.GetManifestResourceStream($"Fonts/{file}")
            ?? throw new InvalidOperationException($"The font {file} is not in the program.");
        return SKTypeface.FromStream(stream);
    }
}
