using Guichet.Files.Syntax;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Files.Policies;

/// <summary>Reads the alarms of a policy.</summary>
internal sealed class AlarmReader(MistakeLog mistakes)
{
    private readonly Dictionary<(PromiseKind, AlarmPoint, Severity), int> lines = [];

    public List<Alarm> ReadAll(Section file) => [.. file.Items("alarms").Select(Read)];

    private Alarm Read(Node node)
    {
        var section = new Section(node, mistakes, PolicySchema.Alarm.Keys);
        var before = mistakes.Count;
        var alarm = new Alarm(ReadPoint(section), ReadSeverities(section), ReadActions(section))
        {
            Promise = section.OptionalWord("clock", PolicyWords.Promises) ?? PromiseKind.FirstResponse,
        };
        if (mistakes.Count == before)
        {
            CheckDuplicate(node, alarm);
        }

        return alarm;
    }

    private AlarmPoint ReadPoint(Section section)
    {
        if (section.Find("at") is not null && section.Find("after") is not null)
        {
            mistakes.Add(section.Place("after"), "policy.alarm-time-twice", "Either 'at' or 'after', not both.");
        }
        else if (section.OptionalText("after") is { } after)
        {
            if (WrittenForms.ReadDuration(after) is { } time && time > Duration.Zero)
            {
                return AlarmPoint.Due with { After = time };
            }

            mistakes.Add(section.Place("after"), "policy.duration-malformed",
                $"'{after}' is not a length of time above zero: write it in hours and minutes, as '2h' or '30m'.");
        }
        else if (section.Text("at") is { Length: > 0 } at)
        {
            if (WrittenForms.ReadShare(at) is { } percent)
            {
                return new AlarmPoint(percent, Duration.Zero);
            }

            mistakes.Add(section.Place("at"), "policy.share-malformed",
                $"'{at}' is not a share of the target's time: write it in whole percent, from 1% to 1000%.");
        }

        return AlarmPoint.Due;
    }

    private static IReadOnlySet<Severity> ReadSeverities(Section section)
    {
        if (section.WordSet("severities", PolicyWords.Severities) is not { } severities)
        {
            return Enum.GetValues<Severity>().ToHashSet();
        }

        if (severities.Count == 0)
        {
            section.Mistakes.Add(section.Place("severities"), "file.list-empty", "The list names no severity.");
        }

        return severities;
    }

    private HashSet<AlarmAction> ReadActions(Section section)
    {
        var actions = section.WordSet("notify", PolicyWords.Notified)?.ToHashSet() ?? [];
        if (section.Flag("raise", otherwise: false))
        {
            actions.Add(AlarmAction.Raise);
        }
        else if (actions.Count == 0)
        {
            mistakes.Add(section.Node, "policy.alarm-does-nothing",
                "The alarm does nothing: name whom it notifies, or let it raise.");
        }

        return actions;
    }

    private void CheckDuplicate(Node node, Alarm alarm)
    {
        foreach (var severity in alarm.Severities)
        {
            if (!lines.TryAdd((alarm.Promise, alarm.At, severity), node.Line))
            {
                var first = lines[(alarm.Promise, alarm.At, severity)];
                mistakes.Add(node, "policy.alarm-duplicate",
                    $"Severity {severity} has an alarm there already, on line {first}.");
                return;
            }
        }
    }
}
