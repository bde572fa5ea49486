using System.Text;
using System.Text.Json;

namespace Guichet.Files.Syntax;

/// <summary>Reads JSON into nodes. Comments and a comma after the last entry are allowed.</summary>
internal static class JsonSyntax
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The root; null where the text is not JSON, which is then in the log.</summary>
    /// <param name="text">A whole file, or a line of one.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="firstLine">The number of the text's first line in its file.</param>
    public static Node? Parse(string text, MistakeLog mistakes, int firstLine = 1)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var reader = new Utf8JsonReader(bytes, Options);
        try
        {
            var place = new Place(firstLine);
            reader.Read();
            var root = ReadNode(ref reader, bytes, ref place);
            reader.Read();
            return root;
        }
        catch (JsonException broken)
        {
            var line = (int)(broken.LineNumber ?? 0) + firstLine;
            var column = (int)(broken.BytePositionInLine ?? 0) + 1;
            mistakes.Add(new Mistake(line, column, "file.syntax",
                "This is not JSON from here on: look for a missing or stray comma, quote or bracket."));
            return null;
        }
    }

    private static Node ReadNode(ref Utf8JsonReader reader, byte[] bytes, ref Place place)
    {
        place.MoveTo((int)reader.TokenStartIndex, bytes);
        var (line, column) = (place.Line, place.Column);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<Entry>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    place.MoveTo((int)reader.TokenStartIndex, bytes);
                    var key = new Scalar(place.Line, place.Column, Text(ref reader), Quoted: true);
                    reader.Read();
                    entries.Add(new Entry(key, ReadNode(ref reader, bytes, ref place)));
                }

                return new Mapping(line, column, entries);
            case JsonTokenType.StartArray:
                var items = new List<Node>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadNode(ref reader, bytes, ref place));
                }

                return new Sequence(line, column, items);
            case JsonTokenType.String:
                return new Scalar(line, column, Text(ref reader), Quoted: true);
            default:
                return new Scalar(line, column, Encoding.UTF8.GetString(reader.ValueSpan), Quoted: false);
        }
    }

    /// <summary>Half of a surrogate pair is valid JSON and no text: it is a syntax mistake to us.</summary>
    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("Not a text.", null, null, null);
        }
    }

    /// <summary>Line and column of a byte, counted once from start to end of the file.</summary>
    private struct Place
    {
        private int at;

        public Place(int firstLine) => (at, Line, Column) = (0, firstLine, 1);

        public int Line { get; private set; }

        public int Column { get; private set; }

        public void MoveTo(int index, byte[] bytes)
        {
            for (; at < index; at++)
            {
                if (bytes[at] == (byte)'\n')
                {
                    (Line, Column) = (Line + 1, 1);
                }
                else if ((bytes[at] & 0xC0) != 0x80)
                {
                    Column++;
                }
            }
        }
    }
}
