using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Policies;
using Guichet.Server.Tests.Accounts;

namespace Guichet.Server.Tests.Workshop;

/// <summary>A house has one draft, so these have a house of their own.</summary>
public abstract class KeepingADraft(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_saved_by_one_read_by_another_and_put_in_force_once()
    {
        var (one, other) = await BeginAsync();
        var before = await one.Client.GetPolicyAsync(Cancel);
        var text = before.Text + $"# {Guid.NewGuid():N}\n";

        var saved = await one.Client.SavePolicyDraftAsync(Draft(text, before.Version), cancel: Cancel);
        var read = await other.Client.GetPolicyDraftAsync(Cancel);
        var applied = await other.Client.ApplyPolicyDraftAsync(read.Version, "A remark", Cancel);

        Assert.Equal((1, text, before.Version), (saved.Version, read.Text, read.BasedOn));
        var now = await one.Client.GetPolicyAsync(Cancel);
        Assert.Equal((before.Version + 1, text, "A remark"), (now.Version, now.Text, now.Note));
        Assert.Equal(applied.Version, now.Version);
        Assert.Equal("policy-draft.unknown", await CodeAsync(one.Client.GetPolicyDraftAsync(Cancel)));
        Assert.Equal(
            "policy-draft.unknown", await CodeAsync(other.Client.ApplyPolicyDraftAsync(read.Version, cancel: Cancel)));
    }

    [Fact]
    public async Task Saved_by_two_at_once_keeps_the_first_and_tells_the_second_who_was_first()
    {
        var (one, other) = await BeginAsync();
        var before = await one.Client.GetPolicyAsync(Cancel);
        var begun = await one.Client.SavePolicyDraftAsync(Draft("begun", before.Version), cancel: Cancel);

        var tries = await Task.WhenAll(
            TryAsync(one.Client.SavePolicyDraftAsync(Draft("one", before.Version), begun.Version, Cancel)),
            TryAsync(other.Client.SavePolicyDraftAsync(Draft("other", before.Version), begun.Version, Cancel)));

        var refused = Assert.Single(tries, answer => answer is not null)!;
        Assert.Equal("policy-draft.changed", refused.Code);
        Assert.NotEmpty(refused.Facts["by"].GetString()!);
        var kept = await one.Client.GetPolicyDraftAsync(Cancel);
        Assert.Equal((begun.Version + 1, tries[0] is null ? "one" : "other"), (kept.Version, kept.Text));
        Assert.Equal("policy-draft.changed", await CodeAsync(
            other.Client.SavePolicyDraftAsync(Draft("blind", before.Version), cancel: Cancel)));
        Assert.Equal(
            "policy-draft.changed", await CodeAsync(other.Client.DiscardPolicyDraftAsync(begun.Version, Cancel)));
    }

    [Fact]
    public async Task With_mistakes_is_saved_and_not_put_in_force()
    {
        var (one, _) = await BeginAsync();
        var before = await one.Client.GetPolicyAsync(Cancel);
        var wrong = before.Text.Replace("offer: free", "offer: fre", StringComparison.Ordinal);

        var saved = await one.Client.SavePolicyDraftAsync(Draft(wrong, before.Version), cancel: Cancel);

        Assert.Equal(
            "policy.mistakes", await CodeAsync(one.Client.ApplyPolicyDraftAsync(saved.Version, cancel: Cancel)));
        Assert.Equal(before.Version, (await one.Client.GetPolicyAsync(Cancel)).Version);
        Assert.Equal(wrong, (await one.Client.GetPolicyDraftAsync(Cancel)).Text);
    }

    [Fact]
    public async Task Takes_back_nothing_that_was_put_in_force_since_it_began()
    {
        var (one, other) = await BeginAsync();
        var before = await one.Client.GetPolicyAsync(Cancel);
        var text = before.Text + $"# {Guid.NewGuid():N}\n";
        var draft = await one.Client.SavePolicyDraftAsync(Draft(text, before.Version), cancel: Cancel);
        var between = await other.Client.ApplyPolicyAsync(before.Text + $"# {Guid.NewGuid():N}\n", cancel: Cancel);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => one.Client.ApplyPolicyDraftAsync(draft.Version, cancel: Cancel));
        var continued = await one.Client.SavePolicyDraftAsync(Draft(text, between.Version), draft.Version, Cancel);
        var applied = await one.Client.ApplyPolicyDraftAsync(continued.Version, cancel: Cancel);

        Assert.Equal(("policy-draft.outdated", HttpStatusCode.Conflict), (refused.Code, refused.Status));
        Assert.Equal(between.Version, refused.Facts["version"].GetInt32());
        Assert.Equal(between.Version + 1, applied.Version);
    }

    [Fact]
    public async Task Is_for_administrators()
    {
        var manager = await house.WelcomesAsync(Role.SupportManager);

        Assert.StartsWith(
            "access.", await CodeAsync(manager.Client.GetPolicyDraftAsync(Cancel)), StringComparison.Ordinal);
        Assert.StartsWith(
            "access.",
            await CodeAsync(manager.Client.SavePolicyDraftAsync(Draft("text", 1), cancel: Cancel)),
            StringComparison.Ordinal);
    }

    /// <summary>Two administrators, and no draft.</summary>
    private async Task<(Somebody One, Somebody Other)> BeginAsync()
    {
        var one = await house.WelcomesAsync(Role.Administrator);
        var left = await TryAsync(one.Client.GetPolicyDraftAsync(Cancel)) is null
            ? (await one.Client.GetPolicyDraftAsync(Cancel)).Version
            : 0;
        await one.Client.DiscardPolicyDraftAsync(left, Cancel);
        return (one, await house.WelcomesAsync(Role.Administrator));
    }

    private static NewPolicyDraft Draft(string text, int basedOn) => new() { Text = text, BasedOn = basedOn };

    private static async Task<GuichetException?> TryAsync(Task act)
    {
        var refused = await Record.ExceptionAsync(() => act);
        return refused is null ? null : Assert.IsType<GuichetException>(refused);
    }

    private static async Task<string> CodeAsync(Task act) =>
        (await Assert.ThrowsAsync<GuichetException>(() => act)).Code;
}

