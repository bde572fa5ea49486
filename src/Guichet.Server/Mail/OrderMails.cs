using Guichet.Orders;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about a purchase.</summary>
internal sealed class OrderMails(Texts texts, InForce inForce) : IMailComposer
{
    public bool Makes(string kind) => kind == "order.paid";

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new OrderId(told.Id("order"));
        var order = await database.Set<Order>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (order is not { Status: OrderStatus.Paid }
            || await database.FindRecipientAsync(order.Buyer, cancel) is not { } to)
        {
            return null;
        }

        var plan = (await inForce.ReadAsync(database, cancel)).Policy.FindPlan(order.Plan)?.Name
            ?? new LocalizedText(order.Plan);
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get("mail.order.paid.subject", ("number", order.ConfirmationNumber)),
            texts.Get("mail.order.paid.lead", ("plan", texts[plan])))
        {
            Facts = [.. Facts(order, texts[plan])],
            Outlook = texts["mail.order.paid.outlook"],
            Link = (texts["mail.order.paid.link"], $"/orders/{order.Id.Value}"),
        });
    }

    private IEnumerable<(string Label, string Value)> Facts(Order order, string plan)
    {
        yield return (texts["mail.label.confirmation"], order.ConfirmationNumber);
        yield return (texts["mail.label.plan"], plan);
        if (order.Size is { } size)
        {
            yield return (texts["mail.label.incidents"], Format.Number(size));
        }

        if (order.PurchaseOrderNumber.Length > 0)
        {
            yield return (texts["mail.label.purchase-order"], order.PurchaseOrderNumber);
        }

        yield return (texts["mail.label.net"], Format.Amount(new Money(order.Net, order.Currency)));
        yield return (texts["mail.label.tax"], Format.Amount(new Money(order.Tax, order.Currency)));
        yield return (texts["mail.label.total"], Format.Amount(new Money(order.Net + order.Tax, order.Currency)));
    }
}
