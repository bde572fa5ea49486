namespace Guichet.Files.Syntax;

/// <summary>Collects the mistakes of one file.</summary>
internal sealed class MistakeLog
{
    private readonly List<Mistake> mistakes = [];

    public int Count => mistakes.Count;

    public void Add(Node at, string code, string message) =>
        mistakes.Add(new Mistake(at.Line, at.Column, code, message));

    public void Add(Mistake mistake) => mistakes.Add(mistake);

    /// <summary>In the order of the file; one mistake is said once.</summary>
    public IReadOnlyList<Mistake> InOrder() =>
        [.. mistakes.Distinct().OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)];
}
