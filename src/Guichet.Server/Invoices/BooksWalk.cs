using System.Data;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using InvoiceKind = Guichet.Invoices.InvoiceKind;

namespace Guichet.Server.Invoices;

/// <summary>Walks the books as they are at one moment, some orders at a time: each payment is over its order, and has
/// its invoice and its pack with the purchase in the ledger; nothing else has; no more is given back than was billed,
/// and no series has a gap.</summary>
internal sealed class BooksWalk(IStorage storage, InForce inForce)
{
    private const int OrdersAtOnce = 500;
    private const int MostBreaks = 100;

    public async Task<BooksCheckView> RunAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        await using var moment = await BeginAsync(database, cancel);
        var breaks = new List<BooksBreakView>();
        var (paid, documents) = (0, 0);
        var after = new OrderId(Guid.Empty);
        while (await NextAsync(database, after, cancel) is { Count: > 0 } orders)
        {
            OrderId[] ids = [.. orders.Select(order => order.Id)];
            var invoices = await database.ListInvoicesOfAsync(ids, cancel);
            var purchases = await ReadPurchasesAsync(database, ids, cancel);
            var payments = await ReadPaymentsAsync(database, ids, cancel);
            foreach (var order in orders)
            {
                var policy = await inForce.ReadPolicyAsync(database, order.PolicyVersion, cancel);
                Document[] its = [.. invoices[order.Id].Select(one => new Document(one))];
                var wrong = Wrong(order, its, purchases[order.Id], policy.Policy.Invoices is not null);
                wrong = wrong.Concat(WrongPayment(order, [.. payments[order.Id]]));
                breaks.AddRange(wrong.Select(code => new BooksBreakView(code, order.ConfirmationNumber)));
                paid += order.Status == OrderStatus.Paid ? 1 : 0;
                documents += its.Length;
            }

            after = orders[^1].Id;
        }

        var series = await database.Set<InvoiceSeries>().AsNoTracking().OrderBy(one => one.Series).ToListAsync(cancel);
        foreach (var one in series)
        {
            var numbers = database.Set<Invoice>().Where(invoice => invoice.Series == one.Series);
            var (count, last) = (await numbers.CountAsync(cancel), await numbers.MaxAsync(n => (int?)n.Number, cancel));
            if (count != one.Last || (last ?? 0) != one.Last)
            {
                breaks.Add(new BooksBreakView("books.number-missing", one.Series));
            }
        }

        return new BooksCheckView(paid, documents, series.Count, [.. breaks.Take(MostBreaks)]);
    }

    /// <summary>A transaction that only reads, and sees nothing of what is committed after it began.</summary>
    private static async Task<IAsyncDisposable> BeginAsync(Database database, CancellationToken cancel)
    {
        if (!database.OnSqlite)
        {
            return await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        }

        // Deferred: whoever writes does not wait for it.
        await database.Database.OpenConnectionAsync(cancel);
        var connection = (SqliteConnection)database.Database.GetDbConnection();
        var transaction = connection.BeginTransaction(deferred: true);
        await database.Database.UseTransactionAsync(transaction, cancel);
        return transaction;
    }

    private static Task<List<Order>> NextAsync(Database database, OrderId after, CancellationToken cancel) =>
        database.Set<Order>().AsNoTracking()
            .Where(order => order.Id.CompareTo(after) > 0)
            .OrderBy(order => order.Id)
            .Take(OrdersAtOnce)
            .ToListAsync(cancel);

    /// <summary>All tries are read, as an order has few: asked for those that were confirmed alone, PostgreSQL may walk
    /// through every one that there is.</summary>
    private static async Task<ILookup<OrderId, Money>> ReadPaymentsAsync(
        Database database, OrderId[] orders, CancellationToken cancel) =>
        (await database.Set<Payment>().AsNoTracking()
            .Where(payment => orders.Contains(payment.Order))
            .ToListAsync(cancel))
        .Where(payment => payment.Status == PaymentStatus.Confirmed)
        .ToLookup(payment => payment.Order, payment => payment.Money);

    private static async Task<ILookup<OrderId, Purchase>> ReadPurchasesAsync(
        Database database, OrderId[] orders, CancellationToken cancel)
    {
        var packs = await database.Set<PackRow>().AsNoTracking()
            .Where(pack => pack.PurchaseOrder != null && orders.Contains(pack.PurchaseOrder.Value))
            .Select(pack => new
            {
                Order = pack.PurchaseOrder!.Value,
                pack.Size,
                Bought = database.Set<LedgerEntry>()
                    .Where(line => line.Pack == pack.Id && line.Kind == LedgerEntryKind.Purchased)
                    .Select(line => (int?)line.BalanceChange)
                    .ToList(),
            })
            .ToListAsync(cancel);
        return packs.ToLookup(pack => pack.Order, pack => new Purchase(pack.Size, pack.Bought));
    }

    private static IEnumerable<string> Wrong(
        Order order, Document[] documents, IEnumerable<Purchase> purchases, bool isInvoiced)
    {
        var packs = purchases.ToList();
        var invoice = documents.FirstOrDefault(one => one.Kind == InvoiceKind.Invoice);
        var credited = documents.Where(one => one.Kind == InvoiceKind.CreditNote).Sum(one => one.Total);
        var isPaid = order.Status == OrderStatus.Paid;
        if (isPaid && isInvoiced && invoice is null)
        {
            yield return "books.invoice-missing";
        }

        if (invoice is not null && (invoice.Total != order.Total.Amount || invoice.Currency != order.Currency))
        {
            yield return "books.invoice-wrong";
        }

        if (invoice is not null && order.Status == OrderStatus.Canceled && credited != invoice.Total)
        {
            yield return "books.invoice-not-countered";
        }

        if (credited > (invoice?.Total ?? 0))
        {
            yield return "books.credited-too-much";
        }

        if (isPaid && invoice is not null && credited != order.Refunded.Amount)
        {
            yield return "books.refund-wrong";
        }

        if (isPaid != packs.Count > 0)
        {
            yield return isPaid ? "books.pack-missing" : "books.pack-not-paid";
        }

        if (packs.Exists(pack => pack.Size != order.Size || pack.Bought.Sum() != (pack.Size ?? 0)))
        {
            yield return "books.purchase-wrong";
        }
    }

    private static IEnumerable<string> WrongPayment(Order order, Money[] payments)
    {
        if (order.Status == OrderStatus.Paid != payments.Length > 0)
        {
            yield return payments.Length > 0 ? "books.payment-not-booked" : "books.payment-missing";
        }

        if (Array.Exists(payments, paid => paid != order.Total))
        {
            yield return "books.payment-wrong";
        }
    }

    private sealed record Document(InvoiceKind Kind, long Total, string Currency)
    {
        public Document(Invoice invoice) : this(invoice.Kind, invoice.Total.Amount, invoice.Currency)
        {
        }
    }

    private sealed record Purchase(int? Size, List<int?> Bought);
}