public sealed class DraftHouseOnSqlite : SqliteHouse;

public sealed class DraftHouseOnPostgres : PostgresHouse;

public sealed class KeepingADraftOnSqlite(DraftHouseOnSqlite house)
    : KeepingADraft(house), IClassFixture<DraftHouseOnSqlite>;

public sealed class KeepingADraftOnPostgres(DraftHouseOnPostgres house)
    : KeepingADraft(house), IClassFixture<DraftHouseOnPostgres>;

/// <summary>The page, by what the browser sends.</summary>
public sealed class EditingADraft(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    [Fact]
    public async Task Keeps_what_was_typed_beside_what_was_saved_in_between()
    {
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("admin@example.test", "demonstration");
        using var first = await PostAsync("save", "first: 1\n", 0);
        using var second = await PostAsync("save", "second: 2\n", 0);
        var page = await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Contains("Kim Admin has saved the draft since you read it", page, StringComparison.Ordinal);
        Assert.Contains("first: 1</del>", page, StringComparison.Ordinal);
        Assert.Contains("second: 2</ins>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"Model.Version\" value=\"1\"", page, StringComparison.Ordinal);

        using var third = await PostAsync("check", "formt: guichet-policy/1\n", 1);
        var check = await third.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("data-line=\"1\"", check, StringComparison.Ordinal);
        Assert.Contains("Did you mean &#x27;format&#x27;?", check, StringComparison.Ordinal);
        Assert.Contains("<code>latestReleases</code>", check, StringComparison.Ordinal);

        Task<HttpResponseMessage> PostAsync(string act, string text, int version) => browser.PostAsync(
            "/desk/policy/draft", "draft", ("Model.Act", act), ("Model.Text", text), ("Model.BasedOn", "1"),
            ("Model.Version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
