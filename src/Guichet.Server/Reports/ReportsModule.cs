namespace Guichet.Server.Reports;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class ReportsModule
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ResponseReportViews>();
        services.AddSingleton<SatisfactionReportViews>();
        services.AddSingleton<TimeReportViews>();
    }

    public static void MapReports(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapResponseReport();
        api.MapSatisfactionReport();
        api.MapTimeReport();
        routes.MapResponseReportCsv();
        routes.MapSatisfactionReportCsv();
        routes.MapTimeReportCsv();
    }
}
