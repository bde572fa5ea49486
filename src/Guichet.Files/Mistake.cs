namespace Guichet.Files;

/// <summary>Something wrong in a file, and where.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in characters.</param>
/// <param name="Code">Stable, <c>file.reason</c> for the form of a file, <c>policy.reason</c> and
/// <c>catalog.reason</c> for what it says.</param>
/// <param name="Message">One English sentence that says what is wrong and what would be right.</param>
public sealed record Mistake(int Line, int Column, string Code, string Message)
{
    /// <summary><c>12:5 The key … (file.key-unknown)</c>: the form that editors can jump to.</summary>
    public override string ToString() => $"{Line}:{Column} {Message} ({Code})";
}
