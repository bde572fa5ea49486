using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Teams;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using AssignmentAct = Guichet.Client.Incidents.AssignmentAct;
using IncidentId = Guichet.Incidents.IncidentId;

namespace Guichet.Server.Tests.Teams;

/// <summary>The rules are the house's own: each of these has one to itself.</summary>
public abstract class AssigningByRule : IAsyncLifetime
{
    private protected House House { get; init; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_member_has_their_turn_and_whoever_joins_is_next()
    {
        var crew = await Crew.OfAsync(House, 3, OwnerChoice.RoundRobin);
        await crew.RulesAsync();
        var customer = await CustomerAsync(20);

        var owners = new List<Guid?>();
        for (var number = 0; number < 6; number++)
        {
            owners.Add((await SubmitAsync(customer)).Agent);
        }

        Assert.Equal(crew.Members.Select(one => (Guid?)one.Id.Value).Order(), owners.Take(3).Order());
        Assert.Equal(owners.Take(3), owners.Skip(3));

        var late = await House.WelcomesAsync(Guichet.Accounts.Role.Agent);
        var team = (await crew.Manager.Client.ListTeamsAsync(Cancel)).Single(one => one.Key == crew.Key);
        await crew.Manager.Client.SaveTeamAsync(
            crew.Key,
            new TeamEntry
            {
                Name = team.Name,
                Choice = team.Choice,
                Members = [.. crew.Members.Append(late).Select(one => new TeamMemberEntry { Person = one.Id.Value })],
            },
            team.Version,
            Cancel);
        Assert.Equal(late.Id.Value, (await SubmitAsync(customer)).Agent);
        Assert.Equal(owners[0], (await SubmitAsync(customer)).Agent);
    }

    [Fact]
    public async Task However_many_submit_at_once_nobody_gets_two_more_than_another()
    {
        var crew = await Crew.OfAsync(House, 4, OwnerChoice.RoundRobin);
        await crew.RulesAsync();
        var customer = await CustomerAsync(40);

        var incidents = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(
            () => customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel), Cancel)));

        var loads = await LoadsAsync(crew, incidents.Select(one => one.Id));
        Assert.Equal([6, 6, 6, 6], loads);
    }

    [Fact]
    public async Task The_least_loaded_gets_it_and_the_skilled_before_the_others()
    {
        var crew = await Crew.OfAsync(House, 3, OwnerChoice.LeastLoaded);
        await crew.RulesAsync();
        var customer = await CustomerAsync(20);
        var first = (await SubmitAsync(customer)).Agent;
        var idle = crew.Members.Where(one => one.Id.Value != first).ToList();
        await idle[0].Client.AssignIncidentAsync(await IdAsync(customer), new NewAssignment(), cancel: Cancel);

        // One has none of the two that are open now.
        var busy = await crew.Manager.Client.ListQueueAsync(cancel: Cancel);
        var owners = busy.Items.Where(line => line.Team == crew.Key).Select(line => line.AgentName).ToHashSet();
        var next = await SubmitAsync(customer);
        Assert.DoesNotContain(next.AgentName, owners);

        var skilled = crew.Members[0];
        await crew.Manager.Client.SaveTeamAsync(
            crew.Key,
            new TeamEntry
            {
                Name = "Skilled",
                Choice = OwnerChoice.LeastLoaded,
                Members =
                [
                    .. crew.Members.Select(one => new TeamMemberEntry
                    {
                        Person = one.Id.Value, Skills = one == skilled ? ["windows-server/2019"] : [],
                    }),
                ],
            },
            cancel: Cancel);
        for (var number = 0; number < 3; number++)
        {
            Assert.Equal(skilled.Id.Value, (await SubmitAsync(customer)).Agent);
        }
    }

    [Fact]
    public async Task The_first_rule_that_fits_decides_and_the_team_that_is_open_goes_first()
    {
        var closed = await Crew.OfAsync(House, 1, calendar: "business-hours");
        var open = await Crew.OfAsync(House, 1);
        House.Clock.Reset(Instant.FromUtc(2026, 11, 21, 12, 0));
        await closed.RulesAsync(
            new AssignmentRuleEntry { Products = ["sql-server"], Teams = [closed.Key] },
            new AssignmentRuleEntry { Severities = [Severity.A], Teams = [closed.Key] },
            new AssignmentRuleEntry { Products = ["windows-server/2019"], Teams = [closed.Key, open.Key] });
        var customer = await CustomerAsync(5);

        var found = await SubmitAsync(customer);

        Assert.Equal((open.Key, (Guid?)null), (found.Team, found.Agent));
        Assert.Equal(AssignmentAct.ByRule, Assert.Single(found.Assignments).Act);
    }

    [Fact]
    public async Task Submitting_twice_is_one_turn()
    {
        var crew = await Crew.OfAsync(House, 2, OwnerChoice.RoundRobin);
        await crew.RulesAsync();
        var customer = await CustomerAsync(5);
        var request = SubmittingAnIncident.Request();

        var once = await customer.Client.SubmitIncidentAsync(request, Cancel);
        var twice = await customer.Client.SubmitIncidentAsync(request, Cancel);
        var next = await SubmitAsync(customer);

        Assert.Equal(once, twice);
        var owner = (await crew.Manager.Client.GetHandlingAsync(once.Id, Cancel)).Agent;
        Assert.NotEqual(owner, next.Agent);
    }

    [Fact]
    public async Task Of_team_and_rule_no_customer_can_tell()
    {
        var crew = await Crew.OfAsync(House, 1);
        await crew.RulesAsync();
        var customer = await CustomerAsync(5);
        var id = await IdAsync(customer);
        await crew.Members[0].Client.HandleAsync(
            id,
            new NewDeskAct
            {
                Act = DeskAct.Snooze,
                Until = (House.Clock.GetCurrentInstant() + Duration.FromHours(1)).ToDateTimeOffset(),
            },
            cancel: Cancel);
        using var http = House.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", customer.Key);
        foreach (var path in (string[])["", "/messages", "/handling", "/notes"])
        {
            var answer = await http.ReadBodyAsync($"api/v1/incidents/{id}{path}");
            Assert.DoesNotContain(crew.Key, answer, StringComparison.Ordinal);
            Assert.DoesNotContain("snooz", answer, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(1, (await customer.Client.GetIncidentAsync(id, Cancel)).Line.Version);
    }

    private async Task<int[]> LoadsAsync(Crew crew, IEnumerable<Guid> incidents)
    {
        var ids = incidents.Select(id => new IncidentId(id)).ToList();
        await using var database = House.Storage.Read();
        var events = await database.Set<IncidentAssignment>().AsNoTracking()
            .Where(one => ids.Contains(one.Incident))
            .ToListAsync(Cancel);
        Assert.Equal(ids.Count, events.Count);
        return [.. crew.Members.Select(member => events.Count(one => one.Agent == member.Id))];
    }

    private async Task<Somebody> CustomerAsync(int size)
    {
        var customer = await House.WelcomesAsync();
        await House.GivesPackAsync(customer, size: size);
        return customer;
    }

    private static async Task<Guid> IdAsync(Somebody customer) =>
        (await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;

    private async Task<HandlingView> SubmitAsync(Somebody customer)
    {
        var id = await IdAsync(customer);
        var agent = await House.WelcomesAsync(Guichet.Accounts.Role.Agent);
        return await agent.Client.GetHandlingAsync(id, Cancel);
    }
}

internal static class Reading
{
    /// <summary>The body, whatever the status.</summary>
    public static async Task<string> ReadBodyAsync(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class AssigningByRuleOnSqlite : AssigningByRule
{
    public AssigningByRuleOnSqlite() => House = new SqliteHouse();
}

public sealed class AssigningByRuleOnPostgres : AssigningByRule
{
    public AssigningByRuleOnPostgres() => House = new PostgresHouse();
}
