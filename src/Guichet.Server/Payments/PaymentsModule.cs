using Guichet.Server.Hosting;

namespace Guichet.Server.Payments;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class PaymentsModule
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddSingleton<IPaymentGateway>(provider => Open(
            provider.GetRequiredService<IConfiguration>()["Payments:Gateway"],
            provider.GetRequiredService<Demonstration>()));
        services.AddSingleton<DemonstrationPayment>();
    }

    public static void MapPayments(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        // A wrong setting is said at start, not to the first buyer.
        _ = routes.ServiceProvider.GetRequiredService<IPaymentGateway>();
        api.MapPaymentEndpoints();
    }

    private static IPaymentGateway Open(string? setting, Demonstration demonstration) => setting switch
    {
        "demonstration" => new DemonstrationGateway(),
        null or "" => demonstration.On ? new DemonstrationGateway() : new NoGateway(),
        _ => throw new InvalidOperationException(
            $"Payments:Gateway is '{setting}'. The only gateway there is so far is 'demonstration'."),
    };
}
