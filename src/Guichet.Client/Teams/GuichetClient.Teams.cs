using Guichet.Client.Teams;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The teams, by name, the retired last; for staff.</summary>
    public Task<IReadOnlyList<TeamView>> ListTeamsAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<TeamView>>("teams", cancel);

    /// <summary>Makes a team or changes it, as read at that version; for support managers and administrators.</summary>
    public Task<TeamView> SaveTeamAsync(
        string key, TeamEntry team, int? version = null, CancellationToken cancel = default) =>
        SendAsync<TeamView>(HttpMethod.Put, $"teams/{Uri.EscapeDataString(key)}", team, version, cancel);

    /// <summary>The rules by which teams get new incidents.</summary>
    public Task<AssignmentRules> GetAssignmentRulesAsync(CancellationToken cancel = default) =>
        GetAsync<AssignmentRules>("assignment-rules", cancel);

    /// <summary>Other rules, all of them; for support managers and administrators.</summary>
    public Task<AssignmentRules> SaveAssignmentRulesAsync(
        AssignmentRules rules, int? revision = null, CancellationToken cancel = default) =>
        SendAsync<AssignmentRules>(HttpMethod.Put, "assignment-rules", rules, revision, cancel);
}
