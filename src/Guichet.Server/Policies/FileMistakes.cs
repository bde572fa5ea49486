using Guichet.Client.Policies;
using Guichet.Files;

namespace Guichet.Server.Policies;

/// <summary>The mistakes of a file that was handed in, as they are shown.</summary>
internal static class FileMistakes
{
    /// <summary>Enough to work on; the rest follows from them or comes next time.</summary>
    private const int Most = 200;

    /// <summary>A refusal with the mistakes as its fact <c>mistakes</c>, and their number as <c>count</c>.</summary>
    public static Refusal Refuse(string code, IReadOnlyList<Mistake> mistakes) =>
        new Refusal(code, $"The file has mistakes, the first is {mistakes[0]}.")
            .With("count", mistakes.Count)
            .With("mistakes", mistakes.Take(Most).Views());

    public static FileMistakeView[] Views(this IEnumerable<Mistake> mistakes) =>
        [.. mistakes.Select(mistake => new FileMistakeView(
            mistake.Line, mistake.Column, mistake.Code, mistake.Message))];

    /// <summary>Those that a refusal carries; none for any other refusal.</summary>
    public static IReadOnlyList<FileMistakeView> In(Refusal refusal) =>
        refusal.Facts.TryGetValue("mistakes", out var mistakes) ? (FileMistakeView[])mistakes : [];
}
