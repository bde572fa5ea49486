using Guichet.Calendars;
using Guichet.ServiceLevels;
using static Guichet.Tests.ServiceLevels.PromiseScenario;

namespace Guichet.Tests.ServiceLevels;

[Trait("Rule", "R6")]
public class ExplainingAPromise
{
    [Fact]
    public void What_counts_adds_up_to_the_target_from_the_submission_on()
    {
        var clock = Submitted(B, "2026-11-20 16:30");

        var explained = ExplainedPromise.Of(clock, Office, []);

        Assert.True(explained.AddsUp);
        Assert.Equal(Duration.FromHours(4), explained.Counted);
        Assert.Equal(Paris("2026-11-20 16:30"), explained.CountsFrom);
        Assert.Equal(clock.DueAt, explained.Segments[^1].Until);
        Assert.Contains(explained.Segments, segment => segment.Kind == SegmentKind.ClosedDay);
    }

    [Fact]
    [Trait("Rule", "R8")]
    public void A_change_of_severity_that_began_the_time_anew_has_a_segment_of_its_own()
    {
        var raised = Submitted(C, "2026-11-20 09:00").ChangedTo(A, "2026-11-20 14:30");

        var explained = ExplainedPromise.Of(
            raised, BusinessCalendar.AroundTheClock, [Paris("2026-11-20 10:00"), Paris("2026-11-20 14:30")]);

        Assert.Equal(
            [
                new TimeSegment(Paris("2026-11-20 09:00"), Paris("2026-11-20 14:30"), SegmentKind.SeverityChanged),
                new TimeSegment(Paris("2026-11-20 14:30"), Paris("2026-11-20 16:30"), SegmentKind.Open),
            ],
            explained.Segments);
        Assert.True(explained.AddsUp);
    }

    [Fact]
    [Trait("Rule", "R8")]
    public void A_change_of_severity_that_left_the_start_is_no_segment()
    {
        var raised = Submitted(C, "2026-11-20 14:00").ChangedTo(B, "2026-11-20 15:00");

        var explained = ExplainedPromise.Of(raised, Office, [Paris("2026-11-20 15:00")]);

        Assert.DoesNotContain(explained.Segments, segment => segment.Kind == SegmentKind.SeverityChanged);
        Assert.True(explained.AddsUp);
    }

    [Fact]
    public void A_promise_that_the_calendar_no_longer_tells_stays_and_says_so()
    {
        var moved = Submitted(B, "2026-11-20 10:00") with { DueAt = Paris("2026-11-20 13:00") };

        var explained = ExplainedPromise.Of(moved, Office, []);

        Assert.False(explained.AddsUp);
        Assert.Equal(Paris("2026-11-20 13:00"), explained.Segments[^1].Until);
    }
}
