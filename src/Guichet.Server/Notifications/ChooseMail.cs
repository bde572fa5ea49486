using Guichet.Accounts;
using Guichet.Client.Notifications;
using Guichet.Server.Accounts;
using Guichet.Server.Following;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Notifications;

/// <summary>Somebody says which mails they do not want: all at once on a page, or one topic by the link in a mail.
/// </summary>
internal sealed class ChooseMail(UnitOfWork work, SignedLinks links, IClock clock)
{
    private const string Purpose = "mail-stop";

    /// <summary>What stands in a mail: whoever has it can stop mails about that to that person, and nothing else.
    /// </summary>
    public string LinkOf(PersonId person, MailTopic topic) => links.Sign(Purpose, $"{person.Value} {topic}", null);

    /// <summary>Whom and what the link is about; null where it is none of ours.</summary>
    public (PersonId Person, MailTopic Topic)? Read(string link) =>
        links.Read(Purpose, link, clock.GetCurrentInstant())?.Split(' ') is [var person, var topic]
            ? (new PersonId(Guid.Parse(person)), Enum.Parse<MailTopic>(topic))
            : null;

    /// <summary>From now on exactly these are not sent. Refused: <c>mail.always-sent</c>, <c>mail.not-sent-to-role</c>.
    /// </summary>
    public Task<Result<MailChoiceView[]>> RunAsync(
        Actor actor, MailChoices choices, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var stopped = choices.Stopped.Distinct().ToList();
        return work.RunAsync<MailChoiceView[]>(
            async database =>
            {
                if (stopped.Select(topic => WhyNot(topic, actor.Role)).OfType<Refusal>().FirstOrDefault() is { } why)
                {
                    return why;
                }

                var kept = await database.Set<StoppedMail>()
                    .Where(one => one.Person == actor.Person)
                    .ToListAsync(cancel);
                database.RemoveRange(kept.Where(one => !stopped.Contains(one.Topic)));
                database.AddRange(stopped
                    .Where(topic => topic != MailTopic.Following && kept.All(one => one.Topic != topic))
                    .Select(topic => new StoppedMail { Person = actor.Person, Topic = topic, StoppedAt = now }));
                await FollowAsync(database, actor, !stopped.Contains(MailTopic.Following), cancel);
                return MailTopics.All
                    .Where(one => one.Roles.Contains(actor.Role))
                    .Select(one => new MailChoiceView(one.Topic, !stopped.Contains(one.Topic), one.Always))
                    .ToArray();
            },
            cancel);
    }

    /// <summary>Stops what the link is about; done twice it is done once. Refused: <c>link.unknown</c>.</summary>
    public Task<Result<bool>> StopAsync(string link, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                if (Read(link) is not { } found
                    || !await database.Set<Person>().AnyAsync(one => one.Id == found.Person, cancel))
                {
                    return new Refusal("link.unknown", "The link belongs to nobody.");
                }

                if (!await database.HasStoppedAsync(found.Person, found.Topic, cancel))
                {
                    database.Add(new StoppedMail { Person = found.Person, Topic = found.Topic, StoppedAt = now });
                }

                return true;
            },
            cancel);
    }

    private static Refusal? WhyNot(MailTopic topic, Role role) => MailTopics.Of(topic) switch
    {
        { Always: true } => new Refusal("mail.always-sent", "These mails are always sent."),
        var one when !one.Roles.Contains(role) =>
            new Refusal("mail.not-sent-to-role", "Nobody in your role gets these mails."),
        _ => null,
    };

    /// <summary>Products are followed with or without mail, which their page can say too.</summary>
    private static async Task FollowAsync(Database database, Actor actor, bool wants, CancellationToken cancel)
    {
        if ((await database.ReadFollowerAsync(actor, cancel)).WantsMail != wants)
        {
            (await database.FollowerAsync(actor.Person, cancel)).WantsMail = wants;
        }
    }
}
