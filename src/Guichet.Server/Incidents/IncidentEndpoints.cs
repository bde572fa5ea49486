using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents;

/// <summary>Incidents read by the API.</summary>
internal static class IncidentEndpoints
{
    private const int MessagesPerPage = 100;

    private static readonly Role[] Readers = [Role.Customer, Role.Agent, Role.SupportManager];
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static void MapIncidentReading(this RouteGroupBuilder api)
    {
        api.MapGet("/incidents", ListAsync)
            .Allows(Scopes.IncidentsRead, Readers)
            .WithName("listIncidents")
            .WithTags("Incidents")
            .WithSummary("List incidents")
            .WithDescription(
                "Newest first, those that the key's person may see: an agent all, a customer their own and their "
                + "organisation's. Each parameter narrows the list; next is the cursor of the page after.")
            .Produces<Page<IncidentLineView>>();
        api.MapGet("/incidents/{id:guid}", FindAsync)
            .Allows(Scopes.IncidentsRead, Readers)
            .WithName("getIncident")
            .WithTags("Incidents")
            .WithSummary("Read an incident")
            .WithDescription("With what the reader can do to it now. ETag is its version, for If-Match.")
            .Produces<IncidentView>();
        api.MapGet("/incidents/{id:guid}/messages", ListMessagesAsync)
            .Allows(Scopes.IncidentsRead, Readers)
            .WithName("listMessages")
            .WithTags("Incidents")
            .WithSummary("Read the conversation")
            .WithDescription("Oldest first; never with internal notes.")
            .Produces<Page<MessageView>>();
        api.MapGet("/incidents/{id:guid}/notes", ListNotesAsync)
            .Allows(Scopes.IncidentsRead, Agents)
            .WithName("listNotes")
            .WithTags("Incidents")
            .WithSummary("Read the internal notes")
            .WithDescription("Oldest first; for agents only.")
            .Produces<Page<NoteView>>();
        api.MapGet("/incidents/{id:guid}/coverage", CoverageAsync)
            .Allows(Scopes.IncidentsRead, Agents)
            .WithName("getIncidentCoverage")
            .WithTags("Incidents")
            .WithSummary("Read how coverage was decided")
            .WithDescription(
                "Every plan with every rule that was asked, under the versions of policy and catalogue that held then. "
                + "With on the same question is asked as of that day; for agents only.")
            .Produces<IncidentCoverageView>();
    }

    private static async Task<IResult> CoverageAsync(
        Guid id, DateOnly? on, IncidentCoverage coverage, HttpContext http, CancellationToken cancel) =>
        (await coverage.RunAsync(http.Actor(), id, on is { } day ? LocalDate.FromDateOnly(day) : null, cancel))
            .ToOk(http);

    /// <summary>Enums come as words with dashes, which the framework does not read in an address.</summary>
    private static async Task<IResult> ListAsync(
        long? number,
        string? status,
        string? severity,
        string? product,
        string? plan,
        bool? mine,
        string? cursor,
        IStorage storage,
        HttpContext http,
        CancellationToken cancel)
    {
        var mistakes = new List<FieldMistake>();
        var filter = new IncidentFilter
        {
            Number = number,
            Status = Word<IncidentStatus>(status, nameof(status), mistakes),
            Severity = Word<Severity>(severity, nameof(severity), mistakes),
            Product = product,
            Plan = plan,
            Mine = mine == true,
        };
        mistakes.AddRange(FieldCheck.Of(filter));
        if (mistakes.Count > 0)
        {
            return Problems.Of(mistakes, http);
        }

        await using var database = storage.Read();
        return Results.Ok(await database.ListIncidentsAsync(http.Actor(), filter, cursor, cancel));
    }

    private static async Task<IResult> FindAsync(
        Guid id, IStorage storage, InForce inForce, IClock clock, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var found = await database.FindIncidentViewAsync(
            http.Actor(), id, policy, clock.GetCurrentInstant(), cancel);
        if (found is not null)
        {
            http.SetVersion(found.Line.Version);
        }

        return FoundOr404(found, http);
    }

    private static async Task<IResult> ListMessagesAsync(
        Guid id, string? cursor, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return FoundOr404(
            await database.ListMessagesAsync(http.Actor(), id, cursor, MessagesPerPage, cancel), http);
    }

    private static async Task<IResult> ListNotesAsync(
        Guid id, string? cursor, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return FoundOr404(await database.ListNotesAsync(http.Actor(), id, cursor, MessagesPerPage, cancel), http);
    }

    public static IResult FoundOr404<T>(T? found, HttpContext http) where T : class =>
        found is null
            ? Problems.Of(new Refusal("incident.unknown", "There is no such incident."), http)
            : Results.Ok(found);

    public static T? Word<T>(string? text, string name, List<FieldMistake> mistakes) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (Enum.TryParse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var word)
            && Enum.IsDefined(word))
        {
            return word;
        }

        mistakes.Add(new FieldMistake(name, "wrong"));
        return null;
    }
}
