using System.Net;
using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Accounts;

public abstract class LookingAfterPeople(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_a_role_that_holds_at_once_and_is_written_down()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var person = await house.WelcomesAsync();

        var result = await SetAsync(administrator, person.Id, Role.Agent);

        Assert.Null(result.Refusal);
        Assert.Equal(Client.Accounts.Role.Agent, (await person.Client.GetMeAsync(Cancel)).Role);
        await using var database = house.Storage.Read();
        var subject = person.Id.Value.ToString();
        var entry = await database.Set<AuditEntry>().SingleAsync(
            one => one.Act == "person.role-changed" && one.Subject == subject, Cancel);
        Assert.Equal(
            (administrator.Id.Value, "192.0.2.7", "Customer to Agent"), (entry.Actor, entry.Address, entry.Detail));
    }

    [Fact]
    public async Task Never_touches_ones_own_role_or_members_of_a_customer()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var member = await house.WelcomesAsync(memberRole: MemberRole.Reader);

        Assert.Equal("person.own-role", (await SetAsync(administrator, administrator.Id, Role.Customer)).Refusal?.Code);
        Assert.Equal("person.in-organization", (await SetAsync(administrator, member.Id, Role.Agent)).Refusal?.Code);
    }

    [Fact]
    public async Task Is_for_administrators_alone()
    {
        var manager = await house.WelcomesAsync(Role.SupportManager);

        Assert.Equal("access.not-allowed", (await SetAsync(manager, manager.Id, Role.Agent)).Refusal?.Code);
    }

    [Fact]
    public async Task Pages_through_everybody_once_in_the_order_of_addresses()
    {
        for (var count = 0; count < 5; count++)
        {
            await house.WelcomesAsync(Role.BillingClerk);
        }

        await using var database = house.Storage.Read();
        var seen = new List<string>();
        PersonId? cursor = null;
        do
        {
            var page = await database.ListPeopleAsync(null, Role.BillingClerk, cursor, 2, Cancel);
            seen.AddRange(page.Items.Select(line => line.Email));
            cursor = page.Next is null ? null : new PersonId(Guid.Parse(page.Next));
        }
        while (cursor is not null);

        Assert.True(seen.Count >= 5);
        Assert.Equal(seen.Distinct().Order(StringComparer.OrdinalIgnoreCase), seen);
    }

    private async Task<Result<bool>> SetAsync(Somebody administrator, PersonId person, Role role)
    {
        await using var database = house.Storage.Read();
        var found = await database.FindByKeyAsync(
            ApiKeyHandler.HashOf(administrator.Key), house.Clock.GetCurrentInstant(), Cancel);
        return await house.Services.GetRequiredService<SetPersonRole>()
            .RunAsync(found!.Value.SignedIn, person, role, "192.0.2.7", Cancel);
    }
}

public sealed class LookingAfterPeopleOnSqlite(SqliteHouse house) : LookingAfterPeople(house);

public sealed class LookingAfterPeopleOnPostgres(PostgresHouse house) : LookingAfterPeople(house);

public sealed class OpeningAnEmptyHouse
{
    [Fact]
    public async Task Makes_one_administrator_by_the_link_and_no_second()
    {
        await using var house = new SqliteHouse();
        await house.InitializeAsync();
        var first = house.Services.GetRequiredService<FirstAdministrator>();
        var path = await first.OpenAsync(TestContext.Current.CancellationToken);
        using var visit = new Visit(house);

        using var made = await FillAsync(visit, path!, "owner@example.test");
        using var again = await FillAsync(visit, path!, "other@example.test");

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.EndsWith("/desk", made.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Null(await first.OpenAsync(TestContext.Current.CancellationToken));
    }

    private static Task<HttpResponseMessage> FillAsync(Visit visit, string path, string email) => visit.PostAsync(
        path,
        "first",
        ("Model.Email", email),
        ("Model.Name", "Olu Adeyemi"),
        ("Model.Password", Visit.Password),
        ("Model.SignIn", "Work"),
        ("Model.Country", "FR"),
        ("Model.TimeZone", "Europe/Paris"),
        ("Model.Language", "en"));
}
