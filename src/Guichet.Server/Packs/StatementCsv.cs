using System.Globalization;
using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Shell;

namespace Guichet.Server.Packs;

/// <summary>A pack's statement as a file for a spreadsheet: <c>GET /packs/{id}/statement.csv</c>.</summary>
internal static class StatementCsv
{
    private const int LinesAtOnce = 200;

    public static void MapStatementCsv(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/packs/{id:guid}/statement.csv", WriteAsync)
            .RequireAuthorization(Access.Customer)
            .ExcludeFromDescription();

    private static async Task<IResult> WriteAsync(
        Guid id, PackViews views, Texts texts, HttpContext http, CancellationToken cancel)
    {
        var page = await views.ReadStatementAsync(http.Actor(), id, null, LinesAtOnce, cancel);
        if (page is null)
        {
            return Results.NotFound();
        }

        // A statement is short (a pack has few credits), so it is made whole.
        var csv = new CsvText();
        string[] heads = ["date", "what", "incident", "title", "change", "reserved", "balance"];
        csv.AddLine(heads.Select(head => texts[$"pack.statement.{head}"]));
        for (; page is not null; page = page.Next is null
            ? null
            : await views.ReadStatementAsync(http.Actor(), id, page.Next, LinesAtOnce, cancel))
        {
            foreach (var line in page.Items)
            {
                csv.AddLine(Cells(line, texts));
            }
        }

        return csv.ToResult($"statement-{id:N}.csv");
    }

    private static string[] Cells(StatementLineView line, Texts texts) =>
    [
        line.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        texts.ReasonOf(line),
        line.IncidentNumber?.ToString(CultureInfo.InvariantCulture) ?? "",
        line.IncidentTitle ?? "",
        Number(line.Change),
        Number(line.Reserved),
        Number(line.Balance),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

internal static class StatementReasons
{
    /// <summary>A reason in words: a code's sentence, or what a person wrote behind what happened.</summary>
    public static string ReasonOf(this Texts texts, StatementLineView line) =>
        texts.Has($"pack.reason.{line.Reason}")
            ? texts[$"pack.reason.{line.Reason}"]
            : texts.Get($"pack.kind.{line.Kind}", ("reason", line.Reason));
}
