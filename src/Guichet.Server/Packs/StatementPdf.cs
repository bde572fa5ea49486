using Guichet.Client.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Printing;
using Guichet.Server.Shell;

namespace Guichet.Server.Packs;

/// <summary>A pack's statement for paper: <c>GET /packs/{id}/statement.pdf</c>, on A4, or with <c>?paper=letter</c>.
/// </summary>
internal static class StatementPdf
{
    private const int LinesAtOnce = 200;

    public static void MapStatementPdf(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/packs/{id:guid}/statement.pdf", WriteAsync)
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser())
            .ExcludeFromDescription();

    private static async Task<IResult> WriteAsync(
        Guid id, string? paper, PackViews views, Texts texts, IClock clock, HttpContext http, CancellationToken cancel)
    {
        var (actor, zone) = (http.Actor(), http.SignedIn().Zone);
        if (await views.FindAsync(actor, id, cancel) is not { Size: not null } pack)
        {
            return Results.NotFound();
        }

        var lines = new List<StatementLineView>();
        for (var page = await views.ReadStatementAsync(actor, id, null, LinesAtOnce, cancel); page is not null;
            page = page.Next is null ? null : await views.ReadStatementAsync(actor, id, page.Next, LinesAtOnce, cancel))
        {
            lines.AddRange(page.Items);
        }

        // On paper time runs downwards.
        lines.Reverse();
        var now = clock.GetCurrentInstant();
        using var document = new PrintedDocument(
            texts, PaperSize.Find(paper) ?? PaperSize.A4, texts["pack.statement"], texts["brand"])
        {
            Foot = texts.Get("pack.statement.made", ("at", Format.Moment(now, zone))),
        };
        document.Facts(Facts(pack, texts, zone));
        document.Table(Columns(texts), lines.Select(line => Cells(line, zone, texts)));
        document.Paragraph(texts["pack.statement.note"], TextStyle.Soft);
        return Results.File(document.ToPdf(now), "application/pdf", $"statement-{id:N}.pdf");
    }

    private static IEnumerable<(string Name, string Value)> Facts(
        PackView pack, Texts texts, DateTimeZone zone)
    {
        yield return (texts["contracts.plan"], pack.PlanName);
        if (pack.ContractId is { } contract)
        {
            yield return (texts["pack.contract"], contract);
        }

        if (pack.OrderNumber is { } number)
        {
            yield return (texts["pack.purchase"], number);
        }

        yield return (texts["pack.starts"], Format.Date(LocalDate.FromDateOnly(pack.StartsOn)));
        if (pack is { ExpiresOn: { } lastDay, UsableBefore: { } before })
        {
            yield return (texts["pack.expires"], texts.LastDay(lastDay, before, zone));
        }

        yield return (
            texts["pack.available.short"],
            Format.Number(pack.Available ?? 0));
        yield return (texts["pack.statement.reserved"], Format.Number(pack.Reserved ?? 0));
    }

    private static PrintedColumn[] Columns(Texts texts) =>
    [
        new(texts["pack.statement.date"], 2.5f),
        new(texts["pack.statement.what"], 3.9f),
        new(texts["pack.statement.change"], 1.5f, IsNumber: true),
        new(texts["pack.statement.reserved"], 1.3f, IsNumber: true),
        new(texts["pack.statement.balance"], 1, IsNumber: true),
    ];

    private static string[] Cells(StatementLineView line, DateTimeZone zone, Texts texts) =>
    [
        Format.ShortMoment(Instant.FromDateTimeOffset(line.At).InZone(zone)),
        line.IncidentNumber is { } number
            ? texts.ReasonOf(line) + '\n'
                + texts.Get("pack.incident", ("number", $"{number}"), ("title", line.IncidentTitle))
            : texts.ReasonOf(line),
        Format.Signed(line.Change),
        Format.Number(line.Reserved),
        Format.Number(line.Balance),
    ];
}
