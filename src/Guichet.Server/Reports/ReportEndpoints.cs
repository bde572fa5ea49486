using Guichet.Accounts;
using Guichet.Client.Reports;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Reports;

internal static class ReportEndpoints
{
    public static void MapResponseReport(this RouteGroupBuilder api) =>
        api.MapGet("/reports/first-response", ReadAsync)
            .Allows(Scopes.ReportsRead, Role.SupportManager, Role.Administrator)
            .WithName("reportFirstResponses")
            .WithTags("Reports")
            .WithSummary("Report first responses promised and kept")
            .WithDescription(
                "Of the incidents submitted from the first month to the last (2026-01, both included, at most 24; left "
                + "out: a year up to now), by severity, plan, product, month or team: promises met, missed and "
                + "running, and percentiles of the time until the response.")
            .Produces<ResponseReportView>();

    private static async Task<IResult> ReadAsync(
        string? from,
        string? until,
        string? by,
        ResponseReportViews views,
        HttpContext http,
        CancellationToken cancel) =>
        (await views.ReadAsync(from, until, by, cancel)).ToOk(http);
}
