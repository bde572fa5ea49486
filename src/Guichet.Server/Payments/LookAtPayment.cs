using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Orders;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments;

/// <summary>Asks the gateway how a checkout or a refund stands now, and brings the books to it. Webhooks, the page to
/// which buyers return and the reconciliation all come through here: none of them is believed, each is only told where
/// to look. So it does not matter how often they come, how late, or in which order.</summary>
internal sealed class LookAtPayment(
    UnitOfWork work, IPaymentGateway gateway, ConfirmPayment confirm, KeepFinding findings, IClock clock)
{
    /// <summary>The checkout as it stands; null where the gateway has none of that name, at which nobody can pay then.
    /// Throws <see cref="GatewaySilentException"/>.</summary>
    public async Task<Checkout?> RunAsync(string reference, CancellationToken cancel)
    {
        var checkout = await gateway.FindAsync(reference, cancel);
        if (checkout is not null)
        {
            await ApplyAsync(checkout, cancel);
        }
        else
        {
            await EndAsync(reference, (payment, now) => payment.End(PaymentStatus.Expired, now), cancel);
        }

        return checkout;
    }

    /// <summary>Brings the books to what a checkout says now.</summary>
    public async Task ApplyAsync(Checkout checkout, CancellationToken cancel)
    {
        if (checkout.State == CheckoutState.Paid)
        {
            await ConfirmAsync(checkout, cancel);
        }
        else if (checkout.Declined || checkout.State is CheckoutState.Expired or CheckoutState.Failed)
        {
            await EndAsync(checkout.Reference, EndOf(checkout.State), cancel);
        }
    }

    /// <summary>The same for a refund; one that was not made here is kept for the clerk.</summary>
    public async Task RunForRefundAsync(string reference, CancellationToken cancel)
    {
        if (await gateway.FindRefundAsync(reference, cancel) is not { } found)
        {
            return;
        }

        var known = found.Ours is { } ours && await AnswerAsync(ours.Id, ours.Attempt, found.Answer, cancel);
        if (!known)
        {
            await findings.KeepUnknownRefundAsync((gateway.Name, reference), found.Capture, found.Money, cancel);
        }
    }

    /// <summary>What the gateway says of a refund's attempt; false where there is no such refund.</summary>
    public async Task<bool> AnswerAsync(RefundId id, int attempt, RefundAnswer answer, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var result = await work.RunAsync<bool>(
            async database =>
            {
                if (await database.Set<Refund>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } refund)
                {
                    return false;
                }

                refund.Answer(attempt, answer, now);
                return true;
            },
            cancel);
        return result.Value;
    }

    private async Task ConfirmAsync(Checkout checkout, CancellationToken cancel)
    {
        var received = new ReceivedPayment(gateway.Name, checkout.Reference, checkout.Capture, checkout.Money);
        var result = checkout.Order is { } order
            ? await confirm.RunAsync(order, received, cancel)
            : new Refusal("order.unknown", "The payment names no order.");
        if (result.Refusal is { } refusal && PaymentFinding.KindOf(refusal) is { } kind)
        {
            await findings.RunAsync(kind, (gateway.Name, checkout.Reference), checkout.Order, checkout.Money, cancel);
        }
    }

    private static Action<Payment, Instant> EndOf(CheckoutState state) => state switch
    {
        CheckoutState.Expired => (payment, now) => payment.End(PaymentStatus.Expired, now),
        CheckoutState.Failed => (payment, now) => payment.End(PaymentStatus.Failed, now),
        _ => (payment, now) => payment.Decline(now),
    };

    private Task<Result<bool>> EndAsync(
        string reference, Action<Payment, Instant> end, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                var name = gateway.Name;
                if (await database.Set<Payment>().SingleOrDefaultAsync(
                    one => one.Gateway == name && one.Reference == reference, cancel) is { } payment)
                {
                    end(payment, now);
                }

                return true;
            },
            cancel);
    }
}
