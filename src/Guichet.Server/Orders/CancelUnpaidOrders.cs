using Guichet.Orders;
using Guichet.Server.Hosting;
using Guichet.Server.Invoices;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Orders;

/// <summary>Reminds buyers of transfers that have not come, and cancels orders that nobody paid in time. The day of a
/// reminder is erased in the transaction that writes it, and an order is canceled once, so that it may run anywhere
/// and at any time.</summary>
internal sealed class CancelUnpaidOrders(
    UnitOfWork work, InvoiceQueue invoicing, IStorage storage, InForce inForce, IClock clock) : ISweep
{
    /// <summary>Kind of the message that becomes the reminder.</summary>
    public const string PaymentDue = "order.payment-due";

    /// <summary>Kind of the one that an order was canceled for want of payment.</summary>
    public const string Unpaid = "order.unpaid";

    private const int AtOnce = 50;

    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>What is due at that instant; running it again finds nothing.</summary>
    public async Task RunAsync(Instant now, CancellationToken cancel)
    {
        while ((await work.RunAsync<int>(database => RemindAsync(database, now, cancel), cancel)).Value == AtOnce)
        {
        }

        while (await GiveUpAsync(now, cancel) == AtOnce)
        {
        }
    }

    private async Task<Result<int>> RemindAsync(Database database, Instant now, CancellationToken cancel)
    {
        var today = (await inForce.ReadAsync(database, cancel)).Policy.DayOf(now);
        var due = await database.Set<Order>()
            .Where(order => order.RemindOn <= today)
            .OrderBy(order => order.RemindOn).ThenBy(order => order.Id)
            .Take(AtOnce)
            .ToListAsync(cancel);
        foreach (var order in due.Where(order => order.Remind(today)))
        {
            database.Add(OutboxMessage.Of(PaymentDue, new { order = order.Id.Value }, now));
        }

        return due.Count;
    }

    /// <summary>How many of those that are due were canceled; each by itself, as a credit note takes the number after
    /// the one before it.</summary>
    private async Task<int> GiveUpAsync(Instant now, CancellationToken cancel)
    {
        var canceled = 0;
        foreach (var id in await FindOverdueAsync(now, cancel))
        {
            var result = await invoicing.RunAsync<bool>(
                database => GiveUpAsync(database, id, now, cancel), cancel);
            canceled += result.Value ? 1 : 0;
        }

        return canceled;
    }

    private async Task<List<OrderId>> FindOverdueAsync(Instant now, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var today = (await inForce.ReadAsync(database, cancel)).Policy.DayOf(now);
        return await database.Set<Order>().AsNoTracking()
            .Where(order => order.Status == OrderStatus.AwaitingPayment && order.AwaitedUntil < today)
            .OrderBy(order => order.AwaitedUntil).ThenBy(order => order.Id)
            .Take(AtOnce)
            .Select(order => order.Id)
            .ToListAsync(cancel);
    }

    private async Task<Result<bool>> GiveUpAsync(
        Database database, OrderId id, Instant now, CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var order = await database.Set<Order>().SingleAsync(one => one.Id == id, cancel);
        if (!order.IsOverdue(policy.DayOf(now)))
        {
            return false;
        }

        var context = new CreditNoteContext(policy, now, cancel);
        if ((await CancelOrder.CancelAsync(database, order, CancelReason.Unpaid, context)).Refusal is { } refusal)
        {
            return refusal;
        }

        database.Add(OutboxMessage.Of(Unpaid, new { order = id.Value }, now));
        return true;
    }
}
