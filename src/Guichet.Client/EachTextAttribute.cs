using System.ComponentModel.DataAnnotations;

namespace Guichet.Client;

/// <summary>A list of texts: it is there, and so is each of them, with so many characters at most.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachTextAttribute(int length) : ValidationAttribute
{
    /// <summary>Characters, at most.</summary>
    public int Length { get; } = length;

    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is IEnumerable<string?> texts && texts.All(text => text is not null && text.Length <= Length);
}
