using Guichet.Accounts;
using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Orders;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using PaymentFindingKind = Guichet.Payments.PaymentFindingKind;
using PaymentMethod = Guichet.Orders.PaymentMethod;

namespace Guichet.Server.Payments;

/// <summary>The clerk has seen a transfer on the bank account, and records it: the order is paid.</summary>
internal sealed class RecordTransfer(
    UnitOfWork work, InForce inForce, ConfirmPayment confirm, KeepFinding findings, IClock clock)
{
    /// <summary>Recording the same once more is the same. Money for an order that was canceled is kept among what does
    /// not add up, and refused: <c>payment.after-cancel</c>. Refused also: <c>access.billing-clerk-only</c>,
    /// <c>order.unknown</c>, <c>payment.not-by-transfer</c>, <c>payment.day-wrong</c>, and as
    /// <see cref="ReceivedPayment.WhyNotFor"/> says.</summary>
    public async Task<Result<Order>> RunAsync(
        Actor clerk, OrderId id, NewTransfer transfer, string address, CancellationToken cancel)
    {
        var fit = await work.RunAsync<bool>(
            async database => (BillingClerks.WhyNot(clerk) ?? await WhyNotAsync(database, id, transfer, cancel))
                is { } unfit ? unfit : true,
            cancel);
        if (fit.Refusal is { } refusal)
        {
            return refusal;
        }

        var received = new ReceivedPayment(
            ReceivedPayment.BankTransfer,
            transfer.Reference!.Trim(),
            null,
            new Money(transfer.Amount!.Value, transfer.Currency!.ToUpperInvariant()),
            LocalDate.FromDateOnly(transfer.ReceivedOn!.Value),
            clerk.Person);
        var result = await confirm.RunAsync(
            id,
            received,
            (database, now) => database.Audit(
                now, clerk.Person, "payment.recorded", id.Value, address, received.Reference),
            cancel);
        if (result.Refusal is { Code: "order.canceled" })
        {
            await findings.RunAsync(
                PaymentFindingKind.PaidAfterCancel, (received.Gateway, received.Reference), id, received.Money, cancel);
            return new Refusal("payment.after-cancel", "The order was canceled before the money came.");
        }

        return result;
    }

    private async Task<Refusal?> WhyNotAsync(
        Database database, OrderId id, NewTransfer transfer, CancellationToken cancel)
    {
        if (await database.Set<Order>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel)
            is not { } order)
        {
            return new Refusal("order.unknown", "There is no such order.");
        }

        if (order.Method != PaymentMethod.BankTransfer)
        {
            return new Refusal("payment.not-by-transfer", "The order is paid by card.");
        }

        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var (from, until) = (policy.DayOf(order.PlacedAt), policy.DayOf(clock.GetCurrentInstant()));
        var on = LocalDate.FromDateOnly(transfer.ReceivedOn!.Value);

        // A bank elsewhere may be a day ahead or behind.
        return on >= from.PlusDays(-1) && on <= until.PlusDays(1)
            ? null
            : new Refusal("payment.day-wrong", "The day lies before the order, or ahead.")
                .With("from", from)
                .With("until", until);
    }
}
