using CsCheck;
using Guichet.Calendars;

namespace Guichet.Tests.Calendars;

[Trait("Rule", "R6")]
public class AgreeingWithTheSlowReference
{
    [Fact]
    public void Minute_by_minute_over_two_weeks() =>
        Agree(Duration.FromMinutes(1), steps: 14 * 1440, before: 6 * 1440, budget: 3000, iterations: 250);

    [Fact]
    public void Second_by_second_over_two_days() =>
        Agree(Duration.FromSeconds(1), steps: 2 * 86_400, before: 86_400, budget: 50_000, iterations: 30);

    private static void Agree(Duration step, int steps, int before, int budget, int iterations) =>
        (from made in RandomCalendars.Definitions(step.ToInt64Nanoseconds())
         from offset in Gen.Int[-before, before / 4]
         let start = made.Day.AtMidnight().InUtc().ToInstant() + step * offset
         from spent in Gen.OneOf(Gen.Int[0, budget], Gen.Int[0, 3])
         from pauses in RandomCalendars.Pauses(start, step, budget)
         select (made.Definition, start, spent, pauses))
        .Sample(
            question => Agrees(question.Definition, step, steps, question.start, question.spent, question.pauses),
            iter: iterations);

    private static bool Agrees(
        CalendarDefinition definition, Duration step, int steps, Instant start, int spent, Pause[] pauses)
    {
        var calendar = definition.Checked();
        var slow = new SlowCalendar(definition, calendar.Zone, step, steps);
        var end = slow.EndFrom(start);
        var due = calendar.Due(start, step * spent, pauses);
        var slowDue = slow.Due(start, spent, pauses);
        return calendar.Elapsed(start, end).Value == slow.Elapsed(start, end)
            && calendar.IsOpen(start) == slow.IsOpen(start)
            && (slowDue is { } instant
                ? due.Refusal is null && due.Value == instant
                : due.Refusal?.Code == "calendar.never-open" || due.Value >= end);
    }
}
