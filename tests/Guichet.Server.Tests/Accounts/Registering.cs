using System.Net;

namespace Guichet.Server.Tests.Accounts;

public abstract class Registering(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lets_in_who_confirms_the_address_with_the_password()
    {
        using var visit = new Visit(house);

        await visit.ArriveAsync();

        Assert.Contains("Noor Haddad", await visit.ReadAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_let_in_before_the_address_is_confirmed()
    {
        using var visit = new Visit(house);
        var email = Visit.NewAddress();
        using var registered = await visit.RegisterAsync(email, Visit.Password);

        using var tried = await visit.SignInAsync(email, Visit.Password);

        Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        Assert.Equal(2, (await house.MailsAsync("account.confirm-email", email)).Count);
        using var account = await visit.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, account.StatusCode);
    }

    [Fact]
    public async Task Does_not_confirm_for_a_stranger_who_has_the_link_but_not_the_password()
    {
        using var visit = new Visit(house);
        var email = Visit.NewAddress();
        using var registered = await visit.RegisterAsync(email, Visit.Password);

        using var tried = await visit.PostAsync(
            await house.LastLinkAsync("account.confirm-email", email), "confirm", (
                "Model.Password", "another password"));

        Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
    }

    [Fact]
    public async Task With_a_known_address_answers_the_same_and_mails_the_truth()
    {
        using var visit = new Visit(house);
        using var other = new Visit(house);
        var known = await visit.ArriveAsync();

        using var again = await other.RegisterAsync(known, Visit.Password);
        using var first = await other.RegisterAsync(Visit.NewAddress(), Visit.Password);

        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Single(await house.MailsAsync("account.already-registered", known));
    }

    [Theory]
    [InlineData("short", "At least|Write 12 to 128")]
    [InlineData("password1234", "tried first")]
    [InlineData("my noor-1 secret", "must not contain the name")]
    public async Task With_a_weak_password_says_so_and_keeps_the_rest(string password, string said)
    {
        using var visit = new Visit(house);

        using var answer = await visit.RegisterAsync("noor-1@example.test", password);

        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(said.Split('|'), word => page.Contains(word, StringComparison.Ordinal));
        Assert.Contains("value=\"noor-1@example.test\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(password, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_anything_names_every_field()
    {
        using var visit = new Visit(house);

        using var answer = await visit.PostAsync("/account/register", "register", ("Model.SignIn", "nonsense"));

        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var field in new[] { "email", "name", "password", "signin", "country", "timezone" })
        {
            Assert.Contains($"model-{field}-error", page, StringComparison.Ordinal);
        }
    }
}

public sealed class RegisteringOnSqlite(SqliteHouse house) : Registering(house);

public sealed class RegisteringOnPostgres(PostgresHouse house) : Registering(house);
