using System.Text.RegularExpressions;

namespace Guichet.Incidents;

/// <summary>The fields of a canned reply: <c>{customer.name}</c> becomes the customer's name. There are no others, and
/// nothing is computed; braces around anything that is no field's form are text.</summary>
public static partial class ReplyFields
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["customer.name", "organization.name", "incident.number", "incident.title", "product.name", "agent.name"];

    /// <summary>Why a text is no canned reply: <c>canned-reply.field-unknown</c>, with the <c>field</c>; null where it
    /// is one.</summary>
    public static Refusal? WhyNot(string text) =>
        Field().Matches(text).Select(match => match.Groups["name"].Value).FirstOrDefault(name => !All.Contains(name)) is
            { } unknown
            ? new Refusal("canned-reply.field-unknown", $"There is no field '{unknown}'.").With("field", unknown)
            : null;

    /// <summary>The text with its fields filled in; a value is text, whatever it looks like. A field without a value is
    /// empty.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Field().Replace(text, match => values.GetValueOrDefault(match.Groups["name"].Value, ""));

    [GeneratedRegex(@"\{(?<name>[a-z]+\.[a-z]+)\}")]
    private static partial Regex Field();
}
