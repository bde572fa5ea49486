using System.Globalization;
using System.Text;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Orders;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments.Chargebacks;

/// <summary>A chargeback with the number of its order and the name of who answered it.</summary>
internal sealed record ChargebackOfOrder(Chargeback Chargeback, string ConfirmationNumber, string? AnsweredBy);

/// <summary>What the bank is told where a chargeback is contested, in English, which all of them read.</summary>
/// <param name="CustomerName">Who bought.</param>
/// <param name="CustomerEmail">Their address.</param>
/// <param name="Product">What was bought.</param>
/// <param name="ServiceDate">Since when it could be used.</param>
/// <param name="Activity">What was used of it, a line for each incident.</param>
/// <param name="Words">The vendor's own.</param>
internal sealed record ChargebackEvidence(
    string CustomerName, string CustomerEmail, string Product, string ServiceDate, string Activity, string Words);

internal static class ChargebackQueries
{
    private const int MostIncidents = 100;

    /// <summary>One page, newest first, and one more; those that are not settled alone where asked.</summary>
    public static Task<List<ChargebackOfOrder>> ListChargebacksAsync(
        this Database database, bool open, Cursor? after, int limit, CancellationToken cancel)
    {
        var chargebacks = database.Set<Chargeback>().AsNoTracking();
        if (open)
        {
            chargebacks = chargebacks.Where(one => one.SettledAt == null);
        }

        if (after is { } place)
        {
            var id = new ChargebackId(place.Id);
            chargebacks = chargebacks.Where(one => one.OpenedAt <= place.At
                && (one.OpenedAt < place.At || one.Id.CompareTo(id) < 0));
        }

        return chargebacks
            .OrderByDescending(one => one.OpenedAt).ThenByDescending(one => one.Id)
            .Take(limit + 1)
            .OfOrders(database)
            .ToListAsync(cancel);
    }

    /// <summary>One chargeback; null where there is none.</summary>
    public static Task<ChargebackOfOrder?> FindChargebackAsync(
        this Database database, ChargebackId id, CancellationToken cancel) =>
        database.Set<Chargeback>().AsNoTracking()
            .Where(one => one.Id == id)
            .OfOrders(database)
            .SingleOrDefaultAsync(cancel);

    /// <summary>Those of an order, oldest first; none where it is not theirs to see.</summary>
    public static Task<List<ChargebackOfOrder>> ListChargebacksOfAsync(
        this Database database, Actor actor, OrderId order, CancellationToken cancel)
    {
        var visible = database.Set<Order>().VisibleTo(actor).Select(one => one.Id);
        return database.Set<Chargeback>().AsNoTracking()
            .Where(one => one.Order == order && visible.Contains(one.Order))
            .OrderBy(one => one.OpenedAt)
            .OfOrders(database)
            .ToListAsync(cancel);
    }

    /// <summary>Whether a bank has taken the payment of an order back, and has not decided.</summary>
    public static Task<bool> IsDisputedAsync(this Database database, OrderId order, CancellationToken cancel) =>
        database.Set<Chargeback>().AnyAsync(
            one => one.Order == order
                && (one.Status == ChargebackStatus.Open || one.Status == ChargebackStatus.UnderReview),
            cancel);

    /// <summary>What speaks for the payment.</summary>
    public static async Task<ChargebackEvidence> ReadEvidenceAsync(
        this Database database, Chargeback chargeback, CancellationToken cancel)
    {
        var order = await database.Set<Order>().AsNoTracking().SingleAsync(one => one.Id == chargeback.Order, cancel);
        var buyer = await database.Set<Person>().AsNoTracking().SingleAsync(one => one.Id == order.Buyer, cancel);
        var size = order.Size?.ToString(CultureInfo.InvariantCulture);
        return new ChargebackEvidence(
            buyer.Name,
            buyer.Email ?? "",
            $"Technical support, plan {order.Plan}{(size is null ? "" : $", {size} incidents")}, "
                + $"order {order.ConfirmationNumber}",
            Day(order.PaidAt),
            await ReadActivityAsync(database, order, cancel),
            chargeback.Words);
    }

    private static async Task<string> ReadActivityAsync(Database database, Order order, CancellationToken cancel)
    {
        var pack = await database.Set<PackRow>().AsNoTracking()
            .Where(one => one.PurchaseOrder == order.Id)
            .Select(one => (IncidentPackId?)one.Id)
            .SingleOrDefaultAsync(cancel);
        var activity = new StringBuilder().Append(
            CultureInfo.InvariantCulture, $"Order placed {Day(order.PlacedAt)}, paid {Day(order.PaidAt)}.");
        if (pack is null)
        {
            return activity.ToString();
        }

        var ids = (await database.Set<LedgerEntry>().AsNoTracking()
            .Where(line => line.Pack == pack && line.Kind == LedgerEntryKind.Reserved && line.Incident != null)
            .OrderBy(line => line.Line)
            .Take(MostIncidents)
            .Select(line => line.Incident!.Value)
            .ToListAsync(cancel)).ConvertAll(id => new IncidentId(id));
        var incidents = await database.Set<Incident>().AsNoTracking()
            .Where(one => ids.Contains(one.Id))
            .OrderBy(one => one.SubmittedAt)
            .Select(one => new { one.Number, one.SubmittedAt, one.ClosedAt })
            .ToListAsync(cancel);
        foreach (var one in incidents)
        {
            activity.Append(
                CultureInfo.InvariantCulture,
                $"\nIncident {one.Number}: opened by the customer {Day(one.SubmittedAt)}, ");
            activity.Append(one.ClosedAt is null ? "being worked on." : $"closed {Day(one.ClosedAt)}.");
        }

        return activity.ToString();
    }

    private static string Day(Instant? at) => at?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    private static IQueryable<ChargebackOfOrder> OfOrders(this IQueryable<Chargeback> chargebacks, Database database) =>
        chargebacks.Select(one => new ChargebackOfOrder(
            one,
            database.Set<Order>().Where(order => order.Id == one.Order)
                .Select(order => order.ConfirmationNumber).Single(),
            database.Set<Person>().Where(person => person.Id == one.AnsweredBy)
                .Select(person => person.Name).SingleOrDefault()));
}
