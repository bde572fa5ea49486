using System.Globalization;
using Guichet.Client.Reports;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;

namespace Guichet.Server.Reports;

/// <summary>The report of time spent as a file for a spreadsheet: <c>GET /desk/reports/time.csv</c>, asked as the page
/// is.</summary>
internal static class TimeReportCsv
{
    public static void MapTimeReportCsv(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/reports/time.csv", WriteAsync)
            .RequireAuthorization(policy => policy.RequireRole(Access.SupportManager, Access.Administrator))
            .ExcludeFromDescription();

    private static async Task<IResult> WriteAsync(
        string? from,
        string? until,
        string? by,
        TimeReportViews views,
        Texts texts,
        HttpContext http,
        CancellationToken cancel)
    {
        if (!(await views.ReadAsync(from, until, by, cancel)).Succeeded(out var report, out var refusal))
        {
            return Problems.Of(refusal, http);
        }

        var csv = new CsvText();
        csv.AddLine(
        [
            texts[$"report.time.by.{report.By}"],
            texts["report.csv.key"],
            texts["report.time.minutes"],
            texts["report.time.entries"],
            texts["report.time.incidents"],
        ]);
        foreach (var group in report.Groups.Append(report.All))
        {
            csv.AddLine(
                [group.Name, group.Group, Number(group.Minutes), Number(group.Entries), Number(group.Incidents)]);
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=time_{report.From}_{report.Until}.csv";
        return csv.ToResult();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
