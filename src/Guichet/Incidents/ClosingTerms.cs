namespace Guichet.Incidents;

/// <summary>The terms on which an incident ends (R24, R25).</summary>
/// <param name="SolutionWaitsDays">Days an offered solution waits for acceptance; silence then closes. 0: offering a
/// solution closes at once.</param>
/// <param name="FollowUpDays">Days after closing in which the same problem reopens the incident without a
/// charge.</param>
public sealed record ClosingTerms(int SolutionWaitsDays, int FollowUpDays);
