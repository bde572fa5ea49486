using Guichet.Server.Hosting;
using Guichet.Server.Invoices.Exemptions;

namespace Guichet.Server.Invoices;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class InvoicesModule
{
    public static void AddInvoices(this IServiceCollection services)
    {
        services.AddSingleton<InvoiceQueue>();
        services.AddSingleton<InvoiceViews>();
        services.AddSingleton<InvoicePrint>();
        services.AddSingleton<InvoiceDownloads>();
        services.AddSingleton<KeepBillingDetails>();
        services.AddSingleton<BillingPageViews>();
        services.AddSingleton<BooksWalk>();
        services.AddSingleton<ExemptionViews>();
        services.AddSingleton<AskForExemption>();
        services.AddSingleton<DecideExemption>();
        services.AddSingleton<RefundTax>();
        services.AddHostedService<DemonstrationBilling>();
        services.AddSweep<WarnOfExemptions>(TimeSpan.FromHours(1));
    }

    public static void MapInvoices(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        routes.MapInvoiceDownloads();
        routes.MapInvoiceCsv();
        routes.MapProofs();
        api.MapInvoiceEndpoints();
        api.MapBillingDetails();
        api.MapExemptionEndpoints();
    }
}
