using Guichet.Accounts;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Tells an administrator that a webhook was switched off by itself; not any more where it is on again. Of its
/// address the host alone, as the rest may hold a secret.</summary>
internal sealed class WebhookMails(Texts texts) : IMailComposer
{
    public bool Makes(string kind) => kind == DeliveryQueue.SwitchedOff;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = Guid.Parse(told.Text("subject"));
        var webhook = await database.Set<WebhookSubscription>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (webhook is not { State: WebhookState.Failing or WebhookState.Gone }
            || await database.FindRecipientAsync(new PersonId(told.Id("person")), cancel) is not { } to)
        {
            return null;
        }

        var host = ("host", (object?)new Uri(webhook.Address).Host);
        var lead = webhook.State == WebhookState.Gone ? "gone" : "failing";
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get("mail.webhook.switched-off.subject", host),
            texts.Get($"mail.webhook.switched-off.{lead}", host))
        {
            Outlook = texts["mail.webhook.switched-off.outlook"],
            Link = (texts["mail.webhook.link"], $"/desk/webhooks/{id}"),
        });
    }
}
