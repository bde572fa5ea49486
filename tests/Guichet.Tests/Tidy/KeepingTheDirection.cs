using System.Text.RegularExpressions;

namespace Guichet.Tests.Tidy;

/// <summary>A capability uses only those to its left (CONTRIBUTING.md, "The tree").</summary>
public sealed partial class KeepingTheDirection
{
    /// <summary>From left to right; those in one row do not use each other.</summary>
    private static readonly string[][] Rules =
    [
        ["Accounts", "Calendars"],
        ["Catalog"],
        ["Plans"],
        ["ServiceLevels", "Packs", "Teams"],
        ["Coverage"],
        ["Incidents", "Orders"],
        ["Payments", "Invoices", "Attachments"],
        ["Policies", "Search"],
        ["Help"],
    ];

    /// <summary>The same for operations, queries and endpoints. Here the policy is what holds now, which everything
    /// that decides reads.</summary>
    private static readonly string[][] Server =
    [
        ["Accounts"],
        ["Catalog"],
        ["Policies"],
        ["Calendars"],
        ["Packs", "Following", "Teams"],
        ["Partners"],
        ["Coverage", "Recovery", "Invoices"],
        ["Incidents", "Orders"],
        ["Payments", "Attachments"],
        ["Search"],
        ["Upkeep", "Workshop", "Reports"],
    ];

    /// <summary>Where operations look to their right all the same, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["Accounts → Policies"] = "what a company is in the partner programme is told by the day in the policy's zone",
        ["Catalog → Policies"] = "a phase is told by the day in the policy's time zone",
        ["Orders → Payments"] = "placing an order asks whether there is a gateway to pay it at",
        ["Invoices → Payments"] = "tax is given back by the way it was paid",
        ["Orders → Incidents"] = "an order remembers the request that waits for it",
    };

    /// <summary>Open to every capability, as they hold no business of their own.</summary>
    private static readonly string[] Ground = ["Storage", "Hosting", "Shell", "Printing", "Contents"];

    [Fact]
    public void Rules_use_only_rules_to_their_left() =>
        Findings.None(
            from file in Sources.Code("src/Guichet")
            where file.Capability.Length > 0
            from used in Used(file, "Guichet")
            where !IsLeftOf(Rules, used, file.Capability)
            select $"{file.Path} uses {used}");

    [Fact]
    public void Operations_use_only_capabilities_to_their_left()
    {
        var wrong =
            from file in Sources.Code("src/Guichet.Server")
            where Place(Server, file.Capability) >= 0 && !IsPage(file)
            from used in Used(file, "Guichet.Server")
            where !Ground.Contains(used) && !IsLeftOf(Server, used, file.Capability)
            select (Way: $"{file.Capability} → {used}", file.Path);
        var found = wrong.ToLookup(one => one.Way, one => one.Path);

        Findings.None(found
            .Where(way => !Allowed.ContainsKey(way.Key))
            .SelectMany(way => way.Select(path => $"{way.Key}: {path}")));
        Findings.None(Allowed.Keys.Except(found.Select(way => way.Key)));
    }

    [Fact]
    public void Nobody_but_hosting_knows_who_delivers_mail() =>
        Findings.None(
            from file in Sources.CodeAndPages("src/Guichet.Server")
            where file.Capability is not ("" or "Mail" or "Hosting" or "Shell")
            from used in Used(file, "Guichet.Server")
            where used == "Mail"
            select file.Path);

    [Fact]
    public void Projects_point_one_way()
    {
        Findings.None(Mentions("src/Guichet", "Guichet.Server", "Guichet.Files", "Guichet.Client", "Guichet.Cli"));
        Findings.None(Mentions("src/Guichet.Files", "Guichet.Server", "Guichet.Client", "Guichet.Cli"));
        Findings.None(Mentions("src/Guichet.Cli", "Guichet.Server"));
        Findings.None(
            from file in Sources.Code("src/Guichet.Client")
            from Match used in AnyUsing().Matches(file.Text)
            where !used.Groups["name"].Value.StartsWith("Guichet.Client", StringComparison.Ordinal)
            select $"{file.Path} uses {used.Groups["name"].Value}");
    }

    private static IEnumerable<string> Mentions(string folder, params string[] projects) =>
        from file in Sources.Code(folder)
        from project in projects
        where Regex.IsMatch(file.Text, $@"^using [^;]*\b{Regex.Escape(project)}\b", RegexOptions.Multiline)
        select $"{file.Path} uses {project}";

    /// <summary>A page shows what belongs together for a reader, whichever capability it comes from.</summary>
    private static bool IsPage(SourceFile file) =>
        file.Path.Split('/') is [_, _, _, "Portal" or "Desk", ..] || file.Is("Views.cs");

    private static IEnumerable<string> Used(SourceFile file, string project) =>
        Regex
            .Matches(
                file.Text,
                $@"^@?using (?:static )?(?:\w+ = )?{Regex.Escape(project)}\.(?<name>\w+)",
                RegexOptions.Multiline)
            .Select(match => match.Groups["name"].Value)
            .Where(name => name != file.Capability && name is not ("Server" or "Files" or "Client"))
            .Distinct();

    private static bool IsLeftOf(string[][] map, string used, string user) =>
        Place(map, used) is >= 0 and var left && left < Place(map, user);

    private static int Place(string[][] map, string capability) =>
        Array.FindIndex(map, row => row.Contains(capability));

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(?<name>Guichet[\w.]*)", RegexOptions.Multiline)]
    private static partial Regex AnyUsing();
}
