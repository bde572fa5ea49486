using System.Net;
using Guichet.Accounts;
using Guichet.Client;

namespace Guichet.Server.Tests.Policies;

/// <summary>The houses are shared, so what is applied here says the same in other words.</summary>
public abstract class ApplyingAPolicy(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_a_version_that_holds_at_once_and_keeps_the_one_before()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var before = await administrator.Client.GetPolicyAsync(Cancel);

        // A comment changes the text and nothing that other tests look at.
        var text = before.Text + $"# {Guid.NewGuid():N}\n";
        var applied = await administrator.Client.ApplyPolicyAsync(text, "A remark", cancel: Cancel);

        var now = await administrator.Client.GetPolicyAsync(Cancel);
        Assert.True(applied.Version > before.Version);
        Assert.Equal((text, true, "A remark"), (now.Text, now.InForce, now.Note));
        Assert.NotNull(now.AppliedBy);
        var kept = await administrator.Client.GetPolicyAsync(before.Version, Cancel);
        Assert.Equal((before.Text, false), (kept.Text, kept.InForce));
    }

    [Fact]
    public async Task That_is_in_force_already_makes_no_version()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var before = await administrator.Client.GetPolicyAsync(Cancel);

        var applied = await administrator.Client.ApplyPolicyAsync(
            before.Text.ReplaceLineEndings("\r\n"), cancel: Cancel);

        Assert.Equal(before.Version, applied.Version);
    }

    [Fact]
    public async Task With_mistakes_is_refused_with_every_line()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        var wrong = policy.Text.Replace("offer: free", "offer: fre", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.ApplyPolicyAsync(wrong, cancel: Cancel));
        var check = await administrator.Client.CheckPolicyAsync(wrong, Cancel);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "policy.mistakes"), (refused.Status, refused.Code));
        var mistake = Assert.Single(check.Mistakes);
        Assert.Equal(mistake.Line, refused.Facts["mistakes"][0].GetProperty("line").GetInt32());
        Assert.Contains("offer: fre", wrong.Split('\n')[mistake.Line - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_calendar_opened_long_ago_only_is_refused()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        var past = policy.Text.Replace(
            "calendars:\n",
            "calendars:\n  - { key: fair, timeZone: UTC, weekly: {}, extraOpenings: { 2001-01-02: [09:00-12:00] } }\n",
            StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.ApplyPolicyAsync(past, cancel: Cancel));

        var mistake = refused.Facts["mistakes"][0];
        Assert.Equal("calendar.never-open", mistake.GetProperty("code").GetString());
        Assert.Contains(
            "key: fair", past.Split('\n')[mistake.GetProperty("line").GetInt32() - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_for_administrators_and_reading_it_for_staff()
    {
        var agent = await house.WelcomesAsync(Role.Agent);
        var customer = await house.WelcomesAsync();
        var policy = await agent.Client.GetPolicyAsync(Cancel);

        var applied = await Assert.ThrowsAsync<GuichetException>(
            () => agent.Client.ApplyPolicyAsync(policy.Text, cancel: Cancel));
        var read = await Assert.ThrowsAsync<GuichetException>(() => customer.Client.GetPolicyAsync(Cancel));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (applied.Status, read.Status));
    }
}

public sealed class ApplyingAPolicyOnSqlite(SqliteHouse house) : ApplyingAPolicy(house);

public sealed class ApplyingAPolicyOnPostgres(PostgresHouse house) : ApplyingAPolicy(house);
