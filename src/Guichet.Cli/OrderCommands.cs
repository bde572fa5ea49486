using System.CommandLine;
using System.Globalization;
using Guichet.Client;
using Guichet.Client.Payments;

namespace Guichet.Cli;

internal static class OrderCommands
{
    public static Command Create(CommandContext context) =>
        new("orders", "Orders, what was paid for them and what went back")
        {
            OrderPlacing.Offers(context),
            OrderPlacing.Place(context),
            OrderPlacing.Cancel(context),
            List(context),
            Payments(context),
            Refund(context),
            RecordTransfer(context),
            Findings(context),
        };

    private static Command List(CommandContext context) => context.Runs(
        new Command("list", """
            List the orders that you may see, newest first.

            Example:
              guichet orders list
            """),
        async call =>
        {
            var page = await call.Client.ListOrdersAsync(limit: 100, cancel: call.Cancel);
            call.Screen.Show(page, orders => call.Screen.Table(
                ["Id", "Number", "Plan", "Total", "Refunded", "Paid by", "Status", "Purchase order"],
                orders.Items.Select(order => new[]
                {
                    order.Id.ToString(),
                    order.ConfirmationNumber,
                    order.Plan,
                    Amount(order.Total),
                    Amount(order.Refunded),
                    Screen.Word(order.Method),
                    Screen.Word(order.Status),
                    order.PurchaseOrderNumber,
                })));
        });

    private static Command Payments(CommandContext context)
    {
        var order = Order();
        var command = new Command("payments", """
            Print every try to pay an order, and every refund.

            Example:
              guichet orders payments 0197…
            """) { order };
        return context.Runs(command, async call =>
        {
            var payments = await call.Client.ListPaymentsAsync(call.Get(order), call.Cancel);
            var refunds = await call.Client.ListRefundsAsync(call.Get(order), call.Cancel);
            call.Screen.Show(new { payments, refunds }, _ => call.Screen.Table(
                ["What", "Way", "At", "Amount", "Status", "Reference"],
                payments
                    .Select(payment => new[]
                    {
                        "payment", payment.Gateway, Screen.Moment(payment.StartedAt), Amount(payment.Amount),
                        Screen.Word(payment.Status), payment.Reference ?? "-",
                    })
                    .Concat(refunds.Select(refund => new[]
                    {
                        "refund", refund.Gateway, Screen.Moment(refund.AskedAt), Amount(refund.Total),
                        Screen.Word(refund.Status), refund.Failure ?? refund.Reference ?? "-",
                    }))));
        });
    }

    private static Command Refund(CommandContext context)
    {
        var order = Order();
        var credits = new Option<int?>("--incidents") { Description = "How many; left out: all that are unused" };
        var reason = new Option<string>("--reason") { Description = "Why; the buyer reads it", Required = true };
        var command = new Command("refund", """
            Take unused incidents of an order back and refund them; for billing clerks.

            Example:
              guichet orders refund 0197… --reason "Bought by mistake"
            """) { order, credits, reason };
        return context.Runs(command, async call =>
        {
            var id = call.Get(order);
            var unused = await call.Client.GetRefundableAsync(id, call.Cancel);
            var refund = new NewRefund
            {
                Id = Guid.CreateVersion7(),
                Credits = call.Get(credits) ?? unused.Credits,
                Reason = call.Get(reason),
            };
            var made = await call.Client.RefundOrderAsync(id, refund, call.Cancel);
            call.Screen.Show(made, one => call.Screen.Line(
                $"{Amount(one.Total)} for {Screen.Number(one.Credits)} incidents: {Screen.Word(one.Status)}"));
        });
    }

    private static Command RecordTransfer(CommandContext context)
    {
        var order = Order();
        var on = new Option<DateOnly>("--on") { Description = "Day of receipt, 2026-11-20", Required = true };
        var reference = new Option<string>("--reference") { Description = "The bank's reference", Required = true };
        var amount = new Option<long>("--amount") { Description = "In minor units (cents)", Required = true };
        var command = new Command("record-transfer", """
            Record a bank transfer that has come in for an order; for billing clerks. The order is paid by it.

            Example:
              guichet orders record-transfer 0197… --amount 299400 --on 2026-11-20 --reference "SEPA 4711"
            """) { order, on, reference, amount };
        return context.Runs(command, async call =>
        {
            var id = call.Get(order);
            var transfer = new NewTransfer
            {
                Amount = call.Get(amount),
                Currency = (await call.Client.GetOrderAsync(id, call.Cancel)).Total.Currency,
                ReceivedOn = call.Get(on),
                Reference = call.Get(reference),
            };
            var paid = await call.Client.RecordTransferAsync(id, transfer, call.Cancel);
            call.Screen.Show(paid, one => call.Screen.Line($"{one.ConfirmationNumber}: {Screen.Word(one.Status)}"));
        });
    }

    private static Command Findings(CommandContext context)
    {
        var all = new Option<bool>("--all") { Description = "Those that were dealt with as well" };
        var command = new Command("findings", """
            List what does not add up between the orders and the payment gateway; for the vendor.

            Example:
              guichet orders findings
            """) { all };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ListPaymentFindingsAsync(!call.Get(all), limit: 100, cancel: call.Cancel);
            call.Screen.Show(page, findings => call.Screen.Table(
                ["Id", "What", "Order", "Amount", "Found", "Reference", "Dealt with"],
                findings.Items.Select(finding => new[]
                {
                    finding.Id.ToString(),
                    Screen.Word(finding.Kind),
                    finding.ConfirmationNumber ?? "-",
                    Amount(finding.Amount),
                    Screen.Moment(finding.FoundAt),
                    finding.Reference,
                    finding.Note,
                })));
        });
    }

    private static Argument<Guid> Order() => new("order") { Description = "Id of the order" };

    private static string Amount(MoneyView money) =>
        string.Create(CultureInfo.InvariantCulture, $"{money.Amount} {money.Currency}");
}
