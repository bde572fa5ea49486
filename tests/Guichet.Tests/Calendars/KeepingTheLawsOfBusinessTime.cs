using CsCheck;
using Guichet.Calendars;

namespace Guichet.Tests.Calendars;

[Trait("Rule", "R6")]
public class KeepingTheLawsOfBusinessTime
{
    private const int Iterations = 3000;

    /// <summary>Two of them together, on a calendar that opens five minutes a week, still end before 2149, up to which
    /// a calendar knows its instants.</summary>
    private static readonly Gen<Duration> Budgets = Gen.OneOf(
        Gen.Long[1, NodaConstants.NanosecondsPerDay].Select(Duration.FromNanoseconds),
        Gen.Int[1, 9_000].Select(minutes => Duration.FromMinutes(minutes)),
        Gen.Int[1, 150].Select(hours => Duration.FromHours(hours)));

    private static readonly Gen<(BusinessCalendar Calendar, Instant Start)> Starts =
        from made in RandomCalendars.Definitions(NodaConstants.NanosecondsPerMinute * 5, weekly: true)
        from offset in Gen.Long[-6 * NodaConstants.NanosecondsPerDay, 6 * NodaConstants.NanosecondsPerDay]
        let midnight = made.Day.AtMidnight().InUtc().ToInstant()
        select (made.Definition.Checked(), midnight + Duration.FromNanoseconds(offset));

    [Fact]
    public void The_time_elapsed_until_a_budget_is_due_is_the_budget() =>
        Gen.Select(Starts, Budgets).Sample(
            (at, budget) => at.Calendar.Elapsed(at.Start, Due(at, budget)).Value == budget,
            iter: Iterations);

    [Fact]
    public void No_instant_before_the_due_one_has_used_up_the_budget() =>
        Gen.Select(Starts, Budgets).Sample(
            (at, budget) => at.Calendar.Elapsed(at.Start, Due(at, budget) - Duration.Epsilon).Value < budget,
            iter: Iterations);

    [Fact]
    public void A_later_start_or_a_larger_budget_is_never_due_earlier() =>
        Gen.Select(Starts, Budgets, Budgets).Sample(
            (at, budget, more) =>
                Due(at, budget) <= Due((at.Calendar, at.Start + more), budget)
                && Due(at, budget) < Due(at, budget + more)
                && Due(at, Duration.Zero) < Due(at, budget),
            iter: Iterations);

    [Fact]
    public void A_budget_spent_in_two_parts_is_due_at_the_same_instant() =>
        Gen.Select(Starts, Budgets, Budgets).Sample(
            (at, first, second) => Due((at.Calendar, Due(at, first)), second) == Due(at, first + second),
            iter: Iterations);

    [Fact]
    public void Time_elapsed_adds_up() =>
        Gen.Select(Starts, Budgets, Budgets).Sample(
            (at, first, second) =>
                at.Calendar.Elapsed(at.Start, at.Start + first).Value
                + at.Calendar.Elapsed(at.Start + first, at.Start + first + second).Value
                == at.Calendar.Elapsed(at.Start, at.Start + first + second).Value,
            iter: Iterations);

    [Fact]
    public void A_pause_never_brings_a_due_instant_forward() =>
        (from at in Starts
         from budget in Budgets
         from pauses in RandomCalendars.Pauses(at.Start, Duration.FromMinutes(1), 5000)
         from one in RandomCalendars.Pauses(at.Start, Duration.FromMinutes(1), 5000)
         select (at, budget, pauses, one))
        .Sample(
            made =>
            {
                var (calendar, start) = made.at;
                var paused = calendar.Due(start, made.budget, made.pauses).Value;
                var pausedMore = calendar.Due(start, made.budget, [.. made.one, .. made.pauses]).Value;
                return paused >= Due(made.at, made.budget) && pausedMore >= paused;
            },
            iter: Iterations);

    [Fact]
    public void The_time_elapsed_between_pauses_until_a_budget_is_due_is_the_budget() =>
        (from at in Starts
         from budget in Budgets
         from pauses in RandomCalendars.Pauses(at.Start, Duration.FromMinutes(1), 5000)
         select (at, budget, pauses))
        .Sample(
            made => made.at.Calendar.Elapsed(
                made.at.Start,
                made.at.Calendar.Due(made.at.Start, made.budget, made.pauses).Value,
                made.pauses).Value == made.budget,
            iter: Iterations);

    [Fact]
    public void The_clock_without_a_calendar_is_a_sum() =>
        Gen.Select(Starts, Budgets).Sample(
            (at, budget) => BusinessCalendar.AroundTheClock.Due(at.Start, budget).Value == at.Start + budget,
            iter: Iterations);

    [Fact]
    public void Nothing_is_due_at_the_first_open_instant() =>
        Starts.Sample(
            at =>
            {
                var due = Due(at, Duration.Zero);
                return at.Calendar.IsOpen(due) && at.Calendar.Elapsed(at.Start, due).Value == Duration.Zero;
            },
            iter: Iterations);

    [Fact]
    public void A_calendar_that_is_always_open_is_the_clock() =>
        Gen.Select(Starts, Budgets).Sample(
            (at, budget) =>
            {
                var always = CalendarScenario.EveryDay(at.Calendar.Zone.Id, "00:00-24:00").Checked();
                return always.Due(at.Start, budget).Value == at.Start + budget
                    && always.Due(at.Start, Duration.Zero).Value == at.Start
                    && always.Elapsed(at.Start, at.Start + budget).Value == budget;
            },
            iter: Iterations);

    private static Instant Due((BusinessCalendar Calendar, Instant Start) at, Duration budget) =>
        at.Calendar.Due(at.Start, budget).Value;
}
