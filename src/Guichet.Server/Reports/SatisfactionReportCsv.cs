using System.Globalization;
using Guichet.Client.Reports;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;

namespace Guichet.Server.Reports;

/// <summary>What customers said as a file for a spreadsheet: <c>GET /desk/reports/satisfaction.csv</c>, asked as the
/// page is.</summary>
internal static class SatisfactionReportCsv
{
    public static void MapSatisfactionReportCsv(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/reports/satisfaction.csv", WriteAsync)
            .RequireAuthorization(policy => policy.RequireRole(Access.SupportManager, Access.Administrator))
            .ExcludeFromDescription();

    private static async Task<IResult> WriteAsync(
        string? from,
        string? until,
        string? by,
        SatisfactionReportViews views,
        Texts texts,
        HttpContext http,
        CancellationToken cancel)
    {
        var result = await views.ReadAsync(from, until, by, cancel);
        if (!result.Succeeded(out var report, out var refusal))
        {
            return Problems.Of(refusal, http);
        }

        var csv = new CsvText();
        csv.AddLine(
        [
            texts[$"report.satisfaction.by.{report.By}"],
            texts["report.csv.key"],
            texts["report.satisfaction.asked"],
            texts["report.satisfaction.answered"],
            .. Enumerable.Range(1, Satisfaction.Best).Reverse().Select(step => Number(step)),
            texts["report.satisfaction.mean"],
            texts["report.satisfaction.share"],
        ]);
        foreach (var group in report.Groups.Append(report.All))
        {
            csv.AddLine(Cells(group));
        }

        http.Response.Headers.ContentDisposition =
            $"attachment; filename=satisfaction_{report.From}_{report.Until}.csv";
        return csv.ToResult();
    }

    private static string[] Cells(SatisfactionFiguresView group) =>
    [
        group.Name,
        group.Group,
        Number(group.Asked),
        Number(group.Answered),
        .. group.Answers.Reverse().Select(count => Number(count)),
        Number(group.Mean),
        Number(group.ShareSatisfied),
    ];

    private static string Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
