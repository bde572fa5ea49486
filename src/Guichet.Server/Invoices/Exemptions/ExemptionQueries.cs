using Guichet.Accounts;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>An exemption with who asked for it, and how many documents came with it.</summary>
internal sealed record ExemptionWithAsker(TaxExemption Exemption, string Name, string? Email, string? Organization);

/// <summary>A document without what is in it.</summary>
internal sealed record ExemptionDocumentLine(
    Guid Id, TaxExemptionId Exemption, string Name, string MediaType, int Size);

/// <summary>Tax that waits to be given back.</summary>
internal sealed record TaxRefundLine(
    OrderId Order, string ConfirmationNumber, OrderStatus Status, long Tax, string Currency, Instant Since);

internal static class ExemptionQueries
{
    /// <summary>Their own; all of an organisation's for whoever looks after it or after its bills; every one for the
    /// vendor's billing clerk.</summary>
    public static IQueryable<TaxExemption> VisibleTo(this IQueryable<TaxExemption> exemptions, Actor actor) =>
        actor switch
        {
            { Role: Role.BillingClerk } => exemptions,
            { Organization: { } organization, MemberRole: MemberRole.Administrator or MemberRole.Billing } =>
                exemptions.Where(one => one.Person == actor.Person || one.Organization == organization),
            _ => exemptions.Where(one => one.Person == actor.Person),
        };

    /// <summary>Whether one is in force for somebody's orders on that day.</summary>
    public static Task<bool> IsExemptAsync(
        this Database database, Actor buyer, string country, LocalDate day, CancellationToken cancel)
    {
        var accepted = database.Set<TaxExemption>().Where(one =>
            one.Status == TaxExemptionStatus.Accepted && one.Country == country
            && one.ValidFrom <= day && one.ValidUntil >= day);
        var theirs = buyer.Organization is { } organization
            ? accepted.Where(one => one.Organization == organization)
            : accepted.Where(one => one.Person == buyer.Person && one.Organization == null);
        return theirs.AnyAsync(cancel);
    }

    /// <summary>One page, newest first, and one more where there is a next page; those under review alone where that is
    /// asked for, oldest first.</summary>
    public static Task<List<ExemptionWithAsker>> ListExemptionsAsync(
        this Database database, Actor actor, bool underReview, Cursor? after, int limit, CancellationToken cancel)
    {
        var exemptions = database.Set<TaxExemption>().AsNoTracking().VisibleTo(actor);
        if (underReview)
        {
            exemptions = exemptions.Where(one => one.Status == TaxExemptionStatus.UnderReview);
        }

        if (after is { } place)
        {
            var id = new TaxExemptionId(place.Id);
            exemptions = underReview
                ? exemptions.Where(one => one.SubmittedAt >= place.At
                    && (one.SubmittedAt > place.At || one.Id.CompareTo(id) > 0))
                : exemptions.Where(one => one.SubmittedAt <= place.At
                    && (one.SubmittedAt < place.At || one.Id.CompareTo(id) < 0));
        }

        var sorted = underReview
            ? exemptions.OrderBy(one => one.SubmittedAt).ThenBy(one => one.Id)
            : exemptions.OrderByDescending(one => one.SubmittedAt).ThenByDescending(one => one.Id);
        return sorted.Take(limit + 1).WithAskers(database).ToListAsync(cancel);
    }

    /// <summary>One; null where it is not there or not theirs to see.</summary>
    public static Task<ExemptionWithAsker?> FindExemptionAsync(
        this Database database, Actor actor, TaxExemptionId id, CancellationToken cancel) =>
        database.Set<TaxExemption>().AsNoTracking().VisibleTo(actor)
            .Where(one => one.Id == id)
            .WithAskers(database)
            .SingleOrDefaultAsync(cancel);

    /// <summary>What was sent with exemptions that were found to be theirs to see.</summary>
    public static async Task<ILookup<TaxExemptionId, ExemptionDocumentLine>> ListDocumentsAsync(
        this Database database, IReadOnlyCollection<TaxExemptionId> exemptions, CancellationToken cancel) =>
        (await database.Set<ExemptionDocument>()
            .Where(one => exemptions.Contains(one.Exemption))
            .OrderBy(one => one.Exemption).ThenBy(one => one.Position)
            .Select(one => new ExemptionDocumentLine(one.Id, one.Exemption, one.Name, one.MediaType, one.Size))
            .ToListAsync(cancel)).ToLookup(one => one.Exemption);

    /// <summary>A document; null where it is not there, or the exemption is not theirs to see.</summary>
    public static Task<ExemptionDocument?> FindDocumentAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        database.Set<ExemptionDocument>().AsNoTracking()
            .Where(one => one.Id == id
                && database.Set<TaxExemption>().VisibleTo(actor).Any(exemption => exemption.Id == one.Exemption))
            .SingleOrDefaultAsync(cancel);

    /// <summary>Tax that is still to be given back, oldest first; of one exemption where it is named. Not on orders
    /// that were canceled, and not what went back with a refund.</summary>
    public static Task<List<TaxRefundLine>> ListTaxRefundsAsync(
        this Database database, TaxExemptionId? exemption, int limit, CancellationToken cancel) =>
        database.Set<TaxRefund>()
            .Where(one => one.RefundedAt == null && (exemption == null || one.Exemption == exemption))
            .Join(
                database.Set<Order>().Where(order =>
                    order.Status != OrderStatus.Canceled && order.Tax > order.RefundedTax),
                one => one.PurchaseOrder,
                order => order.Id,
                (one, order) => new { Due = one, Order = order })
            .OrderBy(one => one.Due.Since).ThenBy(one => one.Due.PurchaseOrder)
            .Take(limit)
            .Select(one => new TaxRefundLine(
                one.Order.Id,
                one.Order.ConfirmationNumber,
                one.Order.Status,
                one.Order.Tax - one.Order.RefundedTax,
                one.Due.Currency,
                one.Due.Since))
            .ToListAsync(cancel);

    private static IQueryable<ExemptionWithAsker> WithAskers(
        this IQueryable<TaxExemption> exemptions, Database database) =>
        exemptions.Join(
            database.Set<Person>(),
            one => one.Person,
            person => person.Id,
            (one, person) => new ExemptionWithAsker(
                one,
                person.Name,
                person.Email,
                database.Set<Organization>()
                    .Where(organization => organization.Id == one.Organization)
                    .Select(organization => organization.Name)
                    .SingleOrDefault()));
}
