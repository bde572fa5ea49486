using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Server.Orders;
using Guichet.Server.Packs;
using Guichet.Server.Payments;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices;

/// <summary>Which purchases somebody wants to see on the billing page.</summary>
/// <param name="Status">Of one status alone.</param>
/// <param name="From">First day on which they were ordered.</param>
/// <param name="Until">Last day, included.</param>
internal sealed record BillingFilter(Guichet.Orders.OrderStatus? Status, DateOnly? From, DateOnly? Until);

/// <summary>A purchase with all that belongs to it.</summary>
/// <param name="Order">The order, with its confirmation number and payment.</param>
/// <param name="Documents">Invoice and credit notes, oldest first.</param>
/// <param name="Left">Incidents left in its pack; null without one, and where the pack is not counted.</param>
/// <param name="ExpiresOn">Last day of the pack; null without one.</param>
internal sealed record BillingLine(
    OrderView Order, IReadOnlyList<Invoice> Documents, int? Left, LocalDate? ExpiresOn)
{
    /// <summary>What was given back, in minor units.</summary>
    public long GivenBack =>
        Documents.Where(one => one.Kind == InvoiceKind.CreditNote).Sum(one => one.Total.Amount);
}

/// <summary>The billing page (R26): each purchase with its payment, its documents, what was given back, and its pack.
/// </summary>
internal sealed class BillingPageViews(
    IStorage storage, InForce inForce, PaymentWays ways, Texts texts, IClock clock)
{
    public async Task<Page<BillingLine>> ListAsync(
        Actor actor, BillingFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var found = await Wanted(database.Set<Order>().AsNoTracking().VisibleTo(actor), filter, policy.Zone)
            .ListPageAsync(database, Cursor.Parse(cursor), limit, cancel);
        var page = found.Take(limit).ToList();
        var documents = await database.ListInvoicesOfAsync([.. page.Select(one => one.Order.Id)], cancel);
        IncidentPackId[] ids = [.. page.Where(one => one.Pack is not null).Select(one => one.Pack!.Value)];
        var lines = await database.LastLinesAsync(ids, cancel);
        var packs = await database.Set<PackRow>().AsNoTracking()
            .Where(pack => ids.Contains(pack.Id))
            .ToDictionaryAsync(pack => pack.Id, cancel);
        var today = policy.DayOf(clock.GetCurrentInstant());
        var last = found.Count > limit ? page[^1].Order : null;
        return new Page<BillingLine>(
            [
                .. page.Select(one => new BillingLine(
                    one.ToView(policy, ways, texts),
                    [.. documents[one.Order.Id]],
                    one.Pack is { } pack && lines.TryGetValue(pack, out var line)
                        ? packs[pack].With(line).AvailableOn(today, line)
                        : null,
                    one.Pack is { } id ? packs[id].ExpiresOn : null)),
            ],
            last is null ? null : new Cursor(last.PlacedAt, last.Id.Value).ToString());
    }

    private static IQueryable<Order> Wanted(IQueryable<Order> orders, BillingFilter filter, DateTimeZone zone)
    {
        if (filter.Status is { } status)
        {
            orders = orders.Where(order => order.Status == status);
        }

        if (filter.From is { } first)
        {
            var from = first.StartIn(zone);
            orders = orders.Where(order => order.PlacedAt >= from);
        }

        if (filter.Until?.EndIn(zone) is { } before)
        {
            orders = orders.Where(order => order.PlacedAt < before);
        }

        return orders;
    }
}
