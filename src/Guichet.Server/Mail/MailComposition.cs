using Guichet.Server.Notifications;
using Guichet.Server.Storage;
using MimeKit;

namespace Guichet.Server.Mail;

/// <summary>From an outbox message to the mail that tells it.</summary>
internal sealed class MailComposition(
    IStorage storage, IEnumerable<IMailComposer> composers, ChooseMail choices, MailEnvelope envelope)
{
    /// <summary>Whether a mail is made of messages of that kind.</summary>
    public bool Makes(string kind) => composers.Any(composer => composer.Makes(kind));

    /// <summary>What the mail would say now; null where it would say nothing to anybody.</summary>
    public async Task<OutgoingMail?> ComposeAsync(OutboxMessage message, CancellationToken cancel)
    {
        if (composers.FirstOrDefault(composer => composer.Makes(message.Kind)) is not { } composer)
        {
            return null;
        }

        await using var database = storage.Read();
        var mail = await composer.ComposeAsync(database, Told.Of(message), cancel);
        return mail is null ? null : await AsWantedAsync(database, message.Kind, mail, cancel);
    }

    /// <summary>The same, ready to travel.</summary>
    public async Task<MimeMessage?> CloseAsync(OutboxMessage message, CancellationToken cancel) =>
        await ComposeAsync(message, cancel) is { } mail ? envelope.Close(message.Id, mail, message.CreatedAt) : null;

    /// <summary>Nothing for a reader who does not want such mails; else with the way to stop them.</summary>
    private async Task<OutgoingMail?> AsWantedAsync(
        Database database, string kind, OutgoingMail mail, CancellationToken cancel)
    {
        if (mail is not { Stop: null, To: { Person: { } person, Role: { } role } }
            || MailTopics.Of(kind, role) is not { Always: false } about)
        {
            return mail;
        }

        return await database.HasStoppedAsync(person, about.Topic, cancel)
            ? null
            : mail with { Stop = $"/mail/stop/{choices.LinkOf(person, about.Topic)}" };
    }

    /// <summary>What else is to be told because of it.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> FollowUpAsync(OutboxMessage message, Instant now)
    {
        var told = Told.Of(message);
        var found = new List<OutboxMessage>();
        await using var database = storage.Read();
        foreach (var composer in composers)
        {
            found.AddRange(await composer.FollowUpAsync(database, told, now, CancellationToken.None));
        }

        return found;
    }
}
