using Guichet.Catalog;

namespace Guichet.Tests.Catalog;

[Trait("Rule", "R9")]
public sealed class RemindingOfPhaseEnds
{
    private static readonly LocalDate LastDay = new(2027, 1, 12);

    private static readonly PhaseEnd End = PhaseReminders.EndsOf(Of(new(2022, 1, 1), LastDay, new(2032, 1, 13)))[0];

    [Theory]
    [InlineData("2026-01-11", null)]
    [InlineData("2026-01-12", 12)]
    [InlineData("2026-07-11", 12)]
    [InlineData("2026-07-12", 6)]
    [InlineData("2026-10-12", 3)]
    [InlineData("2027-01-12", 3)]
    [InlineData("2027-01-13", null)]
    public void Is_due_from_its_day_until_the_next_one_or_the_end(string today, int? months) =>
        Assert.Equal(months, PhaseReminders.DueOn(End, Day(today))?.Months);

    [Fact]
    public void Counts_months_back_to_the_last_day_of_a_shorter_month()
    {
        var end = End with { LastDay = new LocalDate(2027, 5, 31) };

        Assert.Equal(new LocalDate(2027, 2, 28), PhaseReminders.DueOn(end, new LocalDate(2027, 3, 1))!.DueOn);
    }

    [Fact, Trait("Rule", "R10")]
    public void Knows_both_ends_of_a_fixed_release_and_none_that_is_not_announced()
    {
        Assert.Equal(
            [(LifecyclePhase.Mainstream, LastDay), (LifecyclePhase.Extended, new LocalDate(2032, 1, 13))],
            PhaseReminders.EndsOf(Of(null, LastDay, new(2032, 1, 13))).Select(end => (end.Phase, end.LastDay)));
        Assert.Equal(
            [LifecyclePhase.Mainstream], PhaseReminders.EndsOf(Of(null, LastDay, null)).Select(end => end.Phase));
        Assert.Empty(PhaseReminders.EndsOf(Of(null, null, null)));
    }

    private static LocalDate Day(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;

    private static ProductRelease Of(LocalDate? released, LocalDate? mainstream, LocalDate? extended)
    {
        var release = new Release(
            "1", "Product 1", LifecyclePolicy.Fixed, Deployment.OnPremises, released, mainstream, extended);
        return new(new Product("product", "Product", [], [release]), release);
    }
}
