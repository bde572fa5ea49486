using System.Net;
using Guichet.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Tests.Accounts;

public abstract class SigningIn(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goes_on_where_the_person_was_going_but_never_out_of_the_house()
    {
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();

        using var inside = await visit.SignInAsync(email, Visit.Password, "/account/sign-in?returnUrl=%2Fpacks");
        using var outside = await visit.SignInAsync(
            email, Visit.Password, "/account/sign-in?returnUrl=%2F%2Felsewhere.test");

        Assert.EndsWith("/packs", inside.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", outside.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_a_wrong_password_an_unknown_address_and_a_locked_account_alike()
    {
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();
        var signIn = house.Services.GetRequiredService<SignIn>();
        Task<Result<Admission>> TryAsync(string address, string password) =>
            signIn.RunAsync(new Credentials { Email = address, Password = password }, "", Cancel);

        var wrong = await TryAsync(email, "not the password");
        var unknown = await TryAsync(Visit.NewAddress(), "not the password");
        for (var attempt = 2; attempt <= SignIn.AttemptsAllowed; attempt++)
        {
            await TryAsync(email, "not the password");
        }

        var locked = await TryAsync(email, Visit.Password);

        Assert.Equal(SignIn.Failed, wrong.Refusal);
        Assert.Equal(SignIn.Failed, unknown.Refusal);
        Assert.Equal(SignIn.Failed, locked.Refusal);
    }

    [Fact]
    public async Task At_the_same_time_does_not_outrun_the_lockout()
    {
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();
        var signIn = house.Services.GetRequiredService<SignIn>();

        await Task.WhenAll(Enumerable.Range(0, SignIn.AttemptsAllowed).Select(_ =>
            signIn.RunAsync(new Credentials { Email = email, Password = "not the password" }, "", Cancel)));
        var right = await signIn.RunAsync(new Credentials { Email = email, Password = Visit.Password }, "", Cancel);

        Assert.Equal(SignIn.Failed, right.Refusal);
    }

    [Fact]
    public async Task Everywhere_out_ends_the_sign_in_of_every_browser()
    {
        using var here = new Visit(house);
        using var there = new Visit(house);
        var email = await here.ArriveAsync();
        using var second = await there.SignInAsync(email, Visit.Password);

        using var ended = await here.PostAsync("/account", "everywhere");

        foreach (var visit in new[] { here, there })
        {
            using var account = await visit.GetAsync("/account");
            Assert.Equal(HttpStatusCode.Redirect, account.StatusCode);
        }
    }

    [Fact]
    public async Task With_a_new_password_ends_what_the_old_one_opened_and_its_link_works_once()
    {
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();
        using var other = new Visit(house);
        using var asked = await other.PostAsync("/account/forgotten-password", "forgotten", ("Model.Email", email));
        var link = await house.LastLinkAsync("account.password-reset", email);

        using var changed = await other.PostAsync(link, "reset", ("Model.Password", "seven iron bridges"));
        using var again = await other.PostAsync(link, "reset", ("Model.Password", "eight iron bridges"));
        using var old = await visit.GetAsync("/account");
        using var signedIn = await other.SignInAsync(email, "seven iron bridges");

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, old.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task Asks_for_a_new_password_with_one_answer_for_every_address()
    {
        using var visit = new Visit(house);
        var known = await visit.ArriveAsync();

        using var first = await visit.PostAsync("/account/forgotten-password", "forgotten", ("Model.Email", known));
        using var second = await visit.PostAsync(
            "/account/forgotten-password", "forgotten", ("Model.Email", Visit.NewAddress()));

        Assert.Equal((first.StatusCode, first.Headers.Location), (second.StatusCode, second.Headers.Location));
    }
}

public sealed class SigningInOnSqlite(SqliteHouse house) : SigningIn(house);

public sealed class SigningInOnPostgres(PostgresHouse house) : SigningIn(house);

/// <summary>Time moves here, so the house is the test's own.</summary>
public sealed class WaitingForALockoutToEnd
{
    [Fact]
    public async Task Lets_the_right_password_in_after_a_quarter_of_an_hour()
    {
        await using var house = new SqliteHouse();
        await house.InitializeAsync();
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();
        var signIn = house.Services.GetRequiredService<SignIn>();
        var right = new Credentials { Email = email, Password = Visit.Password };
        var wrong = new Credentials { Email = email, Password = "not the password" };
        for (var attempt = 1; attempt <= SignIn.AttemptsAllowed; attempt++)
        {
            await signIn.RunAsync(wrong, "", TestContext.Current.CancellationToken);
        }

        house.Clock.Advance(SignIn.Lockout - Duration.FromSeconds(1));
        var early = await signIn.RunAsync(right, "", TestContext.Current.CancellationToken);
        house.Clock.Advance(Duration.FromSeconds(1));
        var late = await signIn.RunAsync(right, "", TestContext.Current.CancellationToken);

        Assert.Equal(SignIn.Failed, early.Refusal);
        Assert.Null(late.Refusal);
    }
}

public sealed class TryingOften
{
    [Fact]
    public void From_one_network_address_is_refused_until_the_minute_is_over()
    {
        var limit = new AttemptLimit(Options.Create(new AccountOptions { AttemptsPerMinute = 2 }));
        var start = Instant.FromUtc(2026, 11, 20, 10, 0, 15);

        Assert.Null(limit.Refuse("sign-in", "192.0.2.1", start));
        Assert.Null(limit.Refuse("sign-in", "192.0.2.1", start));
        var refused = limit.Refuse("sign-in", "192.0.2.1", start);

        Assert.Equal(("attempts.too-many", 45L), (refused?.Code, refused?.Facts["retryAfter"]));
        Assert.Null(limit.Refuse("sign-in", "192.0.2.2", start));
        Assert.Null(limit.Refuse("reset", "192.0.2.1", start));
        Assert.Null(limit.Refuse("sign-in", "192.0.2.1", start + Duration.FromSeconds(45)));
    }
}
