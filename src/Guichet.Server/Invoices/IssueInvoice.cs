using Guichet.Accounts;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices;

/// <summary>Invoices and credit notes, issued within the operation that makes them due: the number is taken in its
/// transaction, so that an operation that does not commit leaves no gap.</summary>
internal static class IssueInvoice
{
    /// <summary>Reason of the note that counters the invoice of an order which was given up before it was paid.
    /// </summary>
    public const string OrderCanceled = "order-canceled";

    /// <summary>The same for one that nobody paid in time.</summary>
    public const string OrderUnpaid = "order-unpaid";

    /// <summary>The same over what the buyer's bank took back.</summary>
    public const string Chargeback = "chargeback";

    private const string TakeNumber = """
        insert into invoice_series (series, last) values ({0}, 1)
        on conflict (series) do update set last = invoice_series.last + 1
        returning last as "Value"
        """;

    /// <summary>Issues the invoice for an order, once. Null where the policy of the order names no seller.</summary>
    /// <param name="database">That of the operation.</param>
    /// <param name="order">Paid, or to be paid as <paramref name="due"/> says.</param>
    /// <param name="policy">The one the order was priced under.</param>
    /// <param name="now">The operation's instant.</param>
    /// <param name="due">How it is to be paid; null for an order that is paid.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Invoice?> IssueInvoiceAsync(
        this Database database, Order order, PolicyInForce policy, Instant now, InvoiceDue? due,
        CancellationToken cancel)
    {
        if (await database.FindInvoiceOfAsync(order.Id, cancel) is { } issued)
        {
            return issued;
        }

        if (policy.Policy.Invoices is not { } terms)
        {
            return null;
        }

        var buyer = await database.Set<Person>().AsNoTracking().SingleAsync(one => one.Id == order.Buyer, cancel);
        var billing = await database.Set<OrderBilling>().FindAsync([order.Id], cancel)
            ?? Unbilled(order, buyer, policy);
        var issue = await database.NumberAsync(InvoiceKind.Invoice, terms, policy.DayOf(now), now, cancel);
        var invoice = Invoice.For(order, DocumentOf(order, billing, policy, buyer.Email!, due), issue);
        database.Add(invoice);
        return invoice;
    }

    /// <summary>Issues a credit note over an amount that is given back of an order; nothing for an order that has no
    /// invoice. The answer is null, or <c>invoice.amount-too-large</c>.</summary>
    public static Task<Refusal?> IssueCreditNoteAsync(
        this Database database, OrderId order, CreditedAmount amount, string reason, CreditNoteContext context) =>
        database.CreditAsync(order, (invoice, earlier) => Crediting.Of(invoice, earlier, amount), reason, context);

    /// <summary>The same over all that is left on an order's invoice; nothing where nothing is.</summary>
    public static Task<Refusal?> CounterInvoiceAsync(
        this Database database, OrderId order, string reason, CreditNoteContext context) =>
        database.CreditAsync(order, (invoice, earlier) => Crediting.Left(invoice, earlier), reason, context);

    /// <summary>The invoice of an order; null where it has none.</summary>
    public static Task<Invoice?> FindInvoiceOfAsync(
        this Database database, OrderId order, CancellationToken cancel) =>
        database.Set<Invoice>().SingleOrDefaultAsync(
            one => one.PurchaseOrder == order && one.Kind == InvoiceKind.Invoice, cancel);

    private static async Task<Refusal?> CreditAsync(
        this Database database,
        OrderId order,
        Func<Invoice, CreditedAmount, Result<CreditedAmount>> part,
        string reason,
        CreditNoteContext context)
    {
        var (policy, now, cancel) = context;
        if (await database.FindInvoiceOfAsync(order, cancel) is not { } invoice)
        {
            return null;
        }

        // Adding up is the rules' matter: a note has few before it.
        var notes = await database.Set<Invoice>().AsNoTracking()
            .Where(one => one.Counters == invoice.Id)
            .Select(one => new { one.Net, one.Tax })
            .ToListAsync(cancel);
        var earlier = new CreditedAmount(notes.Sum(one => one.Net), notes.Sum(one => one.Tax));
        if (!part(invoice, earlier).Succeeded(out var amount, out var refusal))
        {
            return refusal;
        }

        if (amount.Total == 0)
        {
            return null;
        }

        var terms = policy.Policy.Invoices ?? new InvoiceTerms(invoice.Document.Seller);
        var issue = await database.NumberAsync(InvoiceKind.CreditNote, terms, policy.DayOf(now), now, cancel);
        database.Add(invoice.Counter(amount, reason, issue));
        return null;
    }

    private static async Task<InvoiceIssue> NumberAsync(
        this Database database, InvoiceKind kind, InvoiceTerms terms, LocalDate day, Instant now,
        CancellationToken cancel)
    {
        var series = terms.SeriesOf(kind, day);
        var taken = await database.Database.SqlQueryRaw<int>(TakeNumber, series).ToListAsync(cancel);
        return new InvoiceIssue(new InvoiceId(Guid.CreateVersion7(now.ToDateTimeOffset())), series, taken[0], day, now);
    }

    private static InvoiceDocument DocumentOf(
        Order order, OrderBilling billing, PolicyInForce policy, string email, InvoiceDue? due)
    {
        var plan = policy.FindPlan(order.Plan)?.Name ?? new LocalizedText(order.Plan);
        var tax = billing.Taxation;
        return new InvoiceDocument
        {
            Seller = policy.Policy.Invoices!.Seller,
            Buyer = billing.Buyer,
            BuyerEmail = email,
            ConfirmationNumber = order.ConfirmationNumber,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            OrderedOn = policy.DayOf(order.PlacedAt),
            Lines = [new InvoiceLine(order.Plan, plan, order.Size, 1, order.Net)],
            TaxLine = new InvoiceTax(tax.Category, tax.BasisPoints, tax.Name, tax.Note, order.Net, order.Tax),
            Payment = order is { PaidAt: { } paid, PaymentReference: { } reference }
                ? new InvoicePayment(policy.DayOf(paid), reference)
                : null,
            DueOn = due?.On,
            Account = due?.Account,
        };
    }

    /// <summary>For an order that was placed before billing details were kept with it.</summary>
    private static OrderBilling Unbilled(Order order, Person buyer, PolicyInForce policy)
    {
        var details = BillingDetails.Of(buyer.Name, "", order.Country);
        var tax = Taxation.Of(details, policy.Policy.Taxes, null, isExempt: false);
        return new OrderBilling
        {
            PurchaseOrder = order.Id,
            Buyer = details,
            Taxation = tax with { BasisPoints = order.TaxBasisPoints },
        };
    }
}

/// <summary>Under which policy, and when, a credit note is issued.</summary>
internal sealed record CreditNoteContext(PolicyInForce Policy, Instant Now, CancellationToken Cancel);
