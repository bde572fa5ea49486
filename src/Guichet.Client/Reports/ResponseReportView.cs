namespace Guichet.Client.Reports;

/// <summary>What the incidents of a report are counted by.</summary>
public enum ReportGrouping
{
    /// <summary>The severity that the promise was made for.</summary>
    Severity,

    /// <summary>The plan used.</summary>
    Plan,

    /// <summary>The product, all its releases together.</summary>
    Product,

    /// <summary>The month of submission.</summary>
    Month,

    /// <summary>The team that had it when the promise was decided; while it runs, the one that has it now.</summary>
    Team,
}

/// <summary>First responses promised and kept, of the incidents submitted in some months.</summary>
/// <param name="From">The first month, <c>2026-01</c>.</param>
/// <param name="Until">The last month, included.</param>
/// <param name="TimeZone">Where months begin: IANA name, the policy's.</param>
/// <param name="By">What is counted by.</param>
/// <param name="At">The instant of the count: what is open and due by then counts as missed.</param>
/// <param name="Groups">Each group, by its key; severities and months also where they have no incident.</param>
/// <param name="All">All of them together.</param>
public sealed record ResponseReportView(
    string From,
    string Until,
    string TimeZone,
    ReportGrouping By,
    DateTimeOffset At,
    IReadOnlyList<ResponseFiguresView> Groups,
    ResponseFiguresView All);

/// <summary>The figures of a group; the four counts add up to all of its incidents.</summary>
/// <param name="Group">Its key: <c>A</c>, a plan, a product, a month as in <c>2026-01</c>, or a team
/// (<c>-</c> for none); empty for all.</param>
/// <param name="Name">The same as people write it.</param>
/// <param name="Met">Responses made in time.</param>
/// <param name="Missed">Responses made late, or due and not made.</param>
/// <param name="Running">Neither made nor past due.</param>
/// <param name="ClosedFirst">Closed by the customer before a response was due.</param>
/// <param name="ShareMet">The part met of met and missed, from 0 to 1 with four places, never rounded up; null where
/// nothing is decided.</param>
/// <param name="MedianSeconds">The 50th percentile, by nearest rank, of the time until the responses made, in whole
/// seconds; business time where the promise ran on a calendar. Null where none was made.</param>
/// <param name="NinetiethSeconds">The 90th percentile of the same.</param>
public sealed record ResponseFiguresView(
    string Group,
    string Name,
    int Met,
    int Missed,
    int Running,
    int ClosedFirst,
    decimal? ShareMet,
    long? MedianSeconds,
    long? NinetiethSeconds);
