using Guichet.Accounts;
using Guichet.Client.Teams;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;

namespace Guichet.Server.Teams;

internal static class TeamEndpoints
{
    private static readonly Role[] Readers = [Role.Agent, Role.SupportManager, Role.Administrator];
    private static readonly Role[] Writers = [Role.SupportManager, Role.Administrator];

    public static void MapTeamChanges(this RouteGroupBuilder api)
    {
        api.MapGet("/teams", ListAsync)
            .Allows(Scopes.TeamsRead, Readers)
            .WithName("listTeams").WithTags("Teams")
            .WithSummary("List the teams")
            .WithDescription("By name, the retired last, each with its members, skills and whether it is open now.")
            .Produces<IReadOnlyList<TeamView>>();
        api.MapPut("/teams/{key}", SaveAsync)
            .Allows(Scopes.TeamsWrite, Writers)
            .WithName("saveTeam").WithTags("Teams")
            .WithSummary("Make or change a team")
            .WithDescription(
                "As a whole. Members who stay keep their turn. What was assigned before stays where it is. With "
                + "If-Match only where it is still of that version; 0 for a team that must be new.")
            .Produces<TeamView>();
        api.MapGet("/assignment-rules", ReadRulesAsync)
            .Allows(Scopes.TeamsRead, Readers)
            .WithName("getAssignmentRules").WithTags("Teams")
            .WithSummary("Read the assignment rules")
            .WithDescription("In their order; ETag is the revision of teams and rules, for If-Match.")
            .Produces<AssignmentRules>();
        api.MapPut("/assignment-rules", SaveRulesAsync)
            .Allows(Scopes.TeamsWrite, Writers)
            .WithName("saveAssignmentRules").WithTags("Teams")
            .WithSummary("Change the assignment rules")
            .WithDescription("All of them. They hold for incidents submitted from then on.")
            .Produces<AssignmentRules>();
    }

    private static async Task<IResult> ListAsync(
        TeamsInForce teams, InForce inForce, IClock clock, CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(cancel)).Policy;
        var isOpen = TeamsInForce.IsOpenAt(policy, clock.GetCurrentInstant());
        return Results.Ok((await teams.ReadAsync(cancel)).Teams.Select(team => team.View(isOpen)).ToList());
    }

    private static async Task<IResult> SaveAsync(
        string key, TeamEntry team, ChangeTeams change, HttpContext http, CancellationToken cancel) =>
        (await change.SaveAsync(http.Actor(), key, team, http.ExpectedVersion(), cancel)).ToOk(http, saved =>
        {
            http.SetVersion(saved.Version);
            return saved;
        });

    private static async Task<IResult> ReadRulesAsync(TeamsInForce teams, HttpContext http, CancellationToken cancel)
    {
        var rules = (await teams.ReadAsync(cancel)).View();
        http.SetVersion(rules.Revision);
        return Results.Ok(rules);
    }

    private static async Task<IResult> SaveRulesAsync(
        AssignmentRules rules, ChangeTeams change, HttpContext http, CancellationToken cancel) =>
        (await change.SaveRulesAsync(http.Actor(), rules.Rules!, http.ExpectedVersion(), cancel)).ToOk(http);
}
