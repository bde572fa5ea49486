namespace Guichet.Client.Reports;

/// <summary>What time spent is counted by.</summary>
public enum TimeGrouping
{
    /// <summary>Who spent it.</summary>
    Agent,

    /// <summary>The product, all its releases together.</summary>
    Product,
}

/// <summary>Time spent, as it was recorded with the entries of some months. It is never billed.</summary>
/// <param name="From">The first month, <c>2026-01</c>.</param>
/// <param name="Until">The last month, included.</param>
/// <param name="TimeZone">Where months begin: IANA name, the policy's.</param>
/// <param name="By">What is counted by.</param>
/// <param name="Groups">Each group, that with the most time first.</param>
/// <param name="All">All of them together.</param>
public sealed record TimeReportView(
    string From,
    string Until,
    string TimeZone,
    TimeGrouping By,
    IReadOnlyList<TimeFiguresView> Groups,
    TimeFiguresView All);

/// <summary>The time of a group.</summary>
/// <param name="Group">Its key: a person's id or a product; empty for all.</param>
/// <param name="Name">The same as people write it.</param>
/// <param name="Minutes">Time spent.</param>
/// <param name="Entries">In so many entries.</param>
/// <param name="Incidents">On so many incidents.</param>
public sealed record TimeFiguresView(string Group, string Name, long Minutes, int Entries, int Incidents);
