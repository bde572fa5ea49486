using Guichet.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Mail;

public abstract class ClaimingFromTheOutbox(House house) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await house.EmptyOutboxAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Gives_a_message_to_one_claimer_until_the_lease_is_over()
    {
        var told = await house.TellsAsync("test.told", new { });

        var first = await house.Outbox().ClaimAsync(10, Cancel);
        var meanwhile = await house.Outbox().ClaimAsync(10, Cancel);
        house.Clock.Advance(OutboxQueue.Lease);
        var afterwards = await house.Outbox().ClaimAsync(10, Cancel);

        Assert.Equal((told.Id, 1), (Assert.Single(first).Id, first[0].Attempts));
        Assert.Empty(meanwhile);
        Assert.Equal((told.Id, 2), (Assert.Single(afterwards).Id, afterwards[0].Attempts));
    }

    [Fact]
    public async Task By_several_at_once_gives_each_message_to_one_of_them()
    {
        for (var count = 0; count < 40; count++)
        {
            await house.TellsAsync("test.told", new { count });
        }

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => house.Outbox().ClaimAsync(10, Cancel))));

        var rest = await house.Outbox().ClaimAsync(100, Cancel);
        var ids = claims.SelectMany(claim => claim).Concat(rest).Select(message => message.Id).ToList();
        Assert.Equal(40, ids.Count);
        Assert.Equal(40, ids.Distinct().Count());
        Assert.All(claims, claim => Assert.InRange(claim.Count, 0, 10));
    }

    [Fact]
    public async Task And_settling_is_for_good_and_writes_what_follows_once()
    {
        await house.TellsAsync("test.told", new { });
        var claimed = Assert.Single(await house.Outbox().ClaimAsync(10, Cancel));
        var now = house.Clock.GetCurrentInstant();

        await house.Outbox().SettleAsync(claimed, [OutboxMessage.Of("test.follows", new { }, now)]);
        await house.Outbox().SettleAsync(claimed, [OutboxMessage.Of("test.follows", new { }, now)]);

        house.Clock.Advance(OutboxQueue.Lease);
        Assert.Equal("test.follows", Assert.Single(await house.Outbox().ClaimAsync(10, Cancel)).Kind);
    }

    [Fact]
    public async Task And_postponing_shows_the_error_and_waits()
    {
        await house.TellsAsync("test.told", new { });
        var claimed = Assert.Single(await house.Outbox().ClaimAsync(10, Cancel));

        await house.Outbox().PostponeAsync(claimed, "451 later");

        var kept = Assert.Single(await house.ReadOutboxAsync());
        Assert.Equal("451 later", kept.Error);
        Assert.InRange(
            kept.DueAt - house.Clock.GetCurrentInstant(), Duration.FromSeconds(12), Duration.FromSeconds(18));
        Assert.Empty(await house.Outbox().ClaimAsync(10, Cancel));
    }

    [Fact]
    public async Task And_postponing_after_the_lease_changes_nothing_for_the_next_claimer()
    {
        await house.TellsAsync("test.told", new { });
        var slow = Assert.Single(await house.Outbox().ClaimAsync(10, Cancel));
        house.Clock.Advance(OutboxQueue.Lease);
        var next = Assert.Single(await house.Outbox().ClaimAsync(10, Cancel));

        await house.Outbox().PostponeAsync(slow, "too late");

        var kept = Assert.Single(await house.ReadOutboxAsync());
        Assert.Equal((next.DueAt, (string?)null), (kept.DueAt, kept.Error));
    }

    [Fact]
    public async Task And_releasing_makes_it_due_at_once()
    {
        await house.TellsAsync("test.told", new { });
        await house.Outbox().ReleaseAsync(Assert.Single(await house.Outbox().ClaimAsync(10, Cancel)));

        Assert.Single(await house.Outbox().ClaimAsync(10, Cancel));
    }

    [Fact]
    public async Task Keeps_what_was_delivered_for_thirty_days_and_what_waits_for_good()
    {
        await house.TellsAsync("test.delivered", new { });
        await house.Outbox().SettleAsync(Assert.Single(await house.Outbox().ClaimAsync(10, Cancel)), []);
        await house.TellsAsync("test.waits", new { });
        var sweep = house.Services.GetRequiredService<OutboxSweep>();

        house.Clock.Advance(OutboxSweep.Kept - Duration.FromSeconds(1));
        await sweep.RunAsync(Cancel);
        var before = await house.ReadOutboxAsync();
        house.Clock.Advance(Duration.FromSeconds(2));
        await sweep.RunAsync(Cancel);
        var after = await house.ReadOutboxAsync();

        Assert.Equal(2, before.Count);
        Assert.Equal("test.waits", Assert.Single(after).Kind);
    }

    [Fact]
    public async Task Finishes_a_kind_of_which_no_mail_is_made()
    {
        await house.TellsAsync("test.unheard-of", new { });

        Assert.Equal(1, await house.DeliverAsync());

        Assert.NotNull(Assert.Single(await house.ReadOutboxAsync()).DoneAt);
    }
}

public sealed class ClaimingFromTheOutboxOnSqlite(QuietSqliteHouse house)
    : ClaimingFromTheOutbox(house), IClassFixture<QuietSqliteHouse>;

public sealed class ClaimingFromTheOutboxOnPostgres(QuietPostgresHouse house)
    : ClaimingFromTheOutbox(house), IClassFixture<QuietPostgresHouse>;

public sealed class WaitingAfterAFailure
{
    [Theory]
    [InlineData(1, 12, 18)]
    [InlineData(2, 24, 36)]
    [InlineData(5, 192, 288)]
    [InlineData(9, 3072, 3600)]
    [InlineData(1000, 3600, 3600)]
    public void Doubles_each_time_up_to_an_hour(int attempts, int least, int most)
    {
        Assert.Equal(Duration.FromSeconds(least), OutboxQueue.WaitAfter(attempts, 0));
        Assert.Equal(Duration.FromSeconds(most), OutboxQueue.WaitAfter(attempts, 1));
    }
}
