using Guichet.Accounts;
using Guichet.Client.Notifications;
using Guichet.Server.Following;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Notifications;

internal static class MailChoiceQueries
{
    /// <summary>What somebody can choose among, and what they get.</summary>
    public static async Task<IReadOnlyList<MailChoiceView>> ListMailChoicesAsync(
        this Database database, Actor actor, CancellationToken cancel)
    {
        var stopped = await database.Set<StoppedMail>()
            .Where(one => one.Person == actor.Person)
            .Select(one => one.Topic)
            .ToListAsync(cancel);
        var follows = (await database.ReadFollowerAsync(actor, cancel)).WantsMail;
        return
        [
            .. MailTopics.All.Where(one => one.Roles.Contains(actor.Role)).Select(one => new MailChoiceView(
                one.Topic,
                one.Always || (one.Topic == MailTopic.Following ? follows : !stopped.Contains(one.Topic)),
                one.Always)),
        ];
    }

    /// <summary>Whether somebody does not want such mails.</summary>
    public static Task<bool> HasStoppedAsync(
        this Database database, PersonId person, MailTopic topic, CancellationToken cancel) =>
        database.Set<StoppedMail>().AnyAsync(one => one.Person == person && one.Topic == topic, cancel);
}
