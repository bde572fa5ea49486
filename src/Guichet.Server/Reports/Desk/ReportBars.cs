using System.Globalization;
using Guichet.Client.Reports;

namespace Guichet.Server.Reports.Desk;

/// <summary>Where the bars of a report lie: one below the other, each as long as its part of the longest.</summary>
/// <param name="Bars">From the top down, in the order of the report.</param>
internal sealed record ReportBars(IReadOnlyList<ReportBars.Bar> Bars)
{
    /// <summary>More are not told apart by looking; then the largest are drawn.</summary>
    public const int Most = 24;

    /// <summary>The height of a bar with its name, in pixels.</summary>
    public const int Height = 46;

    /// <summary>In a narrower part of a bar, a number would not be read.</summary>
    private const double RoomForNumber = 0.09;

    public static ReportBars Of(IReadOnlyList<ResponseFiguresView> groups)
    {
        var largest = groups.OrderByDescending(Count).Take(Most).ToHashSet();
        var longest = Math.Max(1, groups.Max(Count));
        return new([.. groups.Where(largest.Contains).Select((group, line) =>
            new Bar(line * Height, group.Name, Count(group), PartsOf(group, longest)))]);
    }

    private static List<Part> PartsOf(ResponseFiguresView group, int longest)
    {
        var parts = new List<Part>();
        var before = 0;
        foreach (var (kind, count) in new[]
        {
            ("met", group.Met), ("missed", group.Missed), ("running", group.Running),
            ("closed-first", group.ClosedFirst),
        })
        {
            if (count > 0)
            {
                parts.Add(new(kind, count, (double)before / longest, (double)count / longest));
                before += count;
            }
        }

        return parts;
    }

    private static int Count(ResponseFiguresView group) =>
        group.Met + group.Missed + group.Running + group.ClosedFirst;

    /// <summary>The bar of a group; <paramref name="Top"/> in pixels.</summary>
    internal sealed record Bar(int Top, string Name, int Count, IReadOnlyList<Part> Parts);

    /// <summary>A part of a bar; where it begins and how long it is, as parts of the drawing's width.</summary>
    internal sealed record Part(string Kind, int Count, double Start, double Length)
    {
        public bool HasNumber => Length >= RoomForNumber;

        public string X => Percent(Start);

        public string Width => Percent(Length);

        public string Middle => Percent(Start + (Length / 2));

        private static string Percent(double part) =>
            (part * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";
    }
}
