using Guichet.Server.Storage;
using MimeKit;

namespace Guichet.Server.Mail;

/// <summary>From an outbox message to the mail that tells it.</summary>
internal sealed class MailComposition(IStorage storage, IEnumerable<IMailComposer> composers, MailEnvelope envelope)
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
