using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Invoices;
using Guichet.Server.Orders;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments;

/// <summary>The buyer sets out for the gateway. The try is stored before the gateway hears of it, so that whoever comes
/// again, after whichever interruption, comes to the same checkout.</summary>
internal sealed class StartPayment(
    UnitOfWork work, IPaymentGateway gateway, LookAtPayment look, InForce inForce, IClock clock)
{
    /// <summary>The address at which the order is paid. Refused: <c>order.unknown</c> for anybody else's,
    /// <c>order.already-paid</c>, <c>order.canceled</c>, <c>payment.not-by-card</c>, <c>payment.no-gateway</c>,
    /// <c>payment.currency-not-taken</c>, <c>payment.gateway-refused</c>, <c>payment.gateway-silent</c>.</summary>
    /// <param name="buyer">Who pays.</param>
    /// <param name="id">Their order.</param>
    /// <param name="returnsTo">Scheme and host to which the gateway sends them back.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<string>> RunAsync(
        SignedIn buyer, OrderId id, string returnsTo, CancellationToken cancel)
    {
        try
        {
            var tried = await TryAsync(buyer, id, returnsTo, cancel);

            // A checkout that has run out since is followed by a new one.
            return tried.Refusal is { Code: "payment.checkout-over" }
                ? await TryAsync(buyer, id, returnsTo, cancel)
                : tried;
        }
        catch (GatewaySilentException)
        {
            return new Refusal("payment.gateway-silent", "The payment gateway does not answer.");
        }
    }

    private async Task<Result<string>> TryAsync(
        SignedIn buyer, OrderId id, string returnsTo, CancellationToken cancel)
    {
        var started = await work.RunAsync<Started>(
            database => StartAsync(database, buyer, id, returnsTo, cancel), cancel);
        if (!started.Succeeded(out var found, out var refusal))
        {
            return refusal;
        }

        return found switch
        {
            { Payment: null } => $"/pay/demonstration/{id.Value}",
            { Payment.Reference: { } reference } => await ReturnAsync(id, reference, cancel),
            _ => await OpenAsync(found, found.Payment, cancel),
        };
    }

    private async Task<Result<Started>> StartAsync(
        Database database, SignedIn buyer, OrderId id, string returnsTo, CancellationToken cancel)
    {
        if (await database.FindOwnOrderAsync(buyer.Actor, id, cancel) is not { } order)
        {
            return new Refusal("order.unknown", "There is no such order.");
        }

        if ((WhyNot(order) ?? gateway.WhyNot(order.Total)) is { } refusal)
        {
            return refusal;
        }

        if (gateway.Origin is null)
        {
            return new Started(order, null, []);
        }

        var now = clock.GetCurrentInstant();
        var tries = await database.Set<Payment>().Where(payment => payment.Order == id).ToListAsync(cancel);
        var payment = tries.SingleOrDefault(one => one.Status == PaymentStatus.Started);

        // One that has run out here and has a name at the gateway is asked about first: it may be paid, or on its way.
        if (payment is null || payment.Gateway != gateway.Name || (payment.Reference is null && payment.EndsAt <= now))
        {
            payment?.End(PaymentStatus.Expired, now);
            payment = Payment.Start(
                new PaymentId(Guid.CreateVersion7()), order, gateway.Name, tries.Count + 1,
                (returnsTo, buyer.Language), now);
            database.Add(payment);
        }

        return new Started(order, payment, await LinesAsync(database, order, payment.Language, cancel));
    }

    private static Refusal? WhyNot(Order order) => order switch
    {
        { Status: OrderStatus.Paid } => new Refusal("order.already-paid", "The order is already paid."),
        { Status: OrderStatus.Canceled } => new Refusal("order.canceled", "The order was canceled."),
        { Method: not PaymentMethod.Card } =>
            new Refusal("payment.not-by-card", "The order is paid by bank transfer."),
        _ => null,
    };

    /// <summary>Plan and tax, as they were when the order was placed.</summary>
    private async Task<IReadOnlyList<CheckoutLine>> LinesAsync(
        Database database, Order order, string language, CancellationToken cancel)
    {
        var policy = await inForce.ReadPolicyAsync(database, order.PolicyVersion, cancel);
        var plan = policy.FindPlan(order.Plan)?.Name.In(language) ?? order.Plan;
        var billing = await database.Set<OrderBilling>().FindAsync([order.Id], cancel);
        var tax = billing?.Taxation.Name.In(language) ?? "";
        return
        [
            .. new CheckoutLine[]
            {
                new(plan, new Money(order.Net, order.Currency)),
                new(tax.Length > 0 ? tax : order.Country, new Money(order.Tax, order.Currency)),
            }.Where(line => line.Money.Amount > 0),
        ];
    }

    private async Task<Result<string>> OpenAsync(Started started, Payment payment, CancellationToken cancel)
    {
        var opened = await gateway.OpenAsync(started.Order, payment, started.Lines, cancel);
        var refusal = opened.Refusal;
        await work.RunAsync<bool>(
            async database =>
            {
                var row = await database.Set<Payment>().SingleAsync(one => one.Id == payment.Id, cancel);
                if (refusal is not null)
                {
                    row.End(PaymentStatus.Failed, clock.GetCurrentInstant());
                }
                else if (row.Reference is null)
                {
                    row.Name(opened.Value!.Reference);
                }

                return true;
            },
            cancel);
        return refusal is not null ? refusal : opened.Value!.Address ?? OrderPage(started.Order.Id);
    }

    /// <summary>To the checkout that is open already; to the order where it was paid in between.</summary>
    private async Task<Result<string>> ReturnAsync(OrderId id, string reference, CancellationToken cancel)
    {
        var state = await look.RunAsync(reference, cancel);
        return state switch
        {
            { State: CheckoutState.Open, Address: { } address } => address,
            { State: CheckoutState.Paid or CheckoutState.Processing } => OrderPage(id),
            _ => new Refusal("payment.checkout-over", "The checkout is over; a new one can be opened."),
        };
    }

    private static string OrderPage(OrderId id) => $"/orders/{id.Value}";

    private sealed record Started(Order Order, Payment? Payment, IReadOnlyList<CheckoutLine> Lines);
}
