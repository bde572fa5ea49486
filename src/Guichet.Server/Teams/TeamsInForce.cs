using Guichet.Accounts;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Teams;

/// <summary>The teams and their rules as they are now. Every read asks the database for their revision, so that a
/// change holds at once on every node; what belongs to a revision is kept.</summary>
internal sealed class TeamsInForce(IStorage storage)
{
    private TeamDirectory? known;

    public async Task<TeamDirectory> ReadAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await ReadAsync(database, cancel);
    }

    /// <summary>As the database at hand has them.</summary>
    public async Task<TeamDirectory> ReadAsync(Database database, CancellationToken cancel) =>
        await ReadAsync(
            database, await database.Set<TeamRevision>().Select(row => row.Revision).SingleAsync(cancel), cancel);

    /// <summary>At the revision given, which a query of the caller's has brought along.</summary>
    public async ValueTask<TeamDirectory> ReadAsync(Database database, int revision, CancellationToken cancel) =>
        known is { } current && current.Revision == revision
            ? current
            : known = await LoadAsync(database, revision, cancel);

    /// <summary>Whether a team is at work at an instant: by its calendar, and day and night where it has none, or one
    /// that the policy does not know any more.</summary>
    public static Func<Team, bool> IsOpenAt(PolicyInForce policy, Instant at) =>
        team => policy.FindCalendar(team.Calendar) is not { } calendar || calendar.IsOpen(at);

    private static async Task<TeamDirectory> LoadAsync(Database database, int revision, CancellationToken cancel)
    {
        var teams = await database.Set<TeamRow>().AsNoTracking().ToListAsync(cancel);
        var members = await database.Set<TeamMemberRow>().AsNoTracking().ToListAsync(cancel);
        var names = await database.ReadNamesAsync(members.Select(member => (PersonId?)member.Person), cancel);
        var rules = await database.Set<AssignmentRuleRow>().AsNoTracking()
            .OrderBy(rule => rule.Position)
            .ToListAsync(cancel);
        var byTeam = members.ToLookup(
            one => one.Team, one => new TeamMember(one.Person, names.Of(one.Person) ?? "", one.Skills));
        return new TeamDirectory(
            revision,
            [.. teams.Select(team => team.With(byTeam[team.Key]))
                .OrderBy(team => team.Retired)
                .ThenBy(team => team.Name, StringComparer.InvariantCultureIgnoreCase)],
            [.. rules.Select(rule => new AssignmentRule(
                rule.Products, [.. rule.Severities.Select(Enum.Parse<Severity>)], rule.Plans, rule.Teams))]);
    }
}
