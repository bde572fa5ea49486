using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Payments.Chargebacks;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about a chargeback: to the billing clerks that there is one and until when it can be contested; to
/// the buyer that incidents are put aside, are back, or are gone. One that comes when it stands otherwise by now is not
/// sent.</summary>
internal sealed class ChargebackMails(Texts texts) : IMailComposer
{
    public bool Makes(string kind) => kind is LookAtChargeback.Heard
        or LookAtChargeback.Opened
        or LookAtChargeback.Won
        or LookAtChargeback.Lost;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new ChargebackId(told.Id("chargeback"));
        var chargeback = await database.Set<Chargeback>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (chargeback is null || !IsTrue(told.Kind, chargeback))
        {
            return null;
        }

        var order = await database.Set<Order>().AsNoTracking()
            .SingleAsync(one => one.Id == chargeback.Order, cancel);
        var reader = told.IdOrNone("person") is { } clerk ? new PersonId(clerk) : order.Buyer;
        return await database.FindRecipientAsync(reader, cancel) is { } to
            ? Speaking.In(to.Language, () => Write(told.Kind, to, chargeback, order))
            : null;
    }

    private static bool IsTrue(string kind, Chargeback chargeback) => kind switch
    {
        LookAtChargeback.Heard => !chargeback.IsSettled && chargeback.Answer is null,
        LookAtChargeback.Opened => !chargeback.IsSettled,
        _ => true,
    };

    private OutgoingMail Write(string kind, Recipient to, Chargeback chargeback, Order order) => new(
        to,
        texts.Get($"mail.{kind}.subject", ("number", order.ConfirmationNumber)),
        texts.Get($"mail.{kind}.lead", ("amount", chargeback.Money)))
    {
        Facts = [.. Facts(kind, to, chargeback)],
        Outlook = texts[$"mail.{kind}.outlook"],
        Link = kind == LookAtChargeback.Heard
            ? (texts["mail.chargeback.heard.link"], $"/desk/chargebacks/{chargeback.Id.Value}")
            : (texts["mail.order.paid.link"], $"/orders/{order.Id.Value}"),
    };

    private IEnumerable<(string Label, string Value)> Facts(string kind, Recipient to, Chargeback chargeback)
    {
        if (kind == LookAtChargeback.Heard && chargeback.AnswerBy is { } by)
        {
            yield return (texts["chargeback.answer-by"], Format.Moment(by, to.Zone));
        }

        if (kind != LookAtChargeback.Heard && chargeback.Frozen > 0)
        {
            yield return (texts["mail.label.incidents"], Format.Number(chargeback.Frozen));
        }
    }
}
