using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Orders;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments;

/// <summary>A refund with the number by which its order is known.</summary>
internal sealed record RefundOfOrder(Refund Refund, string ConfirmationNumber);

/// <summary>A finding with the number of its order and the name of who dealt with it.</summary>
internal sealed record FindingOfOrder(PaymentFinding Finding, string? ConfirmationNumber, string? DealtBy);

internal static class PaymentQueries
{
    /// <summary>The tries to pay an order that the actor was found to see, oldest first.</summary>
    public static Task<List<Payment>> ListPaymentsAsync(
        this Database database, OrderId order, CancellationToken cancel) =>
        database.Set<Payment>().AsNoTracking()
            .Where(payment => payment.Order == order)
            .OrderBy(payment => payment.Attempt)
            .ToListAsync(cancel);

    /// <summary>The tries to pay an order, and whatever else goes by that reference at that gateway.</summary>
    public static Task<List<Payment>> FindPaymentsAsync(
        this Database database, OrderId order, ReceivedPayment received, CancellationToken cancel) =>
        database.Set<Payment>()
            .Where(payment => payment.Order == order
                || (payment.Gateway == received.Gateway && payment.Reference == received.Reference))
            .ToListAsync(cancel);

    /// <summary>The refunds of an order that the actor was found to see, oldest first.</summary>
    public static Task<List<RefundOfOrder>> ListRefundsAsync(
        this Database database, OrderId order, CancellationToken cancel) =>
        database.Set<Refund>().AsNoTracking()
            .Where(refund => refund.Order == order)
            .OrderBy(refund => refund.AskedAt).ThenBy(refund => refund.Id)
            .OfOrders(database)
            .ToListAsync(cancel);

    /// <summary>One refund; null where it is not there or not theirs to see.</summary>
    public static Task<RefundOfOrder?> FindRefundAsync(
        this Database database, Actor actor, RefundId id, CancellationToken cancel)
    {
        var visible = database.Set<Order>().VisibleTo(actor).Select(order => order.Id);
        return database.Set<Refund>().AsNoTracking()
            .Where(refund => refund.Id == id && visible.Contains(refund.Order))
            .OfOrders(database)
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>One page of all refunds, newest first, and one more; those on their way alone where asked.</summary>
    public static Task<List<RefundOfOrder>> ListRefundsAsync(
        this Database database, bool open, Cursor? after, int limit, CancellationToken cancel)
    {
        var refunds = database.Set<Refund>().AsNoTracking();
        if (open)
        {
            refunds = refunds.Where(refund => refund.Status != RefundStatus.Succeeded);
        }

        if (after is { } place)
        {
            var id = new RefundId(place.Id);
            refunds = refunds.Where(refund => refund.AskedAt <= place.At
                && (refund.AskedAt < place.At || refund.Id.CompareTo(id) < 0));
        }

        return refunds
            .OrderByDescending(refund => refund.AskedAt).ThenByDescending(refund => refund.Id)
            .Take(limit + 1)
            .OfOrders(database)
            .ToListAsync(cancel);
    }

    /// <summary>One page of what does not add up, newest first, and one more; what waits alone where asked.</summary>
    public static Task<List<FindingOfOrder>> ListFindingsAsync(
        this Database database, bool open, Cursor? after, int limit, CancellationToken cancel)
    {
        var findings = database.Set<PaymentFinding>().AsNoTracking();
        if (open)
        {
            findings = findings.Where(finding => finding.DealtAt == null);
        }

        if (after is { } place)
        {
            findings = findings.Where(finding => finding.FoundAt <= place.At
                && (finding.FoundAt < place.At || finding.Id < place.Id));
        }

        return findings
            .OrderByDescending(finding => finding.FoundAt).ThenByDescending(finding => finding.Id)
            .Take(limit + 1)
            .OfOrders(database)
            .ToListAsync(cancel);
    }

    /// <summary>One finding; null where there is none.</summary>
    public static Task<FindingOfOrder?> FindFindingAsync(this Database database, Guid id, CancellationToken cancel) =>
        database.Set<PaymentFinding>().AsNoTracking()
            .Where(finding => finding.Id == id)
            .OfOrders(database)
            .SingleOrDefaultAsync(cancel);

    /// <summary>The order that was paid by what the gateway calls so; null where there is none.</summary>
    public static async Task<OrderId?> FindOrderOfCaptureAsync(
        this Database database, string gateway, string capture, CancellationToken cancel) =>
        (await database.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(
            payment => payment.Gateway == gateway && payment.Capture == capture, cancel))?.Order;

    private static IQueryable<RefundOfOrder> OfOrders(this IQueryable<Refund> refunds, Database database) =>
        refunds.Select(refund => new RefundOfOrder(
            refund,
            database.Set<Order>().Where(order => order.Id == refund.Order)
                .Select(order => order.ConfirmationNumber).Single()));

    private static IQueryable<FindingOfOrder> OfOrders(this IQueryable<PaymentFinding> findings, Database database) =>
        findings.Select(finding => new FindingOfOrder(
            finding,
            database.Set<Order>().Where(order => order.Id == finding.Order)
                .Select(order => order.ConfirmationNumber).SingleOrDefault(),
            database.Set<Person>().Where(person => person.Id == finding.DealtBy)
                .Select(person => person.Name).SingleOrDefault()));
}
