using System.Globalization;
using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents;
using Guichet.Server.Storage;

namespace Guichet.Server.Timelines;

/// <summary>The timeline by the API, and incidents as files.</summary>
internal static class TimelineEndpoints
{
    public static void MapTimelineReading(this RouteGroupBuilder api)
    {
        Describe(api.MapGet("/incidents/{id:guid}/timeline", ReadAsync))
            .WithName("readTimeline")
            .WithSummary("Read the timeline")
            .WithDescription(
                "The last entries, oldest first; with before or after those next to a cursor, with entry those around "
                + "it. A customer's holds messages only; an agent's notes, internal work and owners too.")
            .Produces<TimelineView>();
        Describe(api.MapGet("/incidents/{id:guid}/export", ExportAsync))
            .WithName("exportIncident")
            .WithSummary("Read an incident with its whole timeline")
            .WithDescription(
                "For the reader's own files. A customer's holds what they may see; an agent leaves out what is "
                + "internal with internal=false.")
            .Produces<IncidentExportView>();
        Describe(api.MapGet("/incidents/{id:guid}/export.pdf", PdfAsync))
            .WithName("printIncident")
            .WithSummary("The same for paper")
            .WithDescription("A PDF in English or French (language), on A4 or, with paper=letter, on Letter.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
    }

    /// <summary>The files of the pages; what a customer gets holds nothing internal, whatever the address says.
    /// </summary>
    public static void MapIncidentFiles(this IEndpointRouteBuilder routes)
    {
        foreach (var (address, policy) in (ReadOnlySpan<(string, string)>)
            [("/incidents/{id:guid}", Access.Customer), ("/desk/incidents/{id:guid}", Access.Agent)])
        {
            routes.MapGet($"{address}/export.json", JsonAsync).RequireAuthorization(policy).ExcludeFromDescription();
            routes.MapGet($"{address}/export.pdf", PdfAsync).RequireAuthorization(policy).ExcludeFromDescription();
        }
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) =>
        endpoint.Allows(Scopes.IncidentsRead, Role.Customer, Role.Agent, Role.SupportManager).WithTags("Incidents");

    private static async Task<IResult> ReadAsync(
        Guid id,
        string? before,
        string? after,
        Guid? entry,
        IStorage storage,
        HttpContext http,
        CancellationToken cancel)
    {
        await using var database = storage.Read();
        var place = new TimelinePlace(before, after, entry);
        return IncidentEndpoints.FoundOr404(
            await database.ReadTimelineAsync(http.Actor(), id, place, TimelineQueries.WindowSize, cancel), http);
    }

    private static async Task<IResult> ExportAsync(
        Guid id,
        bool? @internal,
        IncidentExport export,
        StreamedJson json,
        HttpContext http,
        CancellationToken cancel) =>
        await export.OpenAsync(http.Actor(), id, @internal ?? true, cancel) is { } found
            ? json.Of(found, cancel)
            : Problems.Of(new Refusal("incident.unknown", "There is no such incident."), http);

    private static async Task<IResult> JsonAsync(
        Guid id,
        bool? @internal,
        IncidentExport export,
        StreamedJson json,
        HttpContext http,
        CancellationToken cancel)
    {
        if (await export.OpenAsync(http.Actor(), id, @internal ?? true, cancel) is not { } found)
        {
            return Results.NotFound();
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename={NameOf(found.Incident, "json")}";
        return json.Of(found, cancel);
    }

    private static async Task<IResult> PdfAsync(
        Guid id,
        bool? @internal,
        string? paper,
        string? language,
        IncidentPrint print,
        HttpContext http,
        CancellationToken cancel)
    {
        var look = new PrintLook(
            http.SignedIn().Zone,
            paper,
            language is "en" or "fr" ? language : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return (await print.PrintAsync(http.Actor(), id, @internal ?? true, look, cancel))
            .Succeeded(out var printed, out var refusal)
            ? Results.File(printed.Pdf, "application/pdf", NameOf(printed.Export.Incident, "pdf"))
            : Problems.Of(refusal, http);
    }

    private static string NameOf(IncidentView found, string kind) =>
        $"incident-{found.Line.Number.ToString(CultureInfo.InvariantCulture)}.{kind}";
}
