using Guichet.Payments;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments;

/// <summary>Lays the books of the gateway beside those of the house: what was paid there and not heard of here is
/// confirmed, and what does not add up is kept for the billing clerk. What is told again changes nothing, so that it
/// may run anywhere and at any time.</summary>
internal sealed class ReconcilePayments(
    IStorage storage, IPaymentGateway gateway, LookAtGateway look, KeepFinding findings, IClock clock) : ISweep
{
    /// <summary>How far back the books are compared: longer than a webhook is repeated.</summary>
    public static readonly Duration Window = Duration.FromDays(5);

    public async Task RunAsync(CancellationToken cancel)
    {
        if (gateway.Origin is null)
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var since = now - Window;
        var paid = await gateway.ListPaidAsync(since - Payment.Open, cancel);
        foreach (var checkout in paid)
        {
            await look.Payments.ApplyAsync(checkout, cancel);
        }

        var known = paid.ToDictionary(checkout => checkout.Reference);
        foreach (var payment in await ReadAsync(database => Confirmed(database, since), cancel))
        {
            await CompareAsync(payment, known.GetValueOrDefault(payment.Reference!), cancel);
        }

        foreach (var payment in await ReadAsync(database => Over(database, now), cancel))
        {
            await look.Payments.RunAsync(payment.Reference!, cancel);
        }

        foreach (var refund in (await ReadAsync(OnTheirWay, cancel)).Where(refund => refund.Gateway == gateway.Name))
        {
            await look.Payments.RunForRefundAsync(refund.Reference!, cancel);
        }

        await LookAtChargebacksAsync(since, cancel);
    }

    /// <summary>New ones, and those that a bank has not decided.</summary>
    private async Task LookAtChargebacksAsync(Instant since, CancellationToken cancel)
    {
        var listed = await gateway.ListChargebacksAsync(since, cancel);
        foreach (var chargeback in listed)
        {
            await look.Chargebacks.ApplyAsync(chargeback, cancel);
        }

        var seen = listed.Select(one => one.Reference).ToHashSet();
        var open = await ReadAsync(
            database => database.Set<Chargeback>().Where(one => one.SettledAt == null).OrderBy(one => one.OpenedAt),
            cancel);
        foreach (var chargeback in open.Where(one => one.Gateway == gateway.Name && !seen.Contains(one.Reference)))
        {
            await look.Chargebacks.RunAsync(chargeback.Reference, cancel);
        }
    }

    private IQueryable<Payment> Confirmed(Database database, Instant since) =>
        database.Set<Payment>().Where(payment =>
            payment.Gateway == gateway.Name && payment.Status == PaymentStatus.Confirmed
            && payment.SettledAt >= since);

    /// <summary>Tries whose end nobody has told.</summary>
    private IQueryable<Payment> Over(Database database, Instant now) =>
        database.Set<Payment>().Where(payment =>
            payment.Gateway == gateway.Name && payment.Status == PaymentStatus.Started && payment.EndsAt <= now
            && payment.Reference != null);

    /// <summary>Refunds of which nobody has told what became of them. That they have not succeeded is said twice: by
    /// that the index of the open ones is found, and those are few.</summary>
    private static IQueryable<Refund> OnTheirWay(Database database) =>
        database.Set<Refund>()
            .Where(refund => refund.Status != RefundStatus.Succeeded && refund.Status == RefundStatus.Sent)
            .OrderBy(refund => refund.AskedAt);

    private async Task<List<T>> ReadAsync<T>(Func<Database, IQueryable<T>> query, CancellationToken cancel)
        where T : class
    {
        await using var database = storage.Read();
        return await query(database).AsNoTracking().ToListAsync(cancel);
    }

    private async Task CompareAsync(Payment payment, Checkout? listed, CancellationToken cancel)
    {
        var checkout = listed ?? await gateway.FindAsync(payment.Reference!, cancel);
        PaymentFindingKind? kind = checkout switch
        {
            { State: CheckoutState.Paid } when checkout.Money == payment.Money => null,
            { State: CheckoutState.Paid } => PaymentFindingKind.AmountDiffers,
            _ => PaymentFindingKind.OrderWithoutPayment,
        };
        if (kind is { } found)
        {
            var there = checkout is { State: CheckoutState.Paid } ? checkout.Money : payment.Money with { Amount = 0 };
            await findings.RunAsync(found, (gateway.Name, payment.Reference!), payment.Order, there, cancel);
        }
    }
}
