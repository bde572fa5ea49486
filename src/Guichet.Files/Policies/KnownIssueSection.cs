using Guichet.Files.Syntax;
using Guichet.Plans;

namespace Guichet.Files.Policies;

/// <summary>The known issues in the text of a policy, which is otherwise left as its vendor wrote it, comments and all.
/// </summary>
internal static class KnownIssueSection
{
    private const string Key = "knownIssues";

    /// <summary>The text with that list instead of its own.</summary>
    /// <param name="text">A policy without mistakes.</param>
    /// <param name="issues">All of them, in their order.</param>
    public static string Replace(string text, IReadOnlyList<KnownIssue> issues) =>
        YamlLines.ReplaceSection(text, PolicyNodes.KnownIssues(Key, issues));
}
