using Guichet.Client;
using Guichet.Client.Payments;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Payments.Gateways;
using Microsoft.Extensions.Options;
using WireMethod = Guichet.Client.Orders.PaymentMethod;

namespace Guichet.Server.Payments;

/// <summary>The ways by which buyers can pay in this house.</summary>
internal sealed class PaymentWays(IPaymentGateway gateway, IOptions<PaymentOptions> options)
{
    private readonly BankAccountOptions account = options.Value.BankTransfer;

    /// <summary>By card first, where there is a gateway.</summary>
    public IReadOnlyList<PaymentMethod> Offered =>
    [
        .. new[] { PaymentMethod.Card }.Where(_ => gateway.WhyClosed is null),
        .. new[] { PaymentMethod.BankTransfer }.Where(_ => account.IsOffered),
    ];

    /// <summary>The account to transfer to, as it stands on an invoice; null where none is set up.</summary>
    public InvoiceAccount? Account => account.IsOffered
        ? new InvoiceAccount(account.AccountHolder, account.BankName, account.Iban, account.Bic, account.Account)
        : null;

    /// <summary>What was asked for; without a wish the first of what is offered.</summary>
    public PaymentMethod Read(WireMethod? wanted) => wanted is { } method
        ? Enum.Parse<PaymentMethod>(method.ToString())
        : Offered.Append(PaymentMethod.Card).First();

    /// <summary>Why an amount cannot be paid that way; null where it can. Refused: <c>payment.no-gateway</c>,
    /// <c>payment.currency-not-taken</c>, <c>payment.no-bank-account</c>.</summary>
    public Refusal? WhyNot(PaymentMethod method, Money total) => method switch
    {
        PaymentMethod.Card => gateway.WhyClosed ?? gateway.WhyNot(total),
        _ when account.IsOffered => null,
        _ => new Refusal("payment.no-bank-account", "No bank account is set up for transfers."),
    };

    /// <summary>Why nothing can be bought at all; null where something can.</summary>
    public Refusal? WhyClosed => Offered.Count == 0 ? gateway.WhyClosed : null;

    /// <summary>How to pay that order by transfer; null while it does not wait for one.</summary>
    public TransferView? InstructionsFor(Order order) =>
        order is { Method: PaymentMethod.BankTransfer, Status: OrderStatus.AwaitingPayment } && account.IsOffered
            ? new TransferView(
                account.AccountHolder,
                account.BankName,
                account.Iban,
                account.Bic,
                account.Account,
                new MoneyView(order.Total.Amount, order.Currency),
                order.ConfirmationNumber,
                order.PayBy?.ToDateOnly())
            : null;
}
