using Guichet.Server.Hosting;
using Guichet.Server.Payments.Chargebacks;
using Guichet.Server.Payments.Gateways;
using Guichet.Server.Storage;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Payments;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class PaymentsModule
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddOptions<PaymentOptions>().BindConfiguration("Payments").ValidateOnStart();
        services.AddSingleton<IValidateOptions<PaymentOptions>, PaymentOptionsCheck>();
        services.AddSingleton(Open);
        services.AddSingleton<PaymentWays>();
        services.AddSingleton<DemonstrationPayment>();
        services.AddSingleton<StartPayment>();
        services.AddSingleton<LookAtPayment>();
        services.AddSingleton<PaymentReturn>();
        services.AddSingleton<KeepFinding>();
        services.AddSingleton<RecordTransfer>();
        services.AddSingleton<RefundOrder>();
        services.AddSingleton<SettleRefund>();
        services.AddSingleton<PaymentViews>();
        services.AddSingleton<LookAtChargeback>();
        services.AddSingleton<LookAtGateway>();
        services.AddSingleton<AnswerChargeback>();
        services.AddSingleton<WriteEvidence>();
        services.AddSingleton<ChargebackViews>();
        services.AddSingleton<IErrand, SendChargebackAnswer>();
        services.AddSingleton<StripeWebhook>();
        services.AddSingleton<IErrand, SendRefund>();
        services.AddSingleton<IErrand, CloseCheckouts>();
        services.AddSweep<ReconcilePayments>(TimeSpan.FromHours(1));
    }

    public static void MapPayments(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapPaymentEndpoints();
        api.MapRefundEndpoints();
        api.MapChargebackEndpoints();
        StripeWebhook.Map(routes);
    }

    private static IPaymentGateway Open(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<PaymentOptions>>().Value;
        return options.Gateway switch
        {
            "stripe" => new StripeGateway(
                StripeGateway.Connect(options.Stripe, new HttpClient()),
                options.Stripe.ApiBase.Length > 0 ? options.Stripe.ApiBase.TrimEnd('/') : options.Stripe.CheckoutOrigin,
                provider.GetRequiredService<ILogger<StripeGateway>>()),
            "demonstration" => new DemonstrationGateway(),
            _ => provider.GetRequiredService<Demonstration>().On ? new DemonstrationGateway() : new NoGateway(),
        };
    }
}
