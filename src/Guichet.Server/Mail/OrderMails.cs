using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Invoices;
using Guichet.Server.Orders;
using Guichet.Server.Payments;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about a purchase: how to transfer and by when, that it is paid, what was given
/// back, and that it was canceled for want of payment.</summary>
internal sealed class OrderMails(Texts texts, InForce inForce, PaymentWays ways) : IMailComposer
{
    public bool Makes(string kind) => kind is "order.paid" or PlaceOrder.AwaitsTransfer or RefundOrder.Made
        or CancelUnpaidOrders.PaymentDue or CancelUnpaidOrders.Unpaid;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new OrderId(told.Id("order"));
        var order = await database.Set<Order>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (order is null || await database.FindRecipientAsync(order.Buyer, cancel) is not { } to)
        {
            return null;
        }

        var plan = (await inForce.ReadAsync(database, cancel)).Policy.FindPlan(order.Plan)?.Name
            ?? new LocalizedText(order.Plan);
        var refund = told.Kind == RefundOrder.Made
            ? await FindRefundAsync(database, new RefundId(told.Id("refund")), cancel)
            : null;
        return Speaking.In(to.Language, () => (told.Kind, refund) switch
        {
            ("order.paid", _) when order.Status == OrderStatus.Paid => Write(to, order, told.Kind, texts[plan]) with
            {
                Facts = [.. Facts(order, texts[plan])],
            },
            (PlaceOrder.AwaitsTransfer or CancelUnpaidOrders.PaymentDue, _)
                when ways.InstructionsFor(order) is { } transfer =>
                Write(to, order, told.Kind, texts[plan]) with { Facts = [.. Facts(transfer)] },
            (CancelUnpaidOrders.Unpaid, _) when order.Status == OrderStatus.Canceled =>
                Write(to, order, told.Kind, texts[plan]),
            (RefundOrder.Made, { } made) => Write(to, order, told.Kind, texts[plan]) with
            {
                Facts = [.. Facts(made, order)],
                Quote = texts.ReasonOf(made.Reason),
            },
            _ => null,
        });
    }

    private static Task<Refund?> FindRefundAsync(Database database, RefundId id, CancellationToken cancel) =>
        database.Set<Refund>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);

    private OutgoingMail Write(Recipient to, Order order, string kind, string plan) => new(
        to,
        texts.Get($"mail.{kind}.subject", ("number", order.ConfirmationNumber)),
        texts.Get($"mail.{kind}.lead", ("plan", plan)))
    {
        Outlook = texts[$"mail.{kind}.outlook"],
        Link = (texts["mail.order.paid.link"], $"/orders/{order.Id.Value}"),
    };

    private IEnumerable<(string Label, string Value)> Facts(TransferView transfer) =>
        new[]
        {
            (texts["transfer.amount"], Format.Amount(new Money(transfer.Amount.Amount, transfer.Amount.Currency))),
            (texts["transfer.reference"], transfer.Reference),
            (texts["transfer.pay-by"], transfer.PayBy is { } day ? Format.Date(LocalDate.FromDateOnly(day)) : ""),
            (texts["transfer.holder"], transfer.AccountHolder),
            (texts["transfer.iban"], transfer.Iban),
            (texts["transfer.account"], transfer.Account),
            (texts["transfer.bic"], transfer.Bic),
            (texts["transfer.bank"], transfer.BankName),
        }.Where(line => line.Item2.Length > 0);

    private IEnumerable<(string Label, string Value)> Facts(Refund refund, Order order)
    {
        yield return (texts["mail.label.confirmation"], order.ConfirmationNumber);
        if (refund.Credits > 0)
        {
            yield return (texts["refund.credits"], Format.Number(refund.Credits));
        }

        yield return (texts["mail.label.net"], Format.Amount(new Money(refund.Net, refund.Currency)));
        yield return (texts["mail.label.tax"], Format.Amount(new Money(refund.Tax, refund.Currency)));
        yield return (texts["mail.label.total"], Format.Amount(refund.Total));
        yield return (texts["payments.way"], texts[$"payment.method.{order.Method}"]);
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
