using Guichet.Calendars;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Tests.ServiceLevels;

[Trait("Rule", "R8")]
public class FindingTheNearestPromise
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 20, 9, 0);

    private static readonly Pause Lasts = new(Start, null);

    [Fact]
    public void The_one_that_is_due_first_presses_and_of_two_at_once_the_first() => Assert.Equal(
        [
            new(PromiseKind.Resolution, At(3)), new(PromiseKind.FirstResponse, At(4)),
            new NearestPromise(PromiseKind.NextUpdate, At(5)),
        ],
        [
            Of(Runs(PromiseKind.FirstResponse, 4), Runs(PromiseKind.Resolution, 3)),
            Of(Runs(PromiseKind.FirstResponse, 4), Runs(PromiseKind.Resolution, 4)),
            Of(Runs(PromiseKind.NextUpdate, 5), Runs(PromiseKind.Resolution, 40)),
        ]);

    [Fact]
    public void One_that_runs_presses_more_than_one_that_stands() => Assert.Equal(
        new(PromiseKind.Resolution, At(40)),
        Of(Promise(PromiseKind.NextUpdate, null, Lasts), Runs(PromiseKind.Resolution, 40)));

    [Fact]
    public void Where_all_that_remains_stands_it_is_the_first() => Assert.Equal(
        new(PromiseKind.NextUpdate, null),
        Of(Promise(PromiseKind.NextUpdate, null, Lasts), Promise(PromiseKind.Resolution, null, Lasts)));

    [Fact]
    public void Nothing_remains_where_nothing_was_promised_or_the_calendar_cannot_reckon_it()
    {
        Assert.Null(Of());
        Assert.Null(Of(Promise(PromiseKind.Resolution, null, new Pause(Start, At(1)))));
    }

    private static NearestPromise? Of(params RunningPromise[] promises) => NearestPromise.Of(promises);

    private static RunningPromise Runs(PromiseKind kind, int hours) => Promise(kind, At(hours));

    private static RunningPromise Promise(PromiseKind kind, Instant? dueAt, params Pause[] pauses) => new(
        kind, Severity.B, Start, Duration.FromHours(4), BusinessCalendar.AroundTheClock, pauses, At(4), dueAt);

    private static Instant At(int hours) => Start + Duration.FromHours(hours);
}
