namespace Guichet.Attachments;

/// <summary>A kind of file, told by how its content begins.</summary>
/// <param name="Key">Its one name: <c>png</c>, <c>windows-program</c>.</param>
/// <param name="MediaType">As what it is handed out; never one that a browser runs as a page.</param>
/// <param name="Extensions">What a name of this kind ends in, in lower case and without the dot.</param>
public sealed record FileKind(string Key, string MediaType, IReadOnlyList<string> Extensions)
{
    /// <summary>What nothing else is known of.</summary>
    public static FileKind Unknown { get; } = new("unknown", "application/octet-stream", []);

    /// <summary>Text, whatever it says.</summary>
    public static FileKind Text { get; } = new("text", "text/plain", []);

    /// <summary>Whether a computer runs it.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>Whether a small picture of it can be shown.</summary>
    public bool IsPicture { get; init; }
}
