using Guichet.Incidents;
using Guichet.Server.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Somebody who writes several replies within a short time is told of by one mail, made of the last of them. A
/// reply's mail waits for that time, so that what follows is there when it is made.</summary>
internal static class ReplyBursts
{
    /// <summary>More than anybody writes without a pause.</summary>
    private const int Most = 50;

    /// <summary>What the mail of a message tells: the replies that its author wrote without a pause, this one the last;
    /// none where a later one tells it; any other message by itself.</summary>
    public static async Task<IReadOnlyList<Message>> FindBurstAsync(
        this Database database, Message message, CancellationToken cancel)
    {
        if (message.Kind != MessageKind.Reply)
        {
            return [message];
        }

        var until = message.At + IncidentWork.Calm;
        var last = await database.Set<Message>().AsNoTracking()
            .Where(one => one.Incident == message.Incident && one.At <= until)
            .OrderByDescending(one => one.At).ThenByDescending(one => one.Id)
            .Take(Most)
            .ToListAsync(cancel);
        var said = last.Where(one => one.Kind == MessageKind.Reply && one.Author == message.Author).ToList();
        return Of(said, message);
    }

    /// <summary>Their words, one after the other.</summary>
    public static string Quote(this IReadOnlyList<Message> burst, Func<Message, string> wordsOf) =>
        string.Join("\n\n", burst.Select(wordsOf));

    private static List<Message> Of(List<Message> newestFirst, Message message)
    {
        var place = newestFirst.FindIndex(one => one.Id == message.Id);
        if (place != 0)
        {
            return place < 0 ? [message] : [];
        }

        var burst = new List<Message> { newestFirst[0] };
        foreach (var earlier in newestFirst.Skip(1).TakeWhile(one => burst[0].At - one.At <= IncidentWork.Calm))
        {
            burst.Insert(0, earlier);
        }

        return burst;
    }
}
