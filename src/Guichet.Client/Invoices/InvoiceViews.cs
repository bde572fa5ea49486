namespace Guichet.Client.Invoices;

/// <summary>What a document is.</summary>
public enum InvoiceKind
{
    /// <summary>An invoice.</summary>
    Invoice,

    /// <summary>It counters an invoice, in whole or in part.</summary>
    CreditNote,
}

/// <summary>Why a purchase carries the tax it carries.</summary>
public enum TaxCategory
{
    /// <summary>The rate of the policy's table.</summary>
    Standard,

    /// <summary>The table says nought.</summary>
    Zero,

    /// <summary>The buyer, a business in another country of the same union, pays it there.</summary>
    ReverseCharge,

    /// <summary>The buyer is free of tax.</summary>
    Exempt,
}

/// <summary>An invoice or a credit note. Amounts are never below zero: the kind says in which direction they go.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Series and number, as they stand on it.</param>
/// <param name="IssuedOn">The day of issue.</param>
/// <param name="IssuedAt">The instant of issue.</param>
/// <param name="Order">The purchase.</param>
/// <param name="ConfirmationNumber">Its number.</param>
/// <param name="PurchaseOrderNumber">The buyer's own number; may be empty.</param>
/// <param name="Counters">Number of the invoice that a credit note counters; null for an invoice.</param>
/// <param name="Buyer">To whom it is made out.</param>
/// <param name="PlanName">What was sold, in the language asked for.</param>
/// <param name="Net">Before tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="Total">Both together.</param>
/// <param name="TaxCategory">Why it is taxed so.</param>
/// <param name="TaxBasisPoints">The rate in hundredths of a percent.</param>
/// <param name="IsPaid">Whether the order is paid now.</param>
/// <param name="DueOn">Until when it is to be paid; null where it was paid before it was issued.</param>
public sealed record InvoiceView(
    Guid Id,
    InvoiceKind Kind,
    string Number,
    DateOnly IssuedOn,
    DateTimeOffset IssuedAt,
    Guid Order,
    string ConfirmationNumber,
    string PurchaseOrderNumber,
    string? Counters,
    BillingDetailsView Buyer,
    string PlanName,
    MoneyView Net,
    MoneyView Tax,
    MoneyView Total,
    TaxCategory TaxCategory,
    int TaxBasisPoints,
    bool IsPaid,
    DateOnly? DueOn);

/// <summary>What a walk over the books came upon.</summary>
/// <param name="Orders">Paid orders looked at.</param>
/// <param name="Invoices">Invoices and credit notes looked at.</param>
/// <param name="Series">Series of numbers looked at.</param>
/// <param name="Breaks">Where the books do not agree; the first hundred.</param>
public sealed record BooksCheckView(int Orders, int Invoices, int Series, IReadOnlyList<BooksBreakView> Breaks);

/// <summary>A place where the books do not agree.</summary>
/// <param name="Code"><c>books.invoice-missing</c> and the like; each is explained in the guide to bills.</param>
/// <param name="Subject">Confirmation number of an order, number of a document, or a series.</param>
public sealed record BooksBreakView(string Code, string Subject);
