using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Orders;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments;

/// <summary>Sends a refund to its gateway, after the commit that decided it. Whoever is killed on the way leaves the
/// message; the next one sends the same attempt under the same key, and the gateway counts it once.</summary>
internal sealed class SendRefund(
    IStorage storage, IPaymentGateway gateway, LookAtPayment look, IClock clock) : IErrand
{
    /// <summary>How long a key counts on: gateways forget them after a day.</summary>
    private static readonly Duration KeyCounts = Duration.FromHours(20);

    public bool RunsFor(string kind) => kind == RefundOrder.Asked;

    public async Task RunAsync(OutboxMessage message, CancellationToken cancel)
    {
        var facts = message.Read<Facts>();
        var id = new RefundId(facts.Refund);
        Refund? refund;
        Payment? payment;
        await using (var database = storage.Read())
        {
            refund = await database.Set<Refund>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
            payment = refund is null
                ? null
                : await database.Set<Payment>().AsNoTracking().SingleAsync(one => one.Id == refund.Payment, cancel);
        }

        if (refund is null || payment is null || refund.Attempt != facts.Attempt
            || refund.Status != RefundStatus.Asked)
        {
            return;
        }

        var answer = payment.Gateway == gateway.Name
            ? await SendAsync(refund, payment, clock.GetCurrentInstant() - message.CreatedAt, cancel)
            : new RefundAnswer(RefundStatus.Failed, null, $"the gateway {payment.Gateway} is not set up any more");
        await look.AnswerAsync(id, facts.Attempt, answer, cancel);
    }

    private async Task<RefundAnswer> SendAsync(
        Refund refund, Payment payment, Duration age, CancellationToken cancel)
    {
        var made = age > KeyCounts ? await gateway.FindAttemptAsync(refund, payment, cancel) : null;
        return made ?? await gateway.RefundAsync(refund, payment, cancel);
    }

    private sealed record Facts(Guid Refund, int Attempt);
}

/// <summary>Closes the checkouts of an order that was canceled, so that nobody pays for it any more.</summary>
internal sealed class CloseCheckouts(IStorage storage, IPaymentGateway gateway, LookAtPayment look) : IErrand
{
    public bool RunsFor(string kind) => kind == CancelOrder.Canceled;

    public async Task RunAsync(OutboxMessage message, CancellationToken cancel)
    {
        var id = new OrderId(message.Read<Facts>().Order);
        List<string> open;
        await using (var database = storage.Read())
        {
            open = await database.Set<Payment>().AsNoTracking()
                .Where(one => one.Order == id && one.Status == PaymentStatus.Started
                    && one.Gateway == gateway.Name && one.Reference != null)
                .Select(one => one.Reference!)
                .ToListAsync(cancel);
        }

        foreach (var reference in open)
        {
            await gateway.CloseAsync(reference, cancel);
            await look.RunAsync(reference, cancel);
        }
    }

    private sealed record Facts(Guid Order);
}
