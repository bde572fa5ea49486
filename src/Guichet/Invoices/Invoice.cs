using Guichet.Accounts;
using Guichet.Orders;

namespace Guichet.Invoices;

/// <summary>An invoice or a credit note.</summary>
public readonly record struct InvoiceId(Guid Value)
{
    /// <summary>The order in which lists continue where two were issued at one instant.</summary>
    public int CompareTo(InvoiceId other) => Value.CompareTo(other.Value);
}

/// <summary>What a document is.</summary>
public enum InvoiceKind
{
    /// <summary>An invoice.</summary>
    Invoice,

    /// <summary>It counters an invoice, in whole or in part.</summary>
    CreditNote,
}

/// <summary>An invoice or a credit note. Once issued it is never edited and never removed; an invoice is countered by a
/// credit note that names it. Amounts are never below zero: the kind says in which direction they go.</summary>
public sealed class Invoice
{
    /// <summary>Its id.</summary>
    public InvoiceId Id { get; private init; }

    /// <summary>What it is.</summary>
    public InvoiceKind Kind { get; private init; }

    /// <summary>What stands before its number: <c>INV-2026-</c>.</summary>
    public string Series { get; private init; } = "";

    /// <summary>Counts up from 1 in its series, without a gap.</summary>
    public int Number { get; private init; }

    /// <summary>The purchase.</summary>
    public OrderId PurchaseOrder { get; private init; }

    /// <summary>The invoice that a credit note counters; null for an invoice.</summary>
    public InvoiceId? Counters { get; private init; }

    /// <summary>Who bought.</summary>
    public PersonId Buyer { get; private init; }

    /// <summary>Their organisation; null for somebody who bought for themselves.</summary>
    public OrganizationId? Organization { get; private init; }

    /// <summary>The day of issue in the policy's time zone.</summary>
    public LocalDate IssuedOn { get; private init; }

    /// <summary>When it was issued.</summary>
    public Instant IssuedAt { get; private init; }

    /// <summary>ISO 4217 code of its amounts.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Before tax, in minor units.</summary>
    public long Net { get; private init; }

    /// <summary>Tax, in minor units.</summary>
    public long Tax { get; private init; }

    /// <summary>What it says, frozen.</summary>
    public InvoiceDocument Document { get; private init; } = default!;

    /// <summary>Series and number as they stand on it: <c>INV-2026-00017</c>.</summary>
    public string FullNumber { get; private init; } = "";

    /// <summary>With tax.</summary>
    public Money Total => new(Net + Tax, Currency);

    /// <summary>How a number is written.</summary>
    public static string NumberOf(string series, int number) =>
        series + number.ToString("00000", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The invoice for an order.</summary>
    public static Invoice For(Order order, InvoiceDocument document, InvoiceIssue issue) => new()
    {
        Id = issue.Id,
        Kind = InvoiceKind.Invoice,
        Series = issue.Series,
        Number = issue.Number,
        FullNumber = NumberOf(issue.Series, issue.Number),
        PurchaseOrder = order.Id,
        Buyer = order.Buyer,
        Organization = order.Organization,
        IssuedOn = issue.On,
        IssuedAt = issue.At,
        Currency = order.Currency,
        Net = order.Net,
        Tax = order.Tax,
        Document = document,
    };

    /// <summary>A credit note that gives part of this invoice back, or all of it. The part must have been taken by
    /// <see cref="Crediting"/>, which never takes more than is left.</summary>
    public Invoice Counter(CreditedAmount amount, string reason, InvoiceIssue issue) => new()
    {
        Id = issue.Id,
        Kind = InvoiceKind.CreditNote,
        Series = issue.Series,
        Number = issue.Number,
        FullNumber = NumberOf(issue.Series, issue.Number),
        PurchaseOrder = PurchaseOrder,
        Counters = Id,
        Buyer = Buyer,
        Organization = Organization,
        IssuedOn = issue.On,
        IssuedAt = issue.At,
        Currency = Currency,
        Net = amount.Net,
        Tax = amount.Tax,
        Document = Document with
        {
            Lines = [.. Document.Lines.Select(line => line with
            {
                Quantity = 1,
                Net = amount.Net,
                Incidents = amount.Incidents is { } part ? (part > 0 ? part : null) : line.Incidents,
            })],
            TaxLine = Document.TaxLine with { Net = amount.Net, Tax = amount.Tax },
            Payment = null,
            DueOn = null,
            Account = null,
            CounteredNumber = FullNumber,
            CounteredOn = IssuedOn,
            Reason = reason,
        },
    };
}

/// <summary>What a document gets when it is issued.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Series">What stands before its number.</param>
/// <param name="Number">The next one of the series.</param>
/// <param name="On">The day in the policy's time zone.</param>
/// <param name="At">The instant.</param>
public sealed record InvoiceIssue(InvoiceId Id, string Series, int Number, LocalDate On, Instant At);
