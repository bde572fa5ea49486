namespace Guichet.Coverage;

/// <summary>A decision with every rule that was asked, also those that close nothing, each with the fact it looked at.
/// </summary>
/// <param name="Decision">The decision.</param>
/// <param name="Plans">Every plan of it, in its order.</param>
public sealed record CoverageExplanation(CoverageDecision Decision, IReadOnlyList<PlanExplanation> Plans);

/// <summary>One plan and the rules that were asked of it.</summary>
/// <param name="Coverage">Where it stands.</param>
/// <param name="Asked">The rules in the order of <see cref="CoverageCodes"/>. Of a plan that is not offered these are
/// the rules of the customer's standing, or that the release is unknown: nothing else was asked. Of every other plan,
/// those that close it are its reasons.</param>
/// <param name="Packs">What was asked of each pack held, in the order of its lines.</param>
public sealed record PlanExplanation(
    PlanCoverage Coverage,
    IReadOnlyList<AskedRule> Asked,
    IReadOnlyList<IReadOnlyList<AskedRule>> Packs);

/// <summary>A rule that was asked.</summary>
/// <param name="Reason">The reason it gives where it closes, with the fact it looked at:
/// <c>release.mainstream-ended</c> and the last day of mainstream support, over or not.</param>
/// <param name="Closes">Whether it closes the plan, or the pack.</param>
public sealed record AskedRule(CoverageReason Reason, bool Closes);
