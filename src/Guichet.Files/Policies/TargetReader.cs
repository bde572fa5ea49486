using Guichet.Files.Syntax;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Files.Policies;

/// <summary>Reads the first-response targets of a policy (R6).</summary>
internal sealed class TargetReader(MistakeLog mistakes, PolicyKeys planKeys, PolicyKeys calendarKeys)
{
    private readonly Dictionary<(Severity, HoursOfCoverage?, string?), int> lines = [];
    private bool hasRegions;

    public List<ResponseTarget> ReadAll(Section file)
    {
        var before = mistakes.Count;
        var list = file.Require("targets");
        hasRegions = file.Find("calendarByRegion") is not null;
        var targets = file.Items("targets").Select(Read).ToList();
        if (list is not null && mistakes.Count == before)
        {
            CheckEverySeverity(list, targets);
        }

        return targets;
    }

    private ResponseTarget Read(Node node)
    {
        var section = new Section(node, mistakes, PolicySchema.Target.Keys);
        var severity = section.Word("severity", PolicyWords.Severities);
        var target = new ResponseTarget(
            severity ?? default,
            section.OptionalWord("hours", PolicyWords.Hours),
            planKeys.Referred(section, "plan"),
            ReadBudget(section, "within", section.Text("within")) ?? Duration.Zero,
            calendarKeys.Referred(section, "calendar"))
        {
            NextUpdate = ReadBudget(section, "nextUpdate", section.OptionalText("nextUpdate")),
            Resolution = ReadBudget(section, "resolution", section.OptionalText("resolution")),
            CalendarByRegion = ReadByRegion(section),
        };
        target = ReadPauses(section, target);
        if (severity is not null && !lines.TryAdd((target.Severity, target.Hours, target.Plan), node.Line))
        {
            var first = lines[(target.Severity, target.Hours, target.Plan)];
            mistakes.Add(node, "policy.target-duplicate", $"The same target is there already, on line {first}.");
        }

        return target;
    }

    private bool ReadByRegion(Section section)
    {
        var byRegion = section.Flag("calendarByRegion", otherwise: false);
        if (byRegion && section.Find("calendar") is not null)
        {
            mistakes.Add(section.Place("calendarByRegion"), "policy.target-calendar-twice",
                "Either 'calendar' or 'calendarByRegion', not both.");
        }
        else if (byRegion && !hasRegions)
        {
            mistakes.Add(section.Place("calendarByRegion"), "policy.regions-missing",
                "The file names no calendars by region: add the list 'calendarByRegion', or name a calendar here.");
        }

        return byRegion;
    }

    /// <summary>Where a target says nothing, both stand in every state that waits on the customer (R8).</summary>
    private ResponseTarget ReadPauses(Section section, ResponseTarget target)
    {
        if (section.Find("pauses") is not { } node)
        {
            return target;
        }

        string[] never = ["firstResponse", "within"];
        var pauses = new Section(node, mistakes, [.. PolicySchema.Pauses.Keys, .. never]);
        foreach (var key in never.Where(key => pauses.Find(key) is not null))
        {
            mistakes.Add(pauses.Place(key), "policy.first-response-never-pauses",
                "The clock of the first response never pauses (R8): leave this out.");
        }

        foreach (var (key, promised) in new[]
        {
            ("nextUpdate", target.NextUpdate), ("resolution", target.Resolution),
        })
        {
            if (pauses.Find(key) is not null && promised is null && section.Find(key) is null)
            {
                mistakes.Add(pauses.Place(key), "policy.pause-without-target",
                    $"Nothing is promised that could pause: the target has no '{key}'.");
            }
        }

        return target with
        {
            NextUpdatePauses = pauses.WordSet("nextUpdate", PolicyWords.Waiting) ?? ResponseTarget.AnyWaiting,
            ResolutionPauses = pauses.WordSet("resolution", PolicyWords.Waiting) ?? ResponseTarget.AnyWaiting,
        };
    }

    private Duration? ReadBudget(Section section, string key, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (WrittenForms.ReadDuration(text) is { } budget && budget > Duration.Zero)
        {
            return budget;
        }

        mistakes.Add(section.Place(key), "policy.duration-malformed",
            $"'{text}' is not a length of time above zero: write it in hours and minutes, as '2h', '30m' or '1h30m'.");
        return null;
    }

    /// <summary>Each severity needs a target whatever the plan, round the clock and in business hours.</summary>
    private void CheckEverySeverity(Node list, List<ResponseTarget> targets)
    {
        foreach (var severity in Enum.GetValues<Severity>())
        {
            var missing = Enum.GetValues<HoursOfCoverage>()
                .Where(hours => !targets.Exists(target => target.Severity == severity && target.Plan is null
                    && (target.Hours is null || target.Hours == hours)))
                .Select(PolicyWords.Hours.For)
                .ToList();
            if (missing.Count > 0)
            {
                mistakes.Add(list, "policy.target-missing",
                    $"Severity {severity} has no target for every plan in {string.Join(" and ", missing)}.");
            }
        }
    }
}
