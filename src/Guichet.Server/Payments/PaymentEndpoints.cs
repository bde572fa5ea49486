using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Orders;

namespace Guichet.Server.Payments;

internal static class PaymentEndpoints
{
    private const int MostOnAPage = 200;

    private static readonly Role[] Readers =
        [Role.Customer, Role.BillingClerk, Role.SupportManager, Role.Administrator];

    private static readonly Role[] Vendor = [Role.BillingClerk, Role.SupportManager, Role.Administrator];

    public static void MapPaymentEndpoints(this RouteGroupBuilder api)
    {
        api.MapPost("/orders/{id:guid}/demonstration-payment", PayAsync)
            .Allows(Scopes.OrdersWrite, Role.Customer).WithTags("Orders")
            .WithName("payForDemonstration").WithSummary("Pay an order in a demonstration")
            .WithDescription("Pays at the gateway for demonstrations, which takes no money; refused elsewhere.")
            .Produces<OrderView>();
        api.MapPost("/orders/{id:guid}/checkout", StartAsync)
            .Allows(Scopes.OrdersWrite, Role.Customer).WithTags("Orders")
            .WithName("startPayment").WithSummary("Start to pay an order by card")
            .WithDescription("The address at which the order is paid in a browser; the same while it is open.")
            .Produces<CheckoutView>();
        api.MapGet("/orders/{id:guid}/payments", ListAsync)
            .Allows(Scopes.OrdersRead, Readers).WithTags("Orders")
            .WithName("listPayments").WithSummary("List the payments of an order")
            .WithDescription("Every try to pay it, oldest first; one at most is confirmed.")
            .Produces<IReadOnlyList<PaymentView>>();
        api.MapPost("/orders/{id:guid}/payments", RecordAsync)
            .Allows(Scopes.OrdersWrite, Role.BillingClerk).WithTags("Orders")
            .WithName("recordTransfer").WithSummary("Record a bank transfer")
            .WithDescription("The whole total has come in, and the order is paid; another amount is refused.")
            .Produces<OrderView>();
        var findings = api.MapGroup("/payment-findings").WithTags("Payment findings");
        findings.MapGet("", ListFindingsAsync).Allows(Scopes.OrdersRead, Vendor)
            .WithName("listPaymentFindings").WithSummary("List what does not add up")
            .WithDescription("Payments without an order, orders without a payment, and the like, newest first.")
            .Produces<Page<PaymentFindingView>>();
        findings.MapPost("/{id:guid}/dealt-with", DealWithAsync).Allows(Scopes.OrdersWrite, Role.BillingClerk)
            .WithName("dealWithPaymentFinding").WithSummary("Deal with a finding")
            .WithDescription("Takes it off the list, with a note of what was done.")
            .Produces<PaymentFindingView>();
    }

    /// <summary>Scheme and host by which the reader came, and to which a gateway sends them back.</summary>
    public static string House(this HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

    private static async Task<IResult> PayAsync(
        Guid id, DemonstrationPayment payment, OrderViews views, HttpContext http, CancellationToken cancel)
    {
        var result = await payment.PayAsync(http.Actor(), new OrderId(id), cancel);
        return result.Succeeded(out var order, out var refusal)
            ? Results.Ok(await views.OfAsync(http.Actor(), order.Id, cancel))
            : Problems.Of(refusal, http);
    }

    private static async Task<IResult> StartAsync(
        Guid id, StartPayment start, HttpContext http, CancellationToken cancel) =>
        (await start.RunAsync(http.SignedIn(), new OrderId(id), http.House(), cancel))
            .ToOk(http, address => new CheckoutView(address));

    private static async Task<IResult> ListAsync(
        Guid id, PaymentViews views, HttpContext http, CancellationToken cancel) =>
        await views.PaymentsOfAsync(http.Actor(), new OrderId(id), cancel) is { } payments
            ? Results.Ok(payments)
            : Problems.Of(new Refusal("order.unknown", "There is no such order."), http);

    private static async Task<IResult> RecordAsync(
        Guid id, NewTransfer transfer, RecordTransfer record, OrderViews views, HttpContext http,
        CancellationToken cancel)
    {
        var result = await record.RunAsync(http.Actor(), new OrderId(id), transfer, http.Address(), cancel);
        return result.Succeeded(out var order, out var refusal)
            ? Results.Ok(await views.OfAsync(http.Actor(), order.Id, cancel))
            : Problems.Of(refusal, http);
    }

    private static Task<Page<PaymentFindingView>> ListFindingsAsync(
        bool? open, string? cursor, int? limit, PaymentViews views, CancellationToken cancel) =>
        views.ListFindingsAsync(open ?? true, cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel);

    private static async Task<IResult> DealWithAsync(
        Guid id, DealtWithFinding dealt, KeepFinding findings, PaymentViews views, HttpContext http,
        CancellationToken cancel)
    {
        var result = await findings.DealWithAsync(http.Actor(), id, dealt, http.Address(), cancel);
        return result.Succeeded(out _, out var refusal)
            ? Results.Ok(await views.FindingAsync(id, cancel))
            : Problems.Of(refusal, http);
    }
}
