using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Policies;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Storage;
using Npgsql;

namespace Guichet.Server.Tests.Workshop;

/// <summary>What is counted is the whole house's, so these have a house of their own.</summary>
public abstract class LookingAtWhatWouldChange(House house)
{
    /// <summary>What the house sends to its database, from before it opened.</summary>
    private protected abstract Overheard Heard { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_plans_releases_and_the_packs_in_force_that_lose_them()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var owner = await house.WelcomesAsync();
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        var text = Without(policy.Text, "partner-silver-15");
        var before = await CountAsync();

        await house.GivesPackAsync(owner, "partner-silver-15", 15);
        await house.GivesPackAsync(owner, "partner-silver-15", 15, new NodaTime.LocalDate(2026, 11, 1));
        await house.GivesPackAsync(owner, "partner-gold-20", 20);
        var changes = await administrator.Client.PreviewPolicyAsync(text, cancel: Cancel);

        Assert.Equal(policy.Version, changes.InForce);
        Assert.Contains(changes.Changes, change => (change.Kind, change.Section, change.Subject)
            == (PolicyChangeKind.Removed, "plans", "partner-silver-15"));
        var opening = Assert.Single(changes.Coverage, one => one.Plan == "partner-silver-15");
        Assert.NotEmpty(opening.Closes);
        var loss = Assert.Single(changes.Losses);
        Assert.Equal(("partner-silver-15", before + 1), (loss.Plan, loss.Packs));
        Assert.Contains("windows-server", loss.Products);
        Assert.Equal(policy.Version, (await administrator.Client.GetPolicyAsync(Cancel)).Version);

        async Task<int> CountAsync() => (await administrator.Client.PreviewPolicyAsync(text, cancel: Cancel))
            .Losses.Single().Packs!.Value;
    }

