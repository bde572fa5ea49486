namespace Guichet.Client.Reports;

/// <summary>What a report of satisfaction is counted by.</summary>
public enum SatisfactionGrouping
{
    /// <summary>The product, all its releases together.</summary>
    Product,

    /// <summary>The plan used.</summary>
    Plan,

    /// <summary>The agent who looks after it now.</summary>
    Agent,

    /// <summary>The team that looks after it now.</summary>
    Team,

    /// <summary>The month of submission.</summary>
    Month,
}

/// <summary>What customers said about the incidents submitted in some months.</summary>
/// <param name="From">The first month, <c>2026-01</c>.</param>
/// <param name="Until">The last month, included.</param>
/// <param name="TimeZone">Where months begin: IANA name, the policy's.</param>
/// <param name="By">What is counted by.</param>
/// <param name="Groups">Each group that has an incident whose customer was asked, by its key.</param>
/// <param name="All">All of them together.</param>
public sealed record SatisfactionReportView(
    string From,
    string Until,
    string TimeZone,
    SatisfactionGrouping By,
    IReadOnlyList<SatisfactionFiguresView> Groups,
    SatisfactionFiguresView All);

/// <summary>The answers of a group.</summary>
/// <param name="Group">Its key: a product, a plan, an agent's id, a team or a month; <c>-</c> for none; empty for all.
/// </param>
/// <param name="Name">The same as people write it.</param>
/// <param name="Asked">Closed incidents whose customer was asked.</param>
/// <param name="Answered">How many of them answered.</param>
/// <param name="Answers">How often each answer was given, from 1, very dissatisfied, to 5.</param>
/// <param name="Mean">The mean of the answers, with two places; null where nobody answered.</param>
/// <param name="ShareSatisfied">The part of the answers that are 4 or 5, from 0 to 1 with four places, never rounded
/// up; null where nobody answered.</param>
public sealed record SatisfactionFiguresView(
    string Group,
    string Name,
    int Asked,
    int Answered,
    IReadOnlyList<int> Answers,
    decimal? Mean,
    decimal? ShareSatisfied);
