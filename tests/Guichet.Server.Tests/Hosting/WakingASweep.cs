using Guichet.Server.Hosting;
using NodaTime.Testing;

namespace Guichet.Server.Tests.Hosting;

public sealed class WakingASweep
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly FakeClock clock = new(House.Today);
    private readonly SweepBell<Nothing> bell;

    public WakingASweep() => bell = new SweepBell<Nothing>(clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rings_at_once_for_what_is_due_already()
    {
        bell.RingAt(House.Today - Duration.FromHours(1));

        await bell.WaitAsync(Day, Cancel);
    }

    [Fact]
    public async Task Rings_for_an_earlier_instant_than_the_one_it_waits_for()
    {
        bell.RingAt(House.Today + Duration.FromHours(5));
        var waiting = bell.WaitAsync(Day, Cancel);
        bell.RingAt(House.Today + Duration.FromHours(6));
        Assert.False(waiting.IsCompleted);

        bell.RingAt(House.Today);

        await waiting;
    }

    [Fact]
    public async Task Rings_once_for_each_wish()
    {
        bell.RingAt(House.Today);
        await bell.WaitAsync(Day, Cancel);

        Assert.False(bell.WaitAsync(Day, Cancel).IsCompleted);
    }

    private sealed class Nothing : ISweep
    {
        public Task RunAsync(CancellationToken cancel) => Task.CompletedTask;
    }
}
