using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Policies;

internal static class KnownIssueEndpoints
{
    public static void MapKnownIssues(this RouteGroupBuilder api)
    {
        api.MapGet("/known-issues", ListAsync)
            .Allows(Scopes.PolicyRead, Role.Agent, Role.SupportManager, Role.BillingClerk, Role.Administrator)
            .WithName("listKnownIssues").WithTags("Policy")
            .WithSummary("List the known issues")
            .WithDescription("All that the policy in force names, with those that have ended.")
            .Produces<IReadOnlyList<KnownIssueView>>();
        api.MapPost("/known-issues", OpenAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("openKnownIssue").WithTags("Policy")
            .WithSummary("Open a known issue")
            .WithDescription("Makes a version of the policy, in force at once; its plans are closed to those sign-ins.")
            .Produces<PolicyVersionView>();
        api.MapPost("/known-issues/{key}/end", EndAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("endKnownIssue").WithTags("Policy")
            .WithSummary("End a known issue")
            .WithDescription("Makes a version of the policy that holds at once; from today on it closes nothing.")
            .Produces<PolicyVersionView>();
    }

    private static async Task<IResult> ListAsync(InForce inForce, IClock clock, CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(cancel)).Policy;
        return Results.Ok(policy.KnownIssuesOn(policy.DayOf(clock.GetCurrentInstant())));
    }

    private static async Task<IResult> OpenAsync(
        NewKnownIssue issue, ChangeKnownIssues change, HttpContext http, CancellationToken cancel) =>
        (await change.OpenAsync(http.Actor(), issue, cancel)).ToOk(http);

    private static async Task<IResult> EndAsync(
        string key, ChangeKnownIssues change, HttpContext http, CancellationToken cancel) =>
        (await change.EndAsync(http.Actor(), key, cancel)).ToOk(http);
}
