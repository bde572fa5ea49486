using Guichet.Incidents;
using Guichet.Server.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Somebody who writes several replies within a short time is told of by one mail, made of the last of them. A
/// reply's mail waits for that time, so that what follows is there when it is made.</summary>
internal static class ReplyBursts
{
    /// <summary>More than anybody writes without a pause; a mail of a program's flood quotes so many.</summary>
    private const int Most = 50;

    /// <summary>Each quarter of an hour begins anew: whoever never pauses is told of all the same.</summary>
    private static readonly Duration Longest = Duration.FromMinutes(15);

    /// <summary>What the mail of a message tells: the replies that its author wrote without a pause, this one the last;
    /// none where a later one tells it; any other message by itself.</summary>
    public static async Task<IReadOnlyList<Message>> FindBurstAsync(
        this Database database, Message message, CancellationToken cancel)
    {
        if (message.Kind != MessageKind.Reply)
        {
            return [message];
        }

        var begin = BeginOf(message.At);
        var (end, until) = (begin + Longest, message.At + IncidentWork.Calm);
        var said = await database.Set<Message>().AsNoTracking()
            .Where(one => one.Incident == message.Incident && one.At >= begin && one.At < end && one.At <= until)
            .Where(one => one.Kind == MessageKind.Reply && one.Author == message.Author)
            .OrderByDescending(one => one.At).ThenByDescending(one => one.Id)
            .Take(Most + 1)
            .ToListAsync(cancel);
        return said.FindIndex(one => one.Id == message.Id) == 0 ? WithoutPause(said) : [];
    }

    /// <summary>Their words, one after the other; of more than a mail quotes, the last.</summary>
    public static string Quote(this IReadOnlyList<Message> burst, Func<Message, string> wordsOf) => string.Join(
        "\n\n",
        burst.Count > Most ? burst.Skip(burst.Count - Most).Select(wordsOf).Prepend("[…]") : burst.Select(wordsOf));

    private static List<Message> WithoutPause(List<Message> newestFirst)
    {
        var burst = new List<Message> { newestFirst[0] };
        foreach (var earlier in newestFirst.Skip(1).TakeWhile(one => burst[0].At - one.At <= IncidentWork.Calm))
        {
            burst.Insert(0, earlier);
        }

        return burst;
    }

    private static Instant BeginOf(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (ticks % Longest.BclCompatibleTicks));
    }
}
