using Guichet.Accounts;
using Guichet.Server.Catalog;
using Guichet.Server.Following;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Following;

/// <summary>Time passes over a product whose phases end on 1 December 2027 and 1 June 2028.</summary>
public abstract class RemindingFollowers : IAsyncLifetime
{
    private const string Release = "plotter/1";

    private Somebody administrator = null!;

    private protected House House { get; init; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        _ = House.Factory;
        administrator = await House.WelcomesAsync(Role.Administrator);
        await ImportAsync("2027-12-01", "2028-06-01");
        await House.EmptyOutboxAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R9")]
    public async Task Tells_each_reminder_once_whichever_node_comes_first()
    {
        await FollowsAsync(Release);

        Assert.Empty(await RemindersAsync(2026, 11, 30));
        Assert.Equal(["Mainstream 2027-12-01 12"], await RemindersAsync(2026, 12, 1));
        Assert.Empty(await RemindersAsync(2027, 5, 31));
        Assert.Equal(
            ["Mainstream 2027-12-01 6", "Extended 2028-06-01 12"], await RemindersAsync(2027, 6, 1));
        Assert.Equal(["Mainstream 2027-12-01 3"], await RemindersAsync(2027, 9, 20));
        Assert.Equal(["Extended 2028-06-01 6"], await RemindersAsync(2028, 1, 15));
        Assert.Empty(await RemindersAsync(2029, 1, 1));
    }

    [Fact]
    public async Task Tells_once_who_follows_the_product_and_the_release()
    {
        var customer = await FollowsAsync("plotter");
        await customer.Client.FollowAsync(Release, Cancel);

        Assert.Equal(["Mainstream 2027-12-01 12"], await RemindersAsync(2026, 12, 1));
    }

    [Fact]
    public async Task Leaves_out_what_was_due_before_one_followed_and_who_wants_no_mail()
    {
        House.Clock.Reset(Instant.FromUtc(2027, 2, 1, 9, 0));
        await FollowsAsync(Release);
        var silent = await FollowsAsync(Release);
        await House.Services.GetRequiredService<ChangeFollowing>().WantMailAsync(
            new Actor(silent.Id, "", Role.Customer, SignInKind.Personal, null, null, []),
            wants: false,
            Cancel);

        Assert.Empty(await RemindersAsync(2027, 2, 2));
        Assert.Equal(["Mainstream 2027-12-01 6", "Extended 2028-06-01 12"], await RemindersAsync(2027, 6, 1));
    }

    [Fact]
    public async Task Tells_anew_where_the_end_was_moved_beyond_what_was_told()
    {
        await FollowsAsync(Release);
        await RemindersAsync(2026, 12, 1);

        await ImportAsync("2027-12-15", "2028-06-01");
        Assert.Empty(await RemindersAsync(2026, 12, 2));
        Assert.Equal(["Mainstream 2027-12-15 12"], await RemindersAsync(2026, 12, 15));
    }

    [Fact]
    public async Task Tells_those_who_follow_that_a_date_was_moved_and_nobody_else()
    {
        var customer = await FollowsAsync("plotter");
        await FollowsAsync("windows-server/2022");

        await ImportAsync("2028-01-12", "");
        while (await House.DeliverAsync() > 0)
        {
            // What was told may be followed up.
        }

        var told = await ToldAsync("following.dates-moved");
        var facts = Server.Mail.Told.Of(Assert.Single(told));
        Assert.Equal(customer.Id.Value, facts.Id("person"));
        Assert.Equal(
            ["mainstreamEndsOn 2027-12-01 > 2028-01-12", "extendedEndsOn 2028-06-01 > "],
            facts.Facts.GetProperty("dates").EnumerateArray().Select(date =>
                $"{date.GetProperty("field")} {date.GetProperty("from")} > {date.GetProperty("to")}"));
        Assert.Single(await ToldAsync(CatalogChanged.Kind));
    }

    [Fact]
    public async Task An_import_that_changes_nothing_tells_nothing()
    {
        await ImportAsync("2027-12-01", "2028-06-01");

        Assert.Empty(await ToldAsync(CatalogChanged.Kind));
    }

    private async Task<Somebody> FollowsAsync(string reference)
    {
        var customer = await House.WelcomesAsync();
        await customer.Client.FollowAsync(reference, Cancel);
        return customer;
    }

    private async Task ImportAsync(string mainstream, string extended)
    {
        var end = extended.Length == 0 ? "" : $"""
            , "extendedEndsOn": "{extended}"
            """;
        await administrator.Client.ImportCatalogAsync(
            $$"""
            { "format": "guichet-catalog/1", "products": [{ "key": "plotter", "name": "Plotter", "releases": [
              { "key": "1", "name": "Plotter 1", "policy": "fixed", "deployment": "on-premises",
                "releasedOn": "2020-01-01", "mainstreamEndsOn": "{{mainstream}}"{{end}} }] }] }
            """,
            "test",
            approveBackwards: true, cancel: Cancel);
    }

    /// <summary>What two nodes that sweep at the same time on that day tell between them.</summary>
    private async Task<IReadOnlyList<string>> RemindersAsync(int year, int month, int day)
    {
        await House.EmptyOutboxAsync();
        House.Clock.Reset(Instant.FromUtc(year, month, day, 9, 0));
        var sweep = House.Services.GetRequiredService<RemindOfPhaseEnds>();
        await Task.WhenAll(sweep.RunAsync(Cancel), sweep.RunAsync(Cancel));
        await sweep.RunAsync(Cancel);
        return
        [
            .. (await ToldAsync(RemindOfPhaseEnds.Kind)).SelectMany(message =>
                Server.Mail.Told.Of(message).Facts.GetProperty("ends").EnumerateArray().Select(end =>
                    $"{end.GetProperty("phase")} {end.GetProperty("endsOn")} {end.GetProperty("months")}")),
        ];
    }

    private async Task<List<OutboxMessage>> ToldAsync(string kind) =>
        (await House.ReadOutboxAsync()).FindAll(message => message.Kind == kind);
}

public sealed class RemindingFollowersOnSqlite : RemindingFollowers
{
    public RemindingFollowersOnSqlite() => House = new QuietSqliteHouse();
}

public sealed class RemindingFollowersOnPostgres : RemindingFollowers
{
    public RemindingFollowersOnPostgres() => House = new QuietPostgresHouse();
}
