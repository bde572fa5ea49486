using Guichet.Client.Incidents;
using Guichet.Server.Shell;
using Guichet.Teams;

namespace Guichet.Server.Incidents.Replies;

/// <summary>What a macro does, in words.</summary>
internal static class MacroText
{
    public static string MacroWords(
        this Texts texts, MacroView macro, IReadOnlyList<CannedReplyView> replies, TeamDirectory directory)
    {
        var reply = replies.FirstOrDefault(one => one.Id == macro.Reply)?.Name;
        string?[] parts =
        [
            macro.Act == MacroAct.None ? null : texts.Get($"macros.act.{macro.Act}.words", ("reply", reply)),
            macro.Handling == MacroHandling.None ? null
                : texts.Get($"macros.handling.{macro.Handling}.words", ("team", directory.NameOf(macro.Team))),
            macro.SnoozeHours is { } hours
                ? texts.Get("macros.snooze.words", ("time", Duration.FromHours(hours)))
                : null,
        ];
        return string.Join(texts["list.semicolon"], parts.OfType<string>());
    }
}
