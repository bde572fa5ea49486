using Guichet.Server.Storage;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Guichet.Server.Mail;

/// <summary>From an outbox message to the mail that tells it.</summary>
internal sealed class MailComposition(
    IStorage storage, IEnumerable<IMailComposer> composers, MailEnvelope envelope, IOptions<MailOptions> options)
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
        return await composer.ComposeAsync(database, Told.Of(message), cancel);
    }

    /// <summary>The same, ready to travel.</summary>
    public async Task<MimeMessage?> CloseAsync(OutboxMessage message, CancellationToken cancel) =>
        await ComposeAsync(message, cancel) is { } mail ? envelope.Close(message.Id, mail, message.CreatedAt) : null;

    /// <summary>A message is one mail to one reader; where a second one has to know, that is a message of its own,
    /// which fails and is repeated by itself.</summary>
    public IReadOnlyList<OutboxMessage> Following(OutboxMessage message, Instant now) =>
        message.Kind == IncidentMails.Submitted && options.Value.TeamAddress.Length > 0
            ? [OutboxMessage.Of(
                IncidentMails.SubmittedToTeam, new { incident = Told.Of(message).Id("incident") }, now)]
            : [];
}
