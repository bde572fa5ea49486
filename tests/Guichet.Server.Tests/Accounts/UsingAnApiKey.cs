using System.Net;
using System.Text.RegularExpressions;
using Guichet.Client;

namespace Guichet.Server.Tests.Accounts;

public abstract partial class UsingAnApiKey(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acts_for_its_person_until_it_is_revoked()
    {
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();
        var id = Guid.CreateVersion7();
        using var made = await MakeAsync(visit, id, "packs:read");
        var key = Key().Match(await made.Content.ReadAsStringAsync(Cancel)).Value;
        using var client = new GuichetClient(house.Factory.CreateClient(), key);

        var me = await client.GetMeAsync(Cancel);
        using var revoked = await visit.PostAsync("/account/api-keys", $"revoke-{id}");
        var refused = await Assert.ThrowsAsync<GuichetException>(() => client.GetMeAsync(Cancel));

        Assert.Equal(email, me.Email);
        Assert.Equal(["packs:read"], me.Scopes);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
    }

    [Fact]
    public async Task Is_shown_once_even_when_its_form_is_sent_twice()
    {
        using var visit = new Visit(house);
        await visit.ArriveAsync();
        var id = Guid.CreateVersion7();

        using var first = await MakeAsync(visit, id, "packs:read");
        using var second = await MakeAsync(visit, id, "packs:read");

        Assert.Matches(Key(), await first.Content.ReadAsStringAsync(Cancel));
        Assert.DoesNotMatch(Key(), await second.Content.ReadAsStringAsync(Cancel));
        Assert.DoesNotMatch(Key(), await visit.ReadAsync("/account/api-keys"));
    }

    [Fact]
    public async Task Never_opens_more_than_the_role_of_its_person()
    {
        using var visit = new Visit(house);
        await visit.ArriveAsync();

        using var tried = await MakeAsync(visit, Guid.CreateVersion7(), "policy:write");

        Assert.DoesNotMatch(Key(), await tried.Content.ReadAsStringAsync(Cancel));
    }

    private static Task<HttpResponseMessage> MakeAsync(Visit visit, Guid id, string scope) => visit.PostAsync(
        "/account/api-keys",
        "key",
        ("Model.Id", id.ToString()),
        ("Model.Name", "nightly report"),
        ("Model.Scopes", scope),
        ("Model.Days", "30"));

    [GeneratedRegex("gck_[0-9a-f]{64}")]
    private static partial Regex Key();
}

public sealed class UsingAnApiKeyOnSqlite(SqliteHouse house) : UsingAnApiKey(house);

public sealed class UsingAnApiKeyOnPostgres(PostgresHouse house) : UsingAnApiKey(house);
