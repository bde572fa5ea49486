using Guichet.Files.Syntax;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Files.Policies;

/// <summary>Reads the first-response targets of a policy (R6).</summary>
internal sealed class TargetReader(MistakeLog mistakes, PolicyKeys planKeys, PolicyKeys calendarKeys)
{
    private readonly Dictionary<(Severity, HoursOfCoverage?, string?), int> lines = [];

    public List<ResponseTarget> ReadAll(Section file)
    {
        var before = mistakes.Count;
        var list = file.Require("targets");
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
        };
        if (severity is not null && !lines.TryAdd((target.Severity, target.Hours, target.Plan), node.Line))
        {
            var first = lines[(target.Severity, target.Hours, target.Plan)];
            mistakes.Add(node, "policy.target-duplicate", $"The same target is there already, on line {first}.");
        }

        return target;
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
