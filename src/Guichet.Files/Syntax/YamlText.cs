using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Guichet.Files.Syntax;

/// <summary>Writes nodes as YAML: groups on lines of their own, lists of words on one.</summary>
internal static class YamlText
{
    private static readonly EmitterSettings Settings =
        new EmitterSettings().WithBestWidth(int.MaxValue).WithUtf16SurrogatePairs().WithIndentedSequences();

    /// <summary>On lines of their own, ended by one.</summary>
    public static string Of(Node root) => Write(root, MappingStyle.Block);

    /// <summary>All on one line, without its end.</summary>
    public static string OneLine(Node root) => Write(root, MappingStyle.Flow).TrimEnd('\n');

    private static string Write(Node root, MappingStyle groups)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Emit(emitter, root, groups);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, Node node, MappingStyle groups)
    {
        switch (node)
        {
            case Scalar scalar:
                // Bare, these words would read as nothing.
                var bare = scalar.Text is not ("" or "null" or "~") && !scalar.Text.Any(char.IsControl);
                var style = bare ? ScalarStyle.Any : ScalarStyle.DoubleQuoted;
                emitter.Emit(new YamlDotNet.Core.Events.Scalar(null, null, scalar.Text, style, true, true));
                break;
            case Sequence list:
                var flow = list.Items.All(item => item is Scalar) ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, flow));
                foreach (var item in list.Items)
                {
                    Emit(emitter, item, groups);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case Mapping mapping:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, groups));
                foreach (var (key, value) in mapping.Entries)
                {
                    Emit(emitter, key, groups);
                    Emit(emitter, value, groups);
                }

                emitter.Emit(new MappingEnd());
                break;
        }
    }
}
