using Guichet.Client.Incidents;
using Guichet.Server.Shell;
using Guichet.Server.Shell.Components;
using NodaTime.Extensions;

namespace Guichet.Server.Incidents.Splitting;

/// <summary>Parts in the reader's words, the same for both sides.</summary>
internal static class PartWords
{
    /// <summary>What an entry without words of its own is, with the part that it answers.</summary>
    public static string EntryWords(this Texts texts, MessageView message, IReadOnlyList<PartView> parts)
    {
        var entry = texts[$"incident.entry.{message.Kind}"];
        return parts.Of(message).FirstOrDefault() is { } part
            ? texts.Get("incident.entry.part", ("entry", entry), ("part", part.Title))
            : entry;
    }

    /// <summary>The parts that an entry proposes or answers.</summary>
    public static IEnumerable<PartView> Of(this IReadOnlyList<PartView> parts, MessageView message) =>
        parts.Where(part => part.Proposal == message.Id || part.Answer == message.Id);

    /// <summary>What accepting the part costs: <c>One incident of Pack of five</c>.</summary>
    public static string PartCost(this Texts texts, PartView part, string plan) =>
        texts.Get(part.Credits > 0 ? "split.cost.counted" : "split.cost.uncounted", ("plan", plan));

    /// <summary>What is left where the credit would come from; empty where nothing is counted there.</summary>
    public static string PackLeft(this Texts texts, PartPackView? pack)
    {
        if (pack?.Left is not { } count)
        {
            return "";
        }

        var left = texts.Get("split.left", ("count", count));
        return pack.ExpiresOn is { } day
            ? texts.Get("split.left.until", ("left", left), ("date", day.ToLocalDate()))
            : left;
    }

    public static Tone ToneOf(this PartStatus status) => status switch
    {
        PartStatus.Waiting => Tone.Warning,
        PartStatus.Accepted => Tone.Success,
        _ => Tone.Neutral,
    };
}
