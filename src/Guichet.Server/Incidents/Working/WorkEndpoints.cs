using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Working;

/// <summary>Work, contacts and statements by the API.</summary>
internal static class WorkEndpoints
{
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static void MapWork(this RouteGroupBuilder api)
    {
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
        api.MapGet("/incidents/{id:guid}/statements", ListStatementsAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer, Role.Agent, Role.SupportManager)
            .WithName("listStatements")
            .WithTags("Incidents")
            .WithSummary("Read every version of the problem statement")
            .WithDescription("Oldest first, each with what counts as a solution and with what the customer answered.")
            .Produces<IReadOnlyList<StatementVersionView>>();
    }

    private static async Task<IResult> ListStatementsAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return IncidentEndpoints.FoundOr404(await database.ListStatementsAsync(http.Actor(), id, cancel), http);
    }
}
