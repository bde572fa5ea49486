using CsCheck;
using Guichet.ServiceLevels;
using static Guichet.Tests.ServiceLevels.PromiseScenario;

namespace Guichet.Tests.ServiceLevels;

public class ReportingFirstResponses
{
    private static readonly Gen<MeasuredResponse[]> Responses = Gen.Select(
        Gen.Int[0, 2].Select(letter => "ABC"[letter..(letter + 1)]),
        Gen.Enum<ResponseOutcome>(),
        Gen.Int[0, 100_000].Select(seconds => Duration.FromSeconds(seconds)),
        (group, outcome, taken) => new MeasuredResponse(
            group, outcome, outcome is ResponseOutcome.Met or ResponseOutcome.Missed ? taken : null)).Array[0, 60];

    [Fact]
    public void Every_incident_is_counted_once() =>
        Responses.Sample(responses =>
        {
            var report = ResponseReport.Of(responses, []);

            Assert.Equal(responses.Length, report.All.All);
            Assert.Equal(responses.Length, report.Groups.Sum(group => group.All));
            Assert.Equal(report.All.Met, report.Groups.Sum(group => group.Met));
            Assert.Equal(report.All.Missed, report.Groups.Sum(group => group.Missed));
            Assert.Equal(report.All.Running, report.Groups.Sum(group => group.Running));
        });

    [Fact]
    public void In_another_order_the_figures_are_the_same() =>
        Gen.Select(Responses, Gen.Int).Sample((responses, seed) =>
        {
            var shuffled = responses.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, other) = (ResponseReport.Of(responses, []), ResponseReport.Of(shuffled, []));

            Assert.Equal(one.Groups, other.Groups);
            Assert.Equal(one.All, other.All);
        });

    [Fact]
    public void A_percentile_is_the_smallest_value_that_so_many_do_not_exceed() =>
        Gen.Select(Gen.Int[0, 50].Array[1, 40], Gen.Int[1, 100]).Sample((values, percent) =>
        {
            var sorted = values.Order().Select(value => Duration.FromSeconds(value)).ToList();
            bool IsEnough(Duration bound) => sorted.Count(value => value <= bound) * 100 >= percent * sorted.Count;

            Assert.Equal(sorted.First(IsEnough), ResponseReport.Percentile(sorted, percent));
        });

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(10, 5, 9)]
    [InlineData(11, 6, 10)]
    public void Percentiles_are_by_nearest_rank(int count, int median, int ninetieth)
    {
        var responses = Enumerable.Range(1, count)
            .Select(hours => new MeasuredResponse("A", ResponseOutcome.Met, Duration.FromHours(hours)))
            .ToList();

        var all = ResponseReport.Of(responses, []).All;

        Assert.Equal((Duration.FromHours(median), Duration.FromHours(ninetieth)), (all.Median, all.Ninetieth));
    }

    [Fact]
    public void An_expected_group_without_incidents_is_told_with_nothing_in_it()
    {
        var report = ResponseReport.Of([new("C", ResponseOutcome.Missed, null)], ["A", "C"]);

        Assert.Equal(["A", "C"], report.Groups.Select(group => group.Group));
        Assert.Equal(new ResponseFigures("A", 0, 0, 0, 0, null, null), report.Groups[0]);
        Assert.Null(report.Groups[0].ShareMet);
        Assert.Equal(0m, report.Groups[1].ShareMet);
    }

    [Fact]
    [Trait("Rule", "R8")]
    public void Without_a_response_it_runs_until_it_is_past_due()
    {
        var clock = Submitted(B, "2026-11-20 14:00");

        Assert.Equal(ResponseOutcome.Running, clock.OutcomeAt(clock.DueAt, null));
        Assert.Equal(ResponseOutcome.Missed, clock.OutcomeAt(clock.DueAt + Duration.Epsilon, null));
    }

    [Fact]
    [Trait("Rule", "R8")]
    public void With_a_response_it_stays_as_it_was()
    {
        var clock = Submitted(B, "2026-11-20 14:00");
        var late = clock.DueAt + Duration.FromDays(9);

        Assert.Equal(ResponseOutcome.Met, clock.Respond(clock.DueAt).OutcomeAt(late, late));
        Assert.Equal(
            ResponseOutcome.Missed, clock.Respond(clock.DueAt + Duration.Epsilon).OutcomeAt(late, clock.DueAt));
    }

    [Fact]
    [Trait("Rule", "R8")]
    public void Closed_by_the_customer_before_it_was_due_it_is_neither_met_nor_missed()
    {
        var clock = Submitted(B, "2026-11-20 14:00");
        var late = clock.DueAt + Duration.FromDays(9);

        Assert.Equal(ResponseOutcome.ClosedFirst, clock.OutcomeAt(late, clock.DueAt));
        Assert.Equal(ResponseOutcome.Missed, clock.OutcomeAt(late, clock.DueAt + Duration.Epsilon));
    }

    [Fact]
    [Trait("Rule", "R8")]
    public void It_is_decided_as_it_is_made_in_time_else_at_the_due_instant_else_when_it_is_closed_before()
    {
        var clock = Submitted(B, "2026-11-20 14:00");
        var (early, late) = (clock.DueAt - Duration.FromMinutes(5), clock.DueAt + Duration.FromDays(9));

        Assert.Equal(early, clock.Respond(early).DecidedAt(late, clock.DueAt));
        Assert.Equal(clock.DueAt, clock.Respond(late).DecidedAt(late, null));
        Assert.Equal(clock.DueAt, clock.DecidedAt(late, null));
        Assert.Equal(early, clock.DecidedAt(late, early));
        Assert.Null(clock.DecidedAt(early, null));
    }

    [Fact]
    [Trait("Rule", "R6")]
    public void The_time_taken_is_counted_as_it_was_promised()
    {
        var business = Submitted(B, "2026-11-20 17:00");
        var around = Submitted(A, "2026-11-20 17:00");

        Assert.Equal(Duration.FromHours(4), business.Respond(business.DueAt).Taken(Office));
        Assert.Equal(Duration.FromHours(16), around.Respond(Paris("2026-11-21 09:00")).Taken(null));
        Assert.Null(business.Taken(Office));
    }

    [Theory]
    [InlineData("2026-01", "2026-01", 1)]
    [InlineData("2025-11", "2026-02", 4)]
    [InlineData("2025-01", "2026-12", 24)]
    public void Months_are_counted_with_both_ends(string from, string until, int months)
    {
        var range = ReportedMonths.Create(Month(from), Month(until)).Value;

        Assert.Equal(months, range.All.Count());
        Assert.Equal((Month(from), Month(until)), (range.All.First(), range.All.Last()));
    }

    [Theory]
    [InlineData("2026-02", "2026-01")]
    [InlineData("2025-01", "2027-01")]
    [InlineData("1999-12", "2000-01")]
    [InlineData("2999-12", "3000-01")]
    public void Other_ranges_are_refused(string from, string until) =>
        Assert.Equal("report.months-wrong", ReportedMonths.Create(Month(from), Month(until)).Refusal?.Code);

    [Fact]
    public void A_month_begins_and_ends_at_midnight_of_the_zone()
    {
        var range = ReportedMonths.Create(Month("2026-03"), Month("2026-03")).Value;

        Assert.Equal(
            new Interval(Paris("2026-03-01 00:00"), Paris("2026-04-01 00:00")),
            range.In(DateTimeZoneProviders.Tzdb["Europe/Paris"]));
    }

    private static YearMonth Month(string text) => NodaTime.Text.YearMonthPattern.Iso.Parse(text).Value;
}
