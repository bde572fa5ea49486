namespace Guichet.Client.Payments;

/// <summary>How far a payment has come.</summary>
public enum PaymentStatus
{
    /// <summary>The buyer was sent to the gateway, and nothing is settled.</summary>
    Started,

    /// <summary>The money is there; the order is paid by it.</summary>
    Confirmed,

    /// <summary>Nobody paid in time, or the buyer gave up: no money moved.</summary>
    Expired,

    /// <summary>The gateway said that it came to nothing.</summary>
    Failed,
}

/// <summary>One try to pay an order.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Attempt">Counts up from 1 in the order.</param>
/// <param name="Gateway">By which way: <c>stripe</c>, <c>demonstration</c>, <c>bank-transfer</c>.</param>
/// <param name="Reference">What the gateway or the bank calls it; null before it has a name.</param>
/// <param name="Amount">How much.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="SettledAt">When it was confirmed, expired or failed; null before.</param>
/// <param name="DeclinedAt">When a card was declined last; null for never.</param>
/// <param name="ReceivedOn">The day of a transfer; null for a gateway.</param>
public sealed record PaymentView(
    Guid Id,
    int Attempt,
    string Gateway,
    string? Reference,
    MoneyView Amount,
    PaymentStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? SettledAt,
    DateTimeOffset? DeclinedAt,
    DateOnly? ReceivedOn);

/// <summary>Where a buyer pays.</summary>
/// <param name="Address">To be opened in a browser; a path where it is a page of the server itself.</param>
public sealed record CheckoutView(string Address);

/// <summary>How to pay by transfer.</summary>
/// <param name="AccountHolder">To whom.</param>
/// <param name="BankName">Their bank; may be empty.</param>
/// <param name="Iban">Account number; empty where there is none.</param>
/// <param name="Bic">The bank's code; may be empty.</param>
/// <param name="Account">Number and routing where there is no IBAN.</param>
/// <param name="Amount">How much, to the cent.</param>
/// <param name="Reference">What to write with it, so that the payment is found: the confirmation number.</param>
/// <param name="PayBy">By which day; null where none is set.</param>
public sealed record TransferView(
    string AccountHolder,
    string BankName,
    string Iban,
    string Bic,
    string Account,
    MoneyView Amount,
    string Reference,
    DateOnly? PayBy);
