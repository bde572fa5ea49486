using Guichet.Accounts;
using Guichet.Client.Reports;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.ServiceLevels;

namespace Guichet.Server.Reports;

internal static class ReportEndpoints
{
    private const string Groups =
        "Of the incidents submitted from the first month to the last (2026-01, both included, at most 24; left "
        + "out: a year up to now), by severity, plan, product, month or team: promises met, missed and running, and "
        + "percentiles of the time until they were kept.";

    public static void MapResponseReport(this RouteGroupBuilder api)
    {
        api.MapReport("first-response", PromiseKind.FirstResponse)
            .WithName("reportFirstResponses")
            .WithSummary("Report first responses promised and kept")
            .WithDescription(
                "Of the incidents submitted from the first month to the last (2026-01, both included, at most 24; left "
                + "out: a year up to now), by severity, plan, product, month or team: promises met, missed and "
                + "running, and percentiles of the time until the response.");
        api.MapReport("next-update", PromiseKind.NextUpdate)
            .WithName("reportNextUpdates")
            .WithSummary("Report next updates promised and kept")
            .WithDescription($"{Groups} Each message of the vendor's promises the next one.");
        api.MapReport("resolution", PromiseKind.Resolution)
            .WithName("reportResolutions")
            .WithSummary("Report resolutions promised and kept")
            .WithDescription($"{Groups} One that was missed stays so, also where the incident is reopened.");
    }

    public static void MapSatisfactionReport(this RouteGroupBuilder api) =>
        api.MapGet(
                "/reports/satisfaction",
                async (
                    string? from,
                    string? until,
                    string? by,
                    SatisfactionReportViews views,
                    HttpContext http,
                    CancellationToken cancel) =>
                    (await views.ReadAsync(from, until, by, cancel)).ToOk(http))
            .Allows(Scopes.ReportsRead, Role.SupportManager, Role.Administrator)
            .WithName("reportSatisfaction")
            .WithTags("Reports")
            .WithSummary("Report what customers said")
            .WithDescription(
                "Of the incidents submitted from the first month to the last (2026-01, both included, at most 24; left "
                + "out: a year up to now), by product, plan, agent, team or month: how many customers were asked and "
                + "answered, their answers, the mean, and the share that is satisfied.")
            .Produces<SatisfactionReportView>();

    public static void MapTimeReport(this RouteGroupBuilder api) =>
        api.MapGet(
                "/reports/time",
                async (
                    string? from,
                    string? until,
                    string? by,
                    TimeReportViews views,
                    HttpContext http,
                    CancellationToken cancel) =>
                    (await views.ReadAsync(from, until, by, cancel)).ToOk(http))
            .Allows(Scopes.ReportsRead, Role.SupportManager, Role.Administrator)
            .WithTags("Reports")
            .WithName("reportTime")
            .WithSummary("Report time spent")
            .WithDescription(
                "As it was recorded with entries from the first month to the last (2026-01, both included, at most 24; "
                + "left out: a year up to now), by agent or product. Time is never billed.")
            .Produces<TimeReportView>();

    private static RouteHandlerBuilder MapReport(this RouteGroupBuilder api, string name, PromiseKind kind) =>
        api.MapGet(
                $"/reports/{name}",
                async (
                    string? from,
                    string? until,
                    string? by,
                    ResponseReportViews views,
                    HttpContext http,
                    CancellationToken cancel) =>
                    (await views.ReadAsync(kind, from, until, by, cancel)).ToOk(http))
            .Allows(Scopes.ReportsRead, Role.SupportManager, Role.Administrator)
            .WithTags("Reports")
            .Produces<ResponseReportView>();
}
