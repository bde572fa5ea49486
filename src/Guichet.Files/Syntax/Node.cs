namespace Guichet.Files.Syntax;

/// <summary>A piece of a file that knows where it stands. JSON and YAML are both read into this tree, so that the
/// formats above are written once and every mistake has a line.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in characters.</param>
internal abstract record Node(int Line, int Column)
{
    /// <summary>What a mistake calls it.</summary>
    public abstract string Kind { get; }
}

/// <summary>A word, number or text.</summary>
/// <param name="Text">As written, quotes and escapes undone.</param>
/// <param name="Quoted">False where it was written bare: only then can it stand for nothing.</param>
internal sealed record Scalar(int Line, int Column, string Text, bool Quoted) : Node(Line, Column)
{
    public override string Kind => IsNothing ? "nothing" : "a text";

    public bool IsNothing => !Quoted && Text is "" or "null" or "~";
}

/// <summary>A list.</summary>
internal sealed record Sequence(int Line, int Column, IReadOnlyList<Node> Items) : Node(Line, Column)
{
    public override string Kind => "a list";
}

/// <summary>Keys with values, in the order written; a key may stand twice, which is for
/// <see cref="Section"/> to say.</summary>
internal sealed record Mapping(int Line, int Column, IReadOnlyList<Entry> Entries) : Node(Line, Column)
{
    public override string Kind => "a group of keys";
}

/// <summary>A key and its value.</summary>
internal readonly record struct Entry(Scalar Key, Node Value);
