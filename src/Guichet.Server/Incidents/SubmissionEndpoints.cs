using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Incidents;

internal static class SubmissionEndpoints
{
    public static void MapIncidentSubmission(this RouteGroupBuilder api) =>
        api.MapPost("/incidents", SubmitAsync)
            .Allows(Scopes.IncidentsWrite, Role.Customer)
            .WithName("submitIncident")
            .WithTags("Incidents")
            .WithSummary("Submit an incident")
            .WithDescription(
                "Opens one incident for the id sent, however often it is sent, and puts one credit of the plan "
                + "on hold.")
            .Produces<SubmittedIncidentView>(StatusCodes.Status201Created);

    private static async Task<IResult> SubmitAsync(
        NewIncident incident, SubmitIncident submit, HttpContext http, CancellationToken cancel)
    {
        var result = await submit.RunAsync(http.SignedIn(), incident, cancel);
        if (!result.Succeeded(out var submitted, out var refusal))
        {
            return Problems.Of(refusal, http);
        }

        http.SetVersion(submitted.Version);
        return Results.Created($"/api/v1/incidents/{submitted.Id}", submitted);
    }
}
