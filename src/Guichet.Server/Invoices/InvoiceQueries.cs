using Guichet.Accounts;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices;

/// <summary>Which documents are asked for; null: whatever.</summary>
internal sealed record InvoiceFilter(
    InvoiceKind? Kind = null,
    OrderId? Order = null,
    PersonId? Buyer = null,
    InvoiceId? Invoice = null,
    Instant? From = null,
    Instant? Before = null);

/// <summary>A document with how its order stands now.</summary>
internal sealed record InvoiceWithOrder(Invoice Invoice, OrderStatus Status, Instant? PaidAt, string? PaymentReference);

internal static class InvoiceQueries
{
    /// <summary>A buyer sees their own; whoever looks after an organisation or its bills sees all of its documents; the
    /// vendor's billing sees every one.</summary>
    public static IQueryable<Invoice> VisibleTo(this IQueryable<Invoice> invoices, Actor actor) => actor switch
    {
        { Role: Role.BillingClerk or Role.SupportManager or Role.Administrator } => invoices,
        { Organization: { } organization, MemberRole: MemberRole.Administrator or MemberRole.Billing } =>
            invoices.Where(one => one.Buyer == actor.Person || one.Organization == organization),
        _ => invoices.Where(one => one.Buyer == actor.Person),
    };

    /// <summary>One page, newest first, and one more where there is a next page.</summary>
    public static Task<List<InvoiceWithOrder>> ListInvoicesAsync(
        this Database database, Actor actor, InvoiceFilter filter, Cursor? after, int limit,
        CancellationToken cancel)
    {
        var invoices = database.Set<Invoice>().AsNoTracking().VisibleTo(actor).Matching(filter);
        if (after is { } place)
        {
            var id = new InvoiceId(place.Id);
            invoices = invoices.Where(one => one.IssuedAt <= place.At
                && (one.IssuedAt < place.At || one.Id.CompareTo(id) < 0));
        }

        return invoices
            .OrderByDescending(one => one.IssuedAt).ThenByDescending(one => one.Id)
            .Take(limit + 1)
            .WithOrders(database)
            .ToListAsync(cancel);
    }

    /// <summary>One document by its id or its number; null where it is not there or not theirs to see.</summary>
    public static Task<InvoiceWithOrder?> FindInvoiceAsync(
        this Database database, Actor actor, string idOrNumber, CancellationToken cancel)
    {
        var invoices = database.Set<Invoice>().AsNoTracking().VisibleTo(actor);
        if (Guid.TryParse(idOrNumber, out var guid))
        {
            var id = new InvoiceId(guid);
            invoices = invoices.Where(one => one.Id == id);
        }
        else
        {
            var number = idOrNumber.Trim().ToUpperInvariant();
            invoices = invoices.Where(one => one.FullNumber == number);
        }

        return invoices.WithOrders(database).SingleOrDefaultAsync(cancel);
    }

    /// <summary>All documents of orders that were found to be theirs to see, oldest first.</summary>
    public static async Task<ILookup<OrderId, Invoice>> ListInvoicesOfAsync(
        this Database database, IReadOnlyCollection<OrderId> orders, CancellationToken cancel) =>
        (await database.Set<Invoice>().AsNoTracking()
            .Where(one => orders.Contains(one.PurchaseOrder))
            .OrderBy(one => one.IssuedAt).ThenBy(one => one.Id)
            .ToListAsync(cancel)).ToLookup(one => one.PurchaseOrder);

    /// <summary>What the clerk looks for: a document by its number, those of an order by its confirmation number, or
    /// those of a customer by their mail address; null where nothing is known by that.</summary>
    public static async Task<InvoiceFilter?> FindFilterAsync(
        this Database database, string typed, CancellationToken cancel)
    {
        var text = typed.Trim().ToUpperInvariant();
        if (text.Contains('@', StringComparison.Ordinal))
        {
            var people = await database.Set<Person>()
                .Where(one => one.NormalizedEmail == text).Select(one => one.Id).ToListAsync(cancel);
            return people is [var person] ? new InvoiceFilter(Buyer: person) : null;
        }

        if (ConfirmationNumber.Normalize(text) is { } number)
        {
            var orders = await database.Set<Order>()
                .Where(one => one.ConfirmationNumber == number).Select(one => one.Id).ToListAsync(cancel);
            if (orders is [var order])
            {
                return new InvoiceFilter(Order: order);
            }
        }

        var found = await database.Set<Invoice>()
            .Where(one => one.FullNumber == text).Select(one => one.Id).ToListAsync(cancel);
        return found is [var invoice] ? new InvoiceFilter(Invoice: invoice) : null;
    }

    private static IQueryable<Invoice> Matching(this IQueryable<Invoice> invoices, InvoiceFilter filter)
    {
        invoices = filter.Kind is { } kind ? invoices.Where(one => one.Kind == kind) : invoices;
        invoices = filter.Order is { } order ? invoices.Where(one => one.PurchaseOrder == order) : invoices;
        invoices = filter.Buyer is { } buyer ? invoices.Where(one => one.Buyer == buyer) : invoices;
        invoices = filter.Invoice is { } id ? invoices.Where(one => one.Id == id) : invoices;
        invoices = filter.From is { } from ? invoices.Where(one => one.IssuedAt >= from) : invoices;
        return filter.Before is { } before ? invoices.Where(one => one.IssuedAt < before) : invoices;
    }

    private static IQueryable<InvoiceWithOrder> WithOrders(this IQueryable<Invoice> invoices, Database database) =>
        invoices.Join(
            database.Set<Order>(),
            one => one.PurchaseOrder,
            order => order.Id,
            (one, order) => new InvoiceWithOrder(one, order.Status, order.PaidAt, order.PaymentReference));
}
