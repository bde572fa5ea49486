using System.Globalization;
using Guichet.Client.Reports;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;

namespace Guichet.Server.Reports;

/// <summary>The report as a file for a spreadsheet: <c>GET /desk/reports.csv</c>, asked as the page is.</summary>
internal static class ResponseReportCsv
{
    public static void MapResponseReportCsv(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/reports.csv", WriteAsync)
            .RequireAuthorization(policy => policy.RequireRole(Access.SupportManager, Access.Administrator))
            .ExcludeFromDescription();

    private static async Task<IResult> WriteAsync(
        string? clock,
        string? from,
        string? until,
        string? by,
        ResponseReportViews views,
        Texts texts,
        HttpContext http,
        CancellationToken cancel)
    {
        var result = await views.ReadAsync(ReportQuestion.KindOf(clock), from, until, by, cancel);
        if (!result.Succeeded(out var report, out var refusal))
        {
            return Problems.Of(refusal, http);
        }

        string[] heads = ["met", "missed", "running", "closed-first", "share", "median.seconds", "ninetieth.seconds"];
        var csv = new CsvText();
        csv.AddLine(
        [
            texts[$"report.by.{report.By}"],
            texts["report.csv.key"],
            .. heads.Select(head => texts[$"report.{head}"]),
        ]);
        foreach (var group in report.Groups.Append(report.All))
        {
            csv.AddLine(Cells(group));
        }

        var name = ReportQuestion.Written(ReportQuestion.KindOf(clock));
        http.Response.Headers.ContentDisposition =
            $"attachment; filename={name}_{report.From}_{report.Until}.csv";
        return csv.ToResult();
    }

    private static string[] Cells(ResponseFiguresView group) =>
    [
        group.Name,
        group.Group,
        Number(group.Met),
        Number(group.Missed),
        Number(group.Running),
        Number(group.ClosedFirst),
        Number(group.ShareMet),
        Number(group.MedianSeconds),
        Number(group.NinetiethSeconds),
    ];

    private static string Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
