namespace Guichet;

/// <summary>An expected "no": the one word for failure in the rules, shown alike on a page, in the API and in the
/// command line. An exception, by contrast, is a bug or broken infrastructure.</summary>
/// <param name="Code">Stable, <c>capability.reason</c>, listed in <c>docs/reference/refusals.md</c>.</param>
/// <param name="Message">One English sentence, for logs and programs; pages show the sentence of the reader's language,
/// found by <paramref name="Code"/> and filled from <paramref name="Facts"/>.</param>
/// <param name="Facts">What was looked at, by camelCase name: texts, integers, dates and instants.</param>
public sealed record Refusal(string Code, string Message, IReadOnlyDictionary<string, object> Facts)
{
    private static readonly Dictionary<string, object> NoFacts = [];

    /// <summary>A refusal that needs no facts.</summary>
    public Refusal(string code, string message) : this(code, message, NoFacts)
    {
    }

    /// <summary>The same refusal with one more fact.</summary>
    public Refusal With(string name, object value) =>
        this with { Facts = new Dictionary<string, object>(Facts) { [name] = value } };
}
