using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Files.Policies;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Policies;

internal static class PolicyEndpoints
{
    private static readonly Role[] Staff =
        [Role.Agent, Role.SupportManager, Role.BillingClerk, Role.Administrator];

    public static void MapPolicyVersions(this RouteGroupBuilder api)
    {
        api.MapGet("/policy", GetAsync)
            .Allows(Scopes.PolicyRead, Staff)
            .WithName("getPolicy").WithTags("Policy")
            .WithSummary("Read the policy in force")
            .WithDescription("Its version and its YAML, as it was applied.")
            .Produces<PolicyView>();
        api.MapGet("/policy/versions", ListAsync)
            .Allows(Scopes.PolicyRead, Staff)
            .WithName("getPolicyVersions").WithTags("Policy")
            .WithSummary("List the versions of the policy")
            .WithDescription("Newest first, the latest two hundred.")
            .Produces<IReadOnlyList<PolicyVersionView>>();
        api.MapGet("/policy/versions/{version:int}", GetVersionAsync)
            .Allows(Scopes.PolicyRead, Staff)
            .WithName("getPolicyVersion").WithTags("Policy")
            .WithSummary("Read a version of the policy")
            .WithDescription("Every version is kept, since decisions were made under it.")
            .Produces<PolicyView>();
        api.MapPost("/policy/check", Check)
            .Allows(Scopes.PolicyRead, Staff)
            .WithName("checkPolicy").WithTags("Policy")
            .WithSummary("Check a policy")
            .WithDescription("Says every mistake with its line and column, and changes nothing.")
            .Produces<PolicyCheckView>();
        api.MapPost("/policy/versions", ApplyAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("applyPolicy").WithTags("Policy")
            .WithSummary("Put a policy in force")
            .WithDescription("A policy with mistakes is refused whole; the one that is in force makes no new version.")
            .Produces<PolicyVersionView>();
    }

    private static async Task<IResult> GetAsync(IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var result = await database.ReadPolicyAsync(null, cancel);
        return result.ToOk(http, policy =>
        {
            http.SetVersion(policy.Version);
            return policy;
        });
    }

    private static async Task<IResult> ListAsync(IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ReadPolicyVersionsAsync(cancel));
    }

    private static async Task<IResult> GetVersionAsync(
        int version, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await database.ReadPolicyAsync(version, cancel)).ToOk(http);
    }

    private static IResult Check(PolicyText policy, IClock clock) =>
        Results.Ok(new PolicyCheckView(PolicyFile.Read(policy.Text!, clock.GetCurrentInstant()).Mistakes.Views()));

    private static async Task<IResult> ApplyAsync(
        NewPolicyVersion policy, ApplyPolicy apply, HttpContext http, CancellationToken cancel) =>
        (await apply.RunAsync(http.Actor(), policy, http.ExpectedVersion(), cancel)).ToOk(http);
}
