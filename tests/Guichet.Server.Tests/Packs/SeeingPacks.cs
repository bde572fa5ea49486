using Guichet.Accounts;
using Guichet.Client;

namespace Guichet.Server.Tests.Packs;

public abstract class SeeingPacks(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R20")]
    public async Task Is_for_who_holds_them_and_for_who_looks_after_the_organisation()
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Submitter);
        var administrator = await house.WelcomesAsync(
            memberRole: MemberRole.Administrator, organization: owner.Organization);
        var colleague = await house.WelcomesAsync(memberRole: MemberRole.Submitter, organization: owner.Organization);
        var stranger = await house.WelcomesAsync();
        var pack = (await house.GivesPackAsync(owner)).Value;

        Assert.True((await owner.Client.GetPackAsync(pack, Cancel)).Held);
        Assert.False((await administrator.Client.GetPackAsync(pack, Cancel)).Held);
        foreach (var other in new[] { colleague, stranger })
        {
            Assert.Empty((await other.Client.ListPacksAsync(cancel: Cancel)).Items);
            Assert.Equal("pack.unknown", (await Assert.ThrowsAsync<GuichetException>(
                () => other.Client.GetPackAsync(pack, Cancel))).Code);
            Assert.Equal("pack.unknown", (await Assert.ThrowsAsync<GuichetException>(
                () => other.Client.ReadStatementAsync(pack, cancel: Cancel))).Code);
        }
    }

    [Fact, Trait("Rule", "R20")]
    public async Task Names_incidents_only_to_who_sees_them()
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Submitter);
        var billing = await house.WelcomesAsync(memberRole: MemberRole.Billing, organization: owner.Organization);
        var agent = await house.WelcomesAsync(Role.Agent);
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var pack = (await house.GivesPackAsync(owner)).Value;
        await owner.Client.SubmitIncidentAsync(Incidents.SubmittingAnIncident.Request(), Cancel);

        foreach (var (reader, sees) in new[] { (owner, true), (agent, true), (billing, false), (clerk, false) })
        {
            var line = (await reader.Client.ReadStatementAsync(pack, cancel: Cancel)).Items[0];
            Assert.Equal((sees, sees, sees), (
                line.Incident is not null, line.IncidentNumber is not null, line.IncidentTitle is not null));
        }
    }

    [Fact]
    public async Task Goes_page_by_page_without_gap_or_repetition()
    {
        var owner = await house.WelcomesAsync();
        var given = new List<Guid>();
        for (var count = 0; count < 5; count++)
        {
            given.Add((await house.GivesPackAsync(owner)).Value);
        }

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await owner.Client.ListPacksAsync(cursor, limit: 2, Cancel);
            seen.AddRange(page.Items.Select(pack => pack.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Count);
        Assert.Equal(given.Order(), seen.Order());
    }
}

public sealed class SeeingPacksOnSqlite(SqliteHouse house) : SeeingPacks(house);

public sealed class SeeingPacksOnPostgres(PostgresHouse house) : SeeingPacks(house);
