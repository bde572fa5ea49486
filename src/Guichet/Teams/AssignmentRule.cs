using Guichet.Plans;

namespace Guichet.Teams;

/// <summary>Which team gets a new incident; the first rule that fits it and finds a team decides.</summary>
/// <param name="Products">Skills that it must ask for, as in <see cref="ProductSkills"/>; empty: any product.</param>
/// <param name="Severities">Empty: any.</param>
/// <param name="Plans">Keys of plans; empty: any.</param>
/// <param name="Teams">Keys of the teams, in order: the first that is open now, else the first. Empty: the teams that
/// are skilled in the product, in the order of their keys.</param>
public sealed record AssignmentRule(
    IReadOnlyList<string> Products,
    IReadOnlyList<Severity> Severities,
    IReadOnlyList<string> Plans,
    IReadOnlyList<string> Teams)
{
    /// <summary>Whether it says something about the incident.</summary>
    public bool Fits(AssignmentQuestion question) =>
        (Products.Count == 0 || Products.Reach(question.References))
        && (Severities.Count == 0 || Severities.Contains(question.Severity))
        && (Plans.Count == 0 || Plans.Contains(question.Plan));
}

/// <summary>What a rule looks at.</summary>
/// <param name="References">What the problem is about; see <see cref="ProductSkills.Of"/>.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Plan">Key of its plan.</param>
public sealed record AssignmentQuestion(IReadOnlyList<string> References, Severity Severity, string Plan);