    [Fact]
    [Trait("Rule", "R6")]
    public async Task Counts_the_running_clocks_that_would_move_and_moves_none()
    {
        var story = await Story.BeginAsync(house);
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var policy = (await administrator.Client.GetPolicyAsync(Cancel)).Text;
        var promised = (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.DueAt;
        house.Clock.AdvanceHours(7);

        var same = await ClocksAsync(policy);
        var later = await ClocksAsync(policy.Replace("within: 4h", "within: 6h", StringComparison.Ordinal));
        var earlier = await ClocksAsync(policy.Replace("within: 4h", "within: 3h", StringComparison.Ordinal));
        var missed = await ClocksAsync(policy.Replace("within: 4h", "within: 10m", StringComparison.Ordinal));

        Assert.Equal((1, false, 0, 0, 0), same);
        Assert.Equal((1, false, 0, 0, 1), later);
        Assert.Equal((1, false, 1, 0, 0), earlier);
        Assert.Equal((1, false, 1, 1, 0), missed);
        Assert.Equal(promised, (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.DueAt);

        async Task<(int, bool, int, int, int)> ClocksAsync(string text)
        {
            var clocks = (await administrator.Client.PreviewPolicyAsync(text, cancel: Cancel)).Clocks!;
            return (clocks.Looked, clocks.AtLeast, clocks.Earlier, clocks.Missed, clocks.Later);
        }
    }

    [Fact]
    public async Task Reads_the_histories_of_many_clocks_in_one_statement()
    {
        const int Many = 6;
        var stories = new List<Story>();
        for (var count = 0; count < Many; count++)
        {
            stories.Add(await Story.BeginAsync(house));
        }

        var administrator = await house.WelcomesAsync(Role.Administrator);
        var policy = (await administrator.Client.GetPolicyAsync(Cancel)).Text;
        var before = Heard.TimesSent("clock_event");
        var changes = await administrator.Client.PreviewPolicyAsync(policy, cancel: Cancel);

        // One of the preview's; alarms may be looked at beside it.
        Assert.InRange(changes.Clocks!.Looked, Many, 99);
        Assert.InRange(Heard.TimesSent("clock_event") - before, 1, 3);

        foreach (var story in stories)
        {
            await story.CloseAsync(story.Agent, Client.Incidents.ClosingReason.Unresolved);
        }
    }

    [Fact]
    public async Task Looks_at_another_day_where_it_is_asked_to()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var text = Without((await administrator.Client.GetPolicyAsync(Cancel)).Text, "pack-5");

        var now = await administrator.Client.PreviewPolicyAsync(text, cancel: Cancel);
        var then = await administrator.Client.PreviewPolicyAsync(text, new DateOnly(2012, 1, 1), Cancel);

        Assert.NotEqual(now.On, then.On);
        Assert.NotEqual(Closed(now), Closed(then));

        static IReadOnlyList<string> Closed(PolicyChangesView changes) =>
            changes.Coverage.First(one => one.Plan == "pack-5").Closes;
    }

    [Fact]
    public async Task Is_refused_with_mistakes_and_to_agents()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var agent = await house.WelcomesAsync(Role.Agent);

        var mistakes = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.PreviewPolicyAsync("plans: 1", cancel: Cancel));
        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => agent.Client.PreviewPolicyAsync("plans: 1", cancel: Cancel));

        Assert.Equal("policy.mistakes", mistakes.Code);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Fact]
    public async Task Tells_how_two_versions_differ_by_line_and_by_what_they_say()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var before = await administrator.Client.GetPolicyAsync(Cancel);
        var text = before.Text.Replace("followUpDays: 14 ", "followUpDays: 15 ", StringComparison.Ordinal);
        var applied = await administrator.Client.ApplyPolicyAsync(text, cancel: Cancel);

        var difference = await administrator.Client.GetPolicyDifferenceAsync(applied.Version, cancel: Cancel);
        var back = await administrator.Client.GetPolicyDifferenceAsync(before.Version, applied.Version, Cancel);
        var unknown = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.GetPolicyDifferenceAsync(applied.Version, 999, Cancel));

        Assert.Equal((before.Version, applied.Version), (difference.From, difference.To));
        var change = Assert.Single(difference.Changes);
        Assert.Equal(("closing", "followUpDays", "14", "15"), (change.Section, change.Field, change.From, change.To));
        var lines = difference.Lines.Where(line => line.Before is null || line.After is null).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains("followUpDays: 14", lines.Single(line => line.After is null).Text, StringComparison.Ordinal);
        Assert.Contains("followUpDays: 15", lines.Single(line => line.Before is null).Text, StringComparison.Ordinal);
        Assert.Equal(("15", "14"), (back.Changes.Single().From, back.Changes.Single().To));
        Assert.Equal("policy.unknown", unknown.Code);
        await administrator.Client.ApplyPolicyAsync(before.Text, cancel: Cancel);
    }

    /// <summary>The policy without a plan, and without what names it.</summary>
    private static string Without(string text, string plan)
    {
        var policy = Files.Policies.PolicyFile.Read(text).Value!;
        return Files.Policies.PolicyFile.Write(policy with
        {
            Plans =
            [
                .. policy.Plans.Where(one => one.Key != plan)
                    .Select(one => one with { InsteadUse = [.. one.InsteadUse.Where(key => key != plan)] }),
            ],
            KnownIssues =
            [
                .. policy.KnownIssues.Select(
                    one => one with { Plans = one.Plans.Where(key => key != plan).ToHashSet() }),
            ],
            Targets = [.. policy.Targets.Where(one => one.Plan != plan)],
        });
    }
}

public sealed class ChangesHouseOnSqlite : SqliteHouse
{
    internal Overheard Heard { get; private set; } = null!;

    public override ValueTask InitializeAsync()
    {
        Heard = new Overheard(ConnectionForAProcess);
        return base.InitializeAsync();
    }

    public override ValueTask DisposeAsync()
    {
        Heard.Dispose();
        return base.DisposeAsync();
    }
}

public sealed class ChangesHouseOnPostgres : PostgresHouse
{
    internal Overheard Heard { get; private set; } = null!;

    public override ValueTask InitializeAsync()
    {
        Heard = new Overheard(new NpgsqlConnectionStringBuilder(ConnectionForAProcess).Database!);
        return base.InitializeAsync();
    }

    public override ValueTask DisposeAsync()
    {
        Heard.Dispose();
        return base.DisposeAsync();
    }
}

public sealed class LookingAtWhatWouldChangeOnSqlite(ChangesHouseOnSqlite house)
    : LookingAtWhatWouldChange(house), IClassFixture<ChangesHouseOnSqlite>
{
    private protected override Overheard Heard { get; } = house.Heard;
}

public sealed class LookingAtWhatWouldChangeOnPostgres(ChangesHouseOnPostgres house)
    : LookingAtWhatWouldChange(house), IClassFixture<ChangesHouseOnPostgres>
{
    private protected override Overheard Heard { get; } = house.Heard;
}
