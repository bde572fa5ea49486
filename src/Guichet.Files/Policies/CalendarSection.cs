using Guichet.Calendars;
using Guichet.Files.Syntax;

namespace Guichet.Files.Policies;

/// <summary>A calendar in the text of a policy, which is otherwise left as its vendor wrote it, comments and all.
/// </summary>
internal static class CalendarSection
{
    private const string Key = "calendars";

    /// <summary>The text with another calendar instead of the one with its key.</summary>
    /// <param name="text">A policy without mistakes.</param>
    /// <param name="calendars">What it says now.</param>
    /// <param name="changed">What it is to say of one of them.</param>
    public static string Replace(
        string text, IReadOnlyList<CalendarDefinition> calendars, CalendarDefinition changed)
    {
        var place = calendars.ToList().FindIndex(calendar => calendar.Key == changed.Key);
        var wanted = PolicyNodes.Calendars(
            Key, calendars.Select(calendar => calendar.Key == changed.Key ? changed : calendar));
        var edited = Edit(text, place, calendars[place], changed);

        // Lists and groups can be written in other ways than on lines of their own: then the section is written anew.
        return PolicyFile.Read(edited).Value is { } policy
            && YamlText.Of(PolicyNodes.Calendars(Key, policy.Calendars)) == YamlText.Of(wanted)
                ? edited
                : YamlLines.ReplaceSection(text, wanted);
    }

    private static string Edit(string text, int place, CalendarDefinition before, CalendarDefinition after)
    {
        var (old, now) = (PolicyNodes.Of(before), PolicyNodes.Of(after));
        foreach (var key in new[] { "weekly", "changes", "holidays", "extraOpenings" })
        {
            var value = ValueOf(now, key);
            if (Written(key, ValueOf(old, key)) == Written(key, value))
            {
                continue;
            }

            text = key == "holidays" && value is not null && EditHolidays(text, place, before, after) is { } edited
                ? edited
                : EditEntry(text, place, key, value);
        }

        return text;
    }

    private static string EditEntry(string text, int place, string key, Node? value)
    {
        var (lines, calendar, last) = Find(text, place);
        var index = calendar.Entries.ToList().FindIndex(entry => entry.Key.Text == key);
        var indent = calendar.Entries[0].Key.Column - 1;
        var starts = YamlLines.StartsOf(calendar);
        var (first, end) = YamlLines.Extent(lines, starts, index < 0 ? starts.Length - 1 : index, last);
        if (index < 0)
        {
            first = end;
        }

        var prefix = index < 0 ? new string(' ', indent) : lines[first][..indent];
        var written = Written(key, value).TrimEnd('\n').Split('\n')
            .Where(line => line.Length > 0)
            .Select((line, i) => (i == 0 ? prefix : new string(' ', indent)) + line);
        return string.Join('\n', lines[..first].Concat(written).Concat(lines[end..]));
    }

    /// <summary>Lines of holidays go and come, and the others stay; null where none stays.</summary>
    private static string? EditHolidays(string text, int place, CalendarDefinition before, CalendarDefinition after)
    {
        var (lines, calendar, last) = Find(text, place);
        var index = calendar.Entries.ToList().FindIndex(entry => entry.Key.Text == "holidays");
        if (index < 0 || calendar.Entries[index].Value is not Sequence { Items: { Count: > 0 } items })
        {
            return null;
        }

        var end = YamlLines.Extent(lines, YamlLines.StartsOf(calendar), index, last).End;
        int[] starts = [.. items.Select(item => item.Line - 1)];
        var extents = starts.Select((_, i) => YamlLines.Extent(lines, starts, i, end)).ToArray();
        var indent = lines[starts[0]][..(lines[starts[0]].Length - lines[starts[0]].TrimStart().Length)];
        var stays = before.Holidays.Select(after.Holidays.Contains).ToArray();
        if (!stays.Contains(true))
        {
            return null;
        }

        var edited = lines.ToList();
        var edits = extents.Where((_, i) => !stays[i])
            .Select(extent => (extent.First, extent.End, Line: (string?)null));
        var added = after.Holidays.Where(holiday => !before.Holidays.Contains(holiday)).Select(holiday =>
        {
            var previous = before.Holidays.ToList().FindLastIndex(other => other.Date <= holiday.Date);
            var at = previous < 0 ? extents[0].First : extents[previous].End;
            return (First: at, End: at, Line: (string?)$"{indent}- {YamlText.OneLine(PolicyNodes.Of(holiday))}");
        });
        foreach (var (first, until, line) in edits.Concat(added.Reverse()).OrderByDescending(edit => edit.First))
        {
            edited.RemoveRange(first, until - first);
            if (line is not null)
            {
                edited.Insert(first, line);
            }
        }

        return string.Join('\n', edited);
    }

    private static (string[] Lines, Mapping Calendar, int Last) Find(string text, int place)
    {
        var root = (Mapping)YamlSyntax.Parse(text, new MistakeLog())!;
        var lines = text.Split('\n');
        var section = root.Entries.ToList().FindIndex(entry => entry.Key.Text == Key);
        var end = YamlLines.Extent(lines, YamlLines.StartsOf(root), section, lines.Length).End;
        var items = ((Sequence)root.Entries[section].Value).Items;
        int[] starts = [.. items.Select(item => item.Line - 1)];
        return (lines, (Mapping)items[place], starts.Where(start => start > starts[place]).DefaultIfEmpty(end).Min());
    }

    private static Node? ValueOf(Mapping calendar, string key) =>
        calendar.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;

    private static string Written(string key, Node? value) => value is null
        ? ""
        : YamlText.Of(new Mapping(0, 0, [new Entry(new Scalar(0, 0, key, Quoted: false), value)]));
}
