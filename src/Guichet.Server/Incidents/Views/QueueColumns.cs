namespace Guichet.Server.Incidents.Views;

/// <summary>The columns of the queue beside the incident's title, which is always there.</summary>
internal static class QueueColumns
{
    public const string Key = "columns";

    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["number", "severity", "response", "customer", "product", "status", "plan", "team", "agent"];

    /// <summary>Those that an address names, in the order shown; all where it names none.</summary>
    public static IReadOnlyList<string> Read(string? text)
    {
        var named = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IReadOnlyList<string> known = [.. All.Where(named.Contains)];
        return known.Count > 0 ? known : All;
    }

    /// <summary>As an address has them after a filter; nothing for all.</summary>
    public static string Write(IReadOnlyList<string> columns) =>
        columns.Count == All.Count ? "" : $"&{Key}={string.Join(',', columns)}";
}
