using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts.Portal;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Invoices;

/// <summary>Invoices and credit notes as a reader sees them.</summary>
internal sealed class InvoiceViews(IStorage storage, InForce inForce, Texts texts)
{
    public async Task<Page<InvoiceView>> ListAsync(
        Actor actor, InvoiceFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var found = await database.ListInvoicesAsync(actor, filter, Cursor.Parse(cursor), limit, cancel);
        var last = found.Count > limit ? found[limit - 1].Invoice : null;
        return new Page<InvoiceView>(
            [.. found.Take(limit).Select(one => one.ToView(texts))],
            last is null ? null : new Cursor(last.IssuedAt, last.Id.Value).ToString());
    }

    public async Task<InvoiceWithOrder?> FindAsync(Actor actor, string idOrNumber, CancellationToken cancel)
    {
        await using var database = storage.Read();
        // A number may hold a slash, which the server leaves escaped in an address, so that it is not taken for one.
        var asked = idOrNumber.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return await database.FindInvoiceAsync(actor, asked, cancel);
    }

    /// <summary>What the clerk looks for; null where nothing is known by that.</summary>
    public async Task<InvoiceFilter?> LookForAsync(string typed, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindFilterAsync(typed, cancel);
    }

    /// <summary>The filter with the days given, which begin and end in the policy's time zone.</summary>
    public async Task<InvoiceFilter> BetweenAsync(
        InvoiceFilter filter, DateOnly? from, DateOnly? until, CancellationToken cancel)
    {
        if (from is null && until is null)
        {
            return filter;
        }

        var zone = (await inForce.ReadAsync(cancel)).Policy.Zone;
        return filter with
        {
            From = from?.StartIn(zone),
            Before = until?.EndIn(zone),
        };
    }
}

/// <summary>Days that somebody asks for, from the first to the last that there are.</summary>
internal static class DayBounds
{
    public static Instant StartIn(this DateOnly first, DateTimeZone zone) =>
        LocalDate.FromDateOnly(first).AtStartOfDayInZone(zone).ToInstant();

    /// <summary>The first instant after it; null for the last day of the calendar, which has none.</summary>
    public static Instant? EndIn(this DateOnly last, DateTimeZone zone) =>
        last == DateOnly.MaxValue ? null : last.AddDays(1).StartIn(zone);
}

internal static class InvoiceViewing
{
    public static InvoiceView ToView(this InvoiceWithOrder found, Texts texts)
    {
        var (invoice, document) = (found.Invoice, found.Invoice.Document);
        return new InvoiceView(
            invoice.Id.Value,
            Enum.Parse<Client.Invoices.InvoiceKind>(invoice.Kind.ToString()),
            invoice.FullNumber,
            invoice.IssuedOn.ToDateOnly(),
            invoice.IssuedAt.ToDateTimeOffset(),
            invoice.PurchaseOrder.Value,
            document.ConfirmationNumber,
            document.PurchaseOrderNumber,
            document.CounteredNumber.Length > 0 ? document.CounteredNumber : null,
            document.Buyer.ToView(),
            texts[document.Lines[0].Name],
            new MoneyView(invoice.Net, invoice.Currency),
            new MoneyView(invoice.Tax, invoice.Currency),
            new MoneyView(invoice.Total.Amount, invoice.Currency),
            Enum.Parse<Client.Invoices.TaxCategory>(document.TaxLine.Category.ToString()),
            document.TaxLine.BasisPoints,
            found.Status == OrderStatus.Paid,
            document.DueOn?.ToDateOnly());
    }

    public static BillingDetailsView ToView(this BillingDetails details) => new(
        details.Name,
        details.Organization,
        details.Street,
        details.PostalCode,
        details.City,
        details.Region,
        details.Country,
        details.VatNumber);

    /// <summary>The details in a form.</summary>
    public static NewBillingDetails AsGiven(this BillingDetails details) => new()
    {
        Name = details.Name,
        Organization = details.Organization,
        Street = details.Street,
        PostalCode = details.PostalCode,
        City = details.City,
        Region = details.Region,
        Country = details.Country,
        VatNumber = details.VatNumber,
    };

    /// <summary>Why money went back: a reason of the house by its word, what a person wrote as they wrote it.</summary>
    public static string ReasonOf(this Texts texts, string reason) =>
        texts.Has($"invoice.reason.{reason}") ? texts[$"invoice.reason.{reason}"] : reason;

    /// <summary>A refusal of billing details, beside the field that it is about.</summary>
    public static void AddBilling(this FormErrors errors, Refusal refusal, Texts texts)
    {
        if (refusal.Code == "billing.vat-number-malformed")
        {
            errors.Add("Model.VatNumber", texts.Explain(refusal));
        }
        else
        {
            errors.Add(texts.Explain(refusal));
        }
    }

    /// <summary>Name and address in lines, as they stand on a letter.</summary>
    public static IEnumerable<string> Lines(this BillingDetails details, Texts texts)
    {
        string[] lines =
        [
            details.Organization,
            details.Name,
            .. details.Street.Split('\n', StringSplitOptions.TrimEntries),
            $"{details.PostalCode} {details.City}".Trim(),
            details.Region.Length > 0
                ? $"{ProfileOptions.CountryOf(details.Country)} ({details.Region})"
                : ProfileOptions.CountryOf(details.Country),
            details.VatNumber.Length > 0 ? texts.Get("invoice.vat", ("number", details.VatNumber)) : "",
        ];
        return lines.Where(line => line.Length > 0);
    }

    /// <summary>The same of the seller.</summary>
    public static IEnumerable<string> Lines(this Seller seller, Texts texts)
    {
        string[] lines =
        [
            seller.Name,
            .. seller.Street.Split('\n', StringSplitOptions.TrimEntries),
            $"{seller.PostalCode} {seller.City}".Trim(),
            ProfileOptions.CountryOf(seller.Country),
            seller.VatNumber.Length > 0 ? texts.Get("invoice.vat", ("number", seller.VatNumber)) : "",
            seller.Registration,
            seller.Email,
        ];
        return lines.Where(line => line.Length > 0);
    }
}
