using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Guichet.Server.Mail;

/// <summary>A mail as it travels: its two forms, and headers by which machines know that no person wrote it.</summary>
internal sealed class MailEnvelope(MailForm form, PublicAddress address, IOptions<MailOptions> options)
{
    /// <param name="id">The outbox message's: sent twice, it is the same mail for whoever looks at ids.</param>
    public MimeMessage Close(Guid id, OutgoingMail mail, Instant at)
    {
        var message = new MimeMessage
        {
            MessageId = $"{id}@{address.Domain}",
            Date = at.ToDateTimeOffset(),
            Subject = OneLine(mail.Subject),
            Body = new MultipartAlternative(
                new TextPart(TextFormat.Plain) { Text = form.Text(mail) },
                new TextPart(TextFormat.Html) { Text = form.Html(mail) }),
        };
        message.From.Add(new MailboxAddress(OneLine(options.Value.FromName), address.Sender));
        message.To.Add(new MailboxAddress(OneLine(mail.To.Name), mail.To.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(HeaderId.ContentLanguage, mail.To.Language);
        if (mail.Stop is { } stop)
        {
            // Programs for mail show a button for it, which posts (RFC 8058).
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{address.Of(stop)}/at-once>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        if (mail.Incident is { } incident)
        {
            // All mails of an incident answer to one that was never sent, and so lie together.
            var root = $"incident.{incident}@{address.Domain}";
            message.InReplyTo = root;
            message.References.Add(root);
        }

        return message;
    }

    /// <summary>What people typed cannot begin another header.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
