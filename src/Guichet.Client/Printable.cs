using System.ComponentModel.DataAnnotations;

namespace Guichet.Client;

/// <summary>The text can be printed and stored: it has no control characters, and no half of a character.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PrintableAttribute : ValidationAttribute
{
    /// <summary>Whether it may have several lines.</summary>
    public bool Lines { get; init; }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is not string text || IsPrintable(text);

    private bool IsPrintable(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]) || text[at] >= '\uFFFE'
                || (char.IsControl(text[at]) && !(Lines && text[at] is '\r' or '\n')))
            {
                return false;
            }
        }

        return true;
    }
}
