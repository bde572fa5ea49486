using System.Globalization;
using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Timeline;

/// <summary>The timeline, work, contacts and exports by the API.</summary>
internal static class TimelineEndpoints
{
    private static readonly Role[] Readers = [Role.Customer, Role.Agent, Role.SupportManager];
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static void MapTimeline(this RouteGroupBuilder api)
    {
        MapReading(api);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/work", (
                Guid id, NewWork work, RecordWork act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(http, act.RunAsync(http.SignedIn(), id, work, cancel))),
            "recordWork", "Record a call, a remote session or research",
            "A call or session that the customer sees is a response, at the instant it began. What they do not see is "
                + "kept as a note is.",
            Agents);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/contact-attempts", (
                Guid id, NewContactAttempt tried, RecordContactAttempt act, HttpContext http,
                CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(http, act.RunAsync(http.SignedIn(), id, tried, cancel))),
            "recordContactAttempt", "Record that a contact was not reached",
            "The customer sees it and is told by mail. It is no response.",
            Agents);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/lowered-severity", (
                Guid id, NewLowering lowering, LowerSeverity act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AtVersionAsync(
                    http, version => act.RunAsync(http.SignedIn(), id, lowering, version, cancel))),
            "lowerSeverity", "Lower severity A to B, as nobody was reached",
            "After two tries in a row, with words that the customer reads. If-Match is required.",
            Agents);
    }

    /// <summary>The files of the pages; what a customer gets holds nothing internal, whatever the address says.
    /// </summary>
    public static void MapIncidentFiles(this IEndpointRouteBuilder routes)
    {
        foreach (var (address, policy) in (ReadOnlySpan<(string, string)>)
            [("/incidents/{id:guid}", Access.Customer), ("/desk/incidents/{id:guid}", Access.Agent)])
        {
            routes.MapGet($"{address}/export.json", JsonFileAsync).RequireAuthorization(policy).ExcludeFromDescription();
            routes.MapGet($"{address}/export.pdf", PdfAsync).RequireAuthorization(policy).ExcludeFromDescription();
        }
    }

    private static void MapReading(RouteGroupBuilder api)
    {
        Read(api.MapGet("/incidents/{id:guid}/timeline", ReadAsync))
            .WithName("readTimeline")
            .WithSummary("Read the timeline")
            .WithDescription(
                "The last entries, oldest first; with before or after those next to a cursor, with entry those around "
                + "it. A customer's holds messages only; an agent's notes, internal work and owners too.")
            .Produces<TimelineView>();
        Read(api.MapGet("/incidents/{id:guid}/statements", ListStatementsAsync))
            .WithName("listStatements")
            .WithSummary("Read every version of the problem statement")
            .WithDescription("Oldest first, each with what counts as a solution and with what the customer answered.")
            .Produces<IReadOnlyList<StatementVersionView>>();
        Read(api.MapGet("/incidents/{id:guid}/export", ExportAsync))
            .WithName("exportIncident")
            .WithSummary("Read an incident with its whole timeline")
            .WithDescription(
                "For the reader's own files. A customer's holds what they may see; an agent leaves out what is internal "
                + "with internal=false.")
            .Produces<IncidentExportView>();
        Read(api.MapGet("/incidents/{id:guid}/export.pdf", PdfAsync))
            .WithName("printIncident")
            .WithSummary("The same for paper")
            .WithDescription("A PDF in English or French (language), on A4 or, with paper=letter, on Letter.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
    }

    private static RouteHandlerBuilder Read(RouteHandlerBuilder endpoint) =>
        endpoint.Allows(Scopes.IncidentsRead, Readers).WithTags("Incidents");

    private static async Task<IResult> ReadAsync(
        Guid id, string? before, string? after, Guid? entry, IStorage storage, HttpContext http,
        CancellationToken cancel)
    {
        await using var database = storage.Read();
        var place = new TimelinePlace(before, after, entry);
        return IncidentEndpoints.FoundOr404(
            await database.ReadTimelineAsync(http.Actor(), id, place, TimelineQueries.WindowSize, cancel), http);
    }

    private static async Task<IResult> ListStatementsAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return IncidentEndpoints.FoundOr404(await database.ListStatementsAsync(http.Actor(), id, cancel), http);
    }

    private static async Task<IResult> ExportAsync(
        Guid id, bool? @internal, IncidentExport export, HttpContext http, CancellationToken cancel) =>
        IncidentEndpoints.FoundOr404(
            await export.ReadAsync(http.Actor(), id, @internal ?? true, cancel), http);

    private static async Task<IResult> JsonFileAsync(
        Guid id, bool? @internal, IncidentExport export, HttpContext http, CancellationToken cancel)
    {
        if (await export.ReadAsync(http.Actor(), id, @internal ?? true, cancel) is not { } found)
        {
            return Results.NotFound();
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename={NameOf(found, "json")}";
        return Results.Ok(found);
    }

    private static async Task<IResult> PdfAsync(
        Guid id, bool? @internal, string? paper, string? language, IncidentExport export, IncidentPrint print,
        HttpContext http, CancellationToken cancel)
    {
        if (await export.ReadAsync(http.Actor(), id, @internal ?? true, cancel) is not { } found)
        {
            return Results.NotFound();
        }

        var look = new PrintLook(
            http.SignedIn().Zone,
            paper,
            language is "en" or "fr" ? language : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return Results.File(
            await print.PrintAsync(found, look, cancel), "application/pdf", NameOf(found, "pdf"));
    }

    private static string NameOf(IncidentExportView found, string kind) =>
        $"incident-{found.Incident.Line.Number.ToString(CultureInfo.InvariantCulture)}.{kind}";
}
