using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Satisfactions;

internal static class SatisfactionEndpoints
{
    public static void MapSatisfaction(this RouteGroupBuilder api)
    {
        api.MapGet("/incidents/{id:guid}/satisfaction", GetAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer, Role.Agent, Role.SupportManager)
            .WithName("getSatisfaction")
            .WithTags("Incidents")
            .WithSummary("Read how it went")
            .WithDescription("Until when the customer of a closed incident is asked how it went, and what they said.")
            .Produces<SatisfactionView>();
        api.MapPut(
                "/incidents/{id:guid}/satisfaction",
                async (
                    Guid id,
                    NewSatisfaction satisfaction,
                    SaySatisfaction saying,
                    HttpContext http,
                    CancellationToken cancel) =>
                    (await saying.RunAsync(http.SignedIn(), id, satisfaction, cancel)).ToOk(http))
            .Allows(Scopes.IncidentsWrite, Role.Customer)
            .WithName("saySatisfaction")
            .WithTags("Incidents")
            .WithSummary("Say how it went")
            .WithDescription(
                "Once for each closed incident that an agent has answered, but for what was out of scope or a "
                + "duplicate; it can be changed as long as the incident can be reopened, and at least for a week.")
            .Produces<SatisfactionView>();
    }

    private static async Task<IResult> GetAsync(
        Guid id, IStorage storage, InForce inForce, IClock clock, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var terms = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Closing;
        return await database.FindSatisfactionAsync(
            http.Actor(), id, terms, clock.GetCurrentInstant(), cancel) is { } view
            ? Results.Ok(view)
            : Problems.Of(new Refusal("incident.unknown", "There is no such incident."), http);
    }
}
