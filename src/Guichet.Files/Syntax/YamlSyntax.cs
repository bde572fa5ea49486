using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Guichet.Files.Syntax;

/// <summary>Reads YAML into nodes: one document, without anchors, aliases and tags, which a vendor's file does not need
/// and which let a small file grow without bound.</summary>
internal static class YamlSyntax
{
    private const int DeepestNesting = 32;

    /// <summary>The root; null where the text is not YAML, which is then in the log.</summary>
    public static Node? Parse(string text, MistakeLog mistakes)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out var end))
            {
                mistakes.Add(At(end.Start, "file.empty", "The file says nothing."));
                return null;
            }

            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, depth: 0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
            {
                mistakes.Add(At(parser.Current!.Start, "file.syntax", "The file may hold one document only."));
            }

            return root;
        }
        catch (YamlException broken)
        {
            mistakes.Add(At(broken.Start, "file.syntax", $"This is not YAML: {Sentence(broken.Message)}"));
            return null;
        }
    }

    private static Node ReadNode(IParser parser, int depth)
    {
        var start = parser.Current!.Start;
        if (depth > DeepestNesting)
        {
            throw new YamlException(start, parser.Current.End, "the keys are nested too deeply");
        }

        if (parser.TryConsume<YamlDotNet.Core.Events.Scalar>(out var scalar))
        {
            RefuseExtras(scalar);
            return new Scalar((int)start.Line, (int)start.Column, scalar.Value, scalar.Style != ScalarStyle.Plain);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            RefuseExtras(sequence);
            var items = new List<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(parser, depth + 1));
            }

            return new Sequence((int)start.Line, (int)start.Column, items);
        }

        if (parser.TryConsume<MappingStart>(out var mapping))
        {
            RefuseExtras(mapping);
            var entries = new List<Entry>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = ReadNode(parser, depth + 1) as Scalar
                    ?? throw new YamlException(start, parser.Current!.End, "a key has to be a word");
                entries.Add(new Entry(key, ReadNode(parser, depth + 1)));
            }

            return new Mapping((int)start.Line, (int)start.Column, entries);
        }

        throw new YamlException(start, parser.Current.End, "aliases (*name) are not used in this file");
    }

    private static void RefuseExtras(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)
        {
            throw new YamlException(node.Start, node.End, "anchors (&name) and tags (!name) are not used in this file");
        }
    }

    private static Mistake At(Mark mark, string code, string message) =>
        new((int)mark.Line, (int)mark.Column, code, message);

    private static string Sentence(string message)
    {
        var words = message.Trim().TrimEnd('.');
        return words.Length == 0 ? "it cannot be read." : $"{char.ToLowerInvariant(words[0])}{words[1..]}.";
    }
}
