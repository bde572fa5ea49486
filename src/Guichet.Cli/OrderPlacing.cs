using System.CommandLine;
using System.Globalization;
using Guichet.Client;
using Guichet.Client.Orders;

namespace Guichet.Cli;

/// <summary>What can be bought, and buying it at the price that was seen.</summary>
internal static class OrderPlacing
{
    public static Command Offers(CommandContext context) => context.Runs(
        new Command("offers", """
            List the plans that you can buy now, and what they cost you with tax. Amounts are in minor units (cents).

            Example:
              guichet orders offers
            """),
        async call =>
        {
            var offers = await call.Client.ListOffersAsync(call.Cancel);
            call.Screen.Show(offers, all => call.Screen.Table(
                ["Plan", "Incidents", "Net", "Tax", "Total", "Usable until"],
                all.Select(offer => new[]
                {
                    offer.Plan,
                    Screen.Number(offer.Size),
                    Amount(offer.Net),
                    Amount(offer.Tax),
                    Amount(offer.Total),
                    Screen.Day(offer.LastDay),
                })));
        });

    public static Command Place(CommandContext context)
    {
        var plan = new Argument<string>("plan") { Description = "Key of the plan" };
        var total = new Option<long>("--total")
        {
            Description = "What you agree to pay with tax, in minor units (cents)",
            Required = true,
        };
        var currency = new Option<string?>("--currency") { Description = "Of the total; left out: that of the offer" };
        var method = new Option<PaymentMethod?>("--pay-by") { Description = "card or banktransfer" };
        var number = new Option<string?>("--purchase-order") { Description = "Your own number for it" };
        var command = new Command("place", """
            Order one pack of a plan, at the total that you name: at any other price nothing is ordered.

            Example:
              guichet orders place pack-5 --total 299400 --pay-by banktransfer --purchase-order PO-77
            """) { plan, total, currency, method, number };
        return context.Runs(command, async call =>
        {
            var key = call.Get(plan)!;
            var offered = call.Get(currency) is null
                ? (await call.Client.ListOffersAsync(call.Cancel)).FirstOrDefault(one => one.Plan == key)
                : null;
            var order = new NewOrder
            {
                Id = Guid.CreateVersion7(),
                Plan = key,
                Total = new MoneyView(call.Get(total), call.Get(currency) ?? offered?.Total.Currency ?? ""),
                Method = call.Get(method),
                PurchaseOrderNumber = call.Get(number),
            };
            Print(call, await call.Client.PlaceOrderAsync(order, call.Cancel));
        });
    }

    public static Command Cancel(CommandContext context)
    {
        var order = new Argument<Guid>("order") { Description = "Id of the order" };
        var command = new Command("cancel", """
            Give an order of yours up that is not paid.

            Example:
              guichet orders cancel 0197…
            """) { order };
        return context.Runs(
            command, async call => Print(call, await call.Client.CancelOrderAsync(call.Get(order), call.Cancel)));
    }

    private static void Print(Call call, OrderView order) => call.Screen.Show(order, one =>
    {
        call.Screen.Line($"{one.Id} {one.ConfirmationNumber}: {Amount(one.Total)}, {Screen.Word(one.Status)}");
        if (one.Transfer is { } transfer)
        {
            var account = transfer.Iban.Length > 0 ? transfer.Iban : transfer.Account;
            call.Screen.Line($"transfer to {account}, {transfer.AccountHolder}, reference {transfer.Reference}");
            call.Screen.Line($"to arrive by {Screen.Day(transfer.PayBy)}");
        }
    });

    private static string Amount(MoneyView money) =>
        string.Create(CultureInfo.InvariantCulture, $"{money.Amount} {money.Currency}");
}
