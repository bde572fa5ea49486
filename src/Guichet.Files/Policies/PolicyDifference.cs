using Guichet.Files.Syntax;
using Guichet.Policies;

namespace Guichet.Files.Policies;

/// <summary>What became of a part of the policy.</summary>
public enum PolicyChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is there no more.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,
}

/// <summary>A difference in what two policies say, in the words of the file.</summary>
/// <param name="Kind">Whether a whole item came or went, or one key of it says something else.</param>
/// <param name="Section">The key of the file under which it stands: <c>plans</c>.</param>
/// <param name="Subject">Which item of the list: <c>pack-5</c>, <c>A, business-hours</c>, <c>FR</c>; empty where the
/// section is no list.</param>
/// <param name="Field">The key that says something else, with dots inwards: <c>price</c>, <c>weekly.monday</c>; empty
/// where a whole item came or went.</param>
/// <param name="From">What it said, as it is written; empty where it said nothing.</param>
/// <param name="To">What it says, as it is written; empty where it says nothing.</param>
public sealed record PolicyChange(
    PolicyChangeKind Kind, string Section, string Subject, string Field, string From, string To);

/// <summary>Compares what policies say, however they are written: comments, the order of keys and what is said although
/// it holds anyway make no difference.</summary>
public static class PolicyDifference
{
    private static readonly string[] Telling = ["key", "country", "countries", "date", "validFrom"];

    /// <summary>All differences in meaning, in the order of the file. Another order of the items of a list is none.
    /// </summary>
    public static IReadOnlyList<PolicyChange> Between(SupportPolicy before, SupportPolicy after)
    {
        var changes = new List<PolicyChange>();
        var (was, isNow) = (Entries(Of(before)), Entries(Of(after)));
        foreach (var section in was.Keys.Union(isNow.Keys))
        {
            var (old, now) = (was.GetValueOrDefault(section), isNow.GetValueOrDefault(section));
            if (old is Sequence || now is Sequence)
            {
                CompareItems(section, Items(old), Items(now), changes);
            }
            else
            {
                Compare(new(changes, section, ""), "", old, now);
            }
        }

        return changes;

        static Node Of(SupportPolicy policy) => PolicyNodes.Of(policy, PolicyFile.Format);
    }

    private static void CompareItems(
        string section, Dictionary<string, Node> old, Dictionary<string, Node> now, List<PolicyChange> changes)
    {
        foreach (var subject in old.Keys.Union(now.Keys))
        {
            var kind = !old.ContainsKey(subject) ? PolicyChangeKind.Added
                : !now.ContainsKey(subject) ? PolicyChangeKind.Removed
                : PolicyChangeKind.Changed;
            if (kind == PolicyChangeKind.Changed)
            {
                Compare(new(changes, section, subject), "", old[subject], now[subject]);
            }
            else
            {
                changes.Add(new(kind, section, subject, "", "", ""));
            }
        }
    }

    private static void Compare(Place place, string field, Node? old, Node? now)
    {
        if (old is Mapping && now is Mapping)
        {
            var (was, isNow) = (Entries(old), Entries(now));
            foreach (var key in was.Keys.Union(isNow.Keys))
            {
                Compare(place, Inwards(field, key, "."), was.GetValueOrDefault(key), isNow.GetValueOrDefault(key));
            }
        }
        else if (IsListOfGroups(old) || IsListOfGroups(now))
        {
            var (was, isNow) = (Items(old), Items(now));
            foreach (var item in was.Keys.Union(isNow.Keys))
            {
                Compare(place, Inwards(field, item, " "), was.GetValueOrDefault(item), isNow.GetValueOrDefault(item));
            }
        }
        else if (Written(old) is var from && Written(now) is var to && from != to)
        {
            place.Changes.Add(new(PolicyChangeKind.Changed, place.Section, place.Subject, field, from, to));
        }
    }

    private static bool IsListOfGroups(Node? node) => node is Sequence { Items: [Mapping, ..] };

    private static string Inwards(string field, string key, string by) => field.Length == 0 ? key : field + by + key;

    private static Dictionary<string, Node> Entries(Node? group) =>
        (group as Mapping)?.Entries.ToDictionary(entry => entry.Key.Text, entry => entry.Value) ?? [];

    private static Dictionary<string, Node> Items(Node? list) =>
        (list as Sequence)?.Items.GroupBy(NameOf).ToDictionary(item => item.Key, item => item.First()) ?? [];

    /// <summary>What tells an item from the others of its list.</summary>
    private static string NameOf(Node item)
    {
        var entries = Entries(item);
        string[] telling = entries.ContainsKey("severity")
            ? ["severity", "hours", "plan"]
            : entries.ContainsKey("notify") || entries.ContainsKey("raise")
            ? ["clock", "at", "after", "severities"]
            : entries.ContainsKey("percent")
            ? ["country", "region", "buyers"]
            : [Telling.FirstOrDefault(entries.ContainsKey) ?? ""];
        return string.Join(", ", telling.Where(entries.ContainsKey).Select(key => Written(entries[key])));
    }

    private static string Written(Node? node) => node switch
    {
        Scalar scalar => scalar.Text,
        Sequence list => $"[{string.Join(", ", list.Items.Select(Written))}]",
        Mapping group =>
            $"{{ {string.Join(", ", group.Entries.Select(entry => $"{entry.Key.Text}: {Written(entry.Value)}"))} }}",
        _ => "",
    };

    private readonly record struct Place(List<PolicyChange> Changes, string Section, string Subject);
}
