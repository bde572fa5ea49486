using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about exemptions from tax (R27), to whoever asked for them.</summary>
internal sealed class ExemptionMails(Texts texts) : IMailComposer
{
    private const string TaxRefunded = "tax-refund.made";

    public bool Makes(string kind) => kind is "tax-exemption.asked" or "tax-exemption.accepted"
        or "tax-exemption.refused" or "tax-exemption.lapsing" or TaxRefunded;

    public Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel) =>
        told.Kind == TaxRefunded
            ? ComposeRefundAsync(database, told, cancel)
            : ComposeExemptionAsync(database, told, cancel);

    private async Task<OutgoingMail?> ComposeExemptionAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new TaxExemptionId(told.Id("exemption"));
        var exemption = await database.Set<TaxExemption>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (exemption is null || await database.FindRecipientAsync(exemption.Person, cancel) is not { } to)
        {
            return null;
        }

        (string, object?)[] facts = [("country", exemption.Country), ("date", exemption.ValidUntil)];
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get($"mail.{told.Kind}.subject", facts),
            texts.Get($"mail.{told.Kind}.lead", facts))
        {
            Facts = [.. Facts(exemption)],
            Quote = exemption.DecisionReason,
            Outlook = texts[$"mail.{told.Kind}.outlook"],
            Link = (texts["mail.tax-exemption.link"], "/account/billing/exemption"),
        });
    }

    private async Task<OutgoingMail?> ComposeRefundAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new OrderId(told.Id("order"));
        var order = await database.Set<Order>().AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        var note = await database.Set<Invoice>().AsNoTracking()
            .Where(one => one.PurchaseOrder == id && one.Kind == InvoiceKind.CreditNote)
            .OrderByDescending(one => one.IssuedAt)
            .FirstOrDefaultAsync(cancel);
        if (note is null || await database.FindRecipientAsync(order.Buyer, cancel) is not { } to)
        {
            return null;
        }

        (string, object?)[] facts = [("amount", note.Total), ("number", order.ConfirmationNumber)];
        return Speaking.In(to.Language, () => new OutgoingMail(
            to, texts.Get($"mail.{TaxRefunded}.subject", facts), texts.Get($"mail.{TaxRefunded}.lead", facts))
        {
            Facts =
            [
                (texts["mail.label.confirmation"], order.ConfirmationNumber),
                (texts["mail.label.credit-note"], note.FullNumber),
                (texts["mail.label.total"], Format.Amount(note.Total)),
            ],
            Outlook = texts[$"mail.{TaxRefunded}.outlook"],
            Link = (texts["mail.billing.link"], "/account/billing"),
        });
    }

    private IEnumerable<(string Label, string Value)> Facts(TaxExemption exemption)
    {
        yield return (texts["mail.label.country"], exemption.Country);
        if (exemption is { ValidFrom: { } from, ValidUntil: { } until })
        {
            yield return (texts["mail.label.valid-from"], Format.Date(from));
            yield return (texts["mail.label.valid-until"], Format.Date(until));
        }
    }
}
