namespace Guichet.Invoices;

/// <summary>What an invoice says, as it was when it was issued: whoever moves, or changes the policy, changes no
/// invoice. A text stands in both languages.</summary>
public sealed record InvoiceDocument
{
    /// <summary>Who sells.</summary>
    public required Seller Seller { get; init; }

    /// <summary>Who buys.</summary>
    public required BillingDetails Buyer { get; init; }

    /// <summary>The buyer's mail address.</summary>
    public string BuyerEmail { get; init; } = "";

    /// <summary>Confirmation number of the order (R22).</summary>
    public required string ConfirmationNumber { get; init; }

    /// <summary>The buyer's own number; may be empty.</summary>
    public string PurchaseOrderNumber { get; init; } = "";

    /// <summary>The day of the order in the policy's time zone.</summary>
    public required LocalDate OrderedOn { get; init; }

    /// <summary>What was sold.</summary>
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    /// <summary>The tax; there is one rate on an order.</summary>
    public required InvoiceTax TaxLine { get; init; }

    /// <summary>How it was paid; null where it was not at the day of issue.</summary>
    public InvoicePayment? Payment { get; init; }

    /// <summary>Until when it is to be paid; null where it is paid.</summary>
    public LocalDate? DueOn { get; init; }

    /// <summary>To which account it is to be paid; null where it is paid.</summary>
    public InvoiceAccount? Account { get; init; }

    /// <summary>Number of the invoice that this credit note counters; empty on an invoice.</summary>
    public string CounteredNumber { get; init; } = "";

    /// <summary>The day on which that one was issued; null on an invoice.</summary>
    public LocalDate? CounteredOn { get; init; }

    /// <summary>Why a credit note was made; empty on an invoice.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>A line of an invoice.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Name">Its name on the day of the order.</param>
/// <param name="Incidents">How many incidents are in it; null for a plan that is not counted.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Net">Before tax, in minor units.</param>
public sealed record InvoiceLine(string Plan, LocalizedText Name, int? Incidents, int Quantity, long Net);

/// <summary>The tax of one rate.</summary>
/// <param name="Category">Why.</param>
/// <param name="BasisPoints">The rate in hundredths of a percent.</param>
/// <param name="Name">As shown.</param>
/// <param name="Note">The sentence about it; may be empty.</param>
/// <param name="Net">What it is on, in minor units.</param>
/// <param name="Tax">The tax, in minor units.</param>
public sealed record InvoiceTax(
    TaxCategory Category, int BasisPoints, LocalizedText Name, LocalizedText Note, long Net, long Tax);

/// <summary>How an invoice was paid before it was issued.</summary>
/// <param name="On">The day in the policy's time zone.</param>
/// <param name="Reference">What the gateway calls the payment.</param>
public sealed record InvoicePayment(LocalDate On, string Reference);

/// <summary>The seller's bank account.</summary>
/// <param name="Holder">In whose name.</param>
/// <param name="Bank">Name of the bank; may be empty.</param>
/// <param name="Iban">May be empty where there is another number.</param>
/// <param name="Bic">The bank's code; may be empty.</param>
/// <param name="Number">Number and routing where there is no IBAN.</param>
public sealed record InvoiceAccount(string Holder, string Bank, string Iban, string Bic, string Number);

/// <summary>How an invoice is to be paid.</summary>
/// <param name="On">Until when.</param>
/// <param name="Account">To which account; null where none is set up.</param>
public sealed record InvoiceDue(LocalDate On, InvoiceAccount? Account);
