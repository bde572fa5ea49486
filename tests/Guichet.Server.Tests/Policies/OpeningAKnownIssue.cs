using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Policies;
using WireSignIn = Guichet.Client.Accounts.SignInKind;

namespace Guichet.Server.Tests.Policies;

/// <summary>The houses are shared, so what is opened here lies years ahead.</summary>
[Trait("Rule", "R19")]
public abstract class OpeningAKnownIssue(House house)
{
    private static readonly DateOnly Then = new(2028, 2, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Closes_its_plans_with_its_notice_from_its_first_day_on_until_it_is_ended()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var customer = await house.WelcomesAsync();
        var before = await administrator.Client.GetPolicyAsync(Cancel);
        var issue = Issue();

        var opened = await administrator.Client.OpenKnownIssueAsync(issue, Cancel);

        var listed = (await administrator.Client.ListKnownIssuesAsync(Cancel)).Single(one => one.Key == issue.Key);
        Assert.Equal((KnownIssueState.Upcoming, Then), (listed.State, listed.From));
        Assert.True(opened.Version > before.Version);
        var reason = Assert.Single((await PlanOnAsync(customer, Then)).Reasons);
        Assert.Equal(("sign-in.known-issue", issue.Key), (reason.Code, reason.Subject));
        Assert.Contains("try again tomorrow", reason.Sentence, StringComparison.Ordinal);
        Assert.Equal("https://example.test/en", reason.Article);
        Assert.Empty((await PlanOnAsync(customer, Then.AddDays(-1))).Reasons);

        await administrator.Client.EndKnownIssueAsync(issue.Key!, Cancel);

        Assert.Empty((await PlanOnAsync(customer, Then)).Reasons);
        Assert.DoesNotContain(
            await administrator.Client.ListKnownIssuesAsync(Cancel), one => one.Key == issue.Key);
    }

    [Fact]
    public async Task Leaves_the_rest_of_the_policy_as_it_was_written()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var issue = Issue();
        await administrator.Client.OpenKnownIssueAsync(issue, Cancel);
        await administrator.Client.EndKnownIssueAsync(issue.Key!, Cancel);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);

        Assert.Contains("# The plans (R14), in the order shown", policy.Text, StringComparison.Ordinal);
        Assert.Empty((await administrator.Client.CheckPolicyAsync(policy.Text, Cancel)).Mistakes);
    }

    [Fact]
    public async Task Is_refused_with_the_field_that_is_wrong()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);

        Assert.Equal("known-issue.plan-unknown", await CodeAsync(
            administrator.Client.OpenKnownIssueAsync(Issue() with { Plans = ["pack-7"] }, Cancel)));
        Assert.Equal("known-issue.dates-backwards", await CodeAsync(
            administrator.Client.OpenKnownIssueAsync(Issue() with { Until = Then.AddDays(-1) }, Cancel)));
        Assert.Equal("known-issue.way-round-closed", await CodeAsync(
            administrator.Client.OpenKnownIssueAsync(Issue() with { WayRound = WireSignIn.Personal }, Cancel)));
        Assert.Equal("known-issue.key-taken", await CodeAsync(
            administrator.Client.OpenKnownIssueAsync(Issue() with { Key = "KB 4490370" }, Cancel)));
        Assert.Equal("known-issue.unknown", await CodeAsync(
            administrator.Client.EndKnownIssueAsync("KB 0", Cancel)));
        var empty = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.OpenKnownIssueAsync(new NewKnownIssue { Plans = [] }, Cancel));
        Assert.Equal(
            ["/key", "/noticeEnglish", "/noticeFrench", "/plans", "/signIns"],
            empty.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Is_for_administrators()
    {
        var agent = await house.WelcomesAsync(Role.Agent);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => agent.Client.OpenKnownIssueAsync(Issue(), Cancel));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    private static NewKnownIssue Issue() => new()
    {
        Key = $"KB {Guid.NewGuid():N}",
        Plans = ["pack-5"],
        SignIns = [WireSignIn.Personal],
        From = Then,
        NoticeEnglish = "The shop is closed: try again tomorrow.",
        NoticeFrench = "La boutique est fermée.",
        ArticleEnglish = "https://example.test/en",
        ArticleFrench = "https://example.test/fr",
    };

    private static async Task<Client.Coverage.PlanCoverageView> PlanOnAsync(Somebody customer, DateOnly day) =>
        (await customer.Client.DecideCoverageAsync(
            new Client.Coverage.CoverageQuestion { Release = "windows-server/2019", On = day }, Cancel))
        .Plans.Single(plan => plan.Plan == "pack-5");

    private static async Task<string> CodeAsync(Task act) =>
        (await Assert.ThrowsAsync<GuichetException>(() => act)).Code;
}

public sealed class OpeningAKnownIssueOnSqlite(SqliteHouse house) : OpeningAKnownIssue(house);

public sealed class OpeningAKnownIssueOnPostgres(PostgresHouse house) : OpeningAKnownIssue(house);
