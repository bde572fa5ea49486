using CsCheck;
using Guichet.Catalog;
using static Guichet.Tests.Coverage.ModelCatalog;

namespace Guichet.Tests.Catalog;

[Trait("Rule", "R9"), Trait("Rule", "R10")]
public sealed class FindingThePhaseOfARelease
{
    [Theory]
    [InlineData("2018-11-12", LifecyclePhase.Upcoming)]
    [InlineData("2018-11-13", LifecyclePhase.Mainstream)]
    [InlineData("2024-01-09", LifecyclePhase.Mainstream)]
    [InlineData("2024-01-10", LifecyclePhase.Extended)]
    [InlineData("2029-01-09", LifecyclePhase.Extended)]
    [InlineData("2029-01-10", LifecyclePhase.Ended)]
    public void A_fixed_release_changes_its_phase_on_the_day_after_each_last_day(string day, LifecyclePhase phase) =>
        Assert.Equal(phase, All.FindRelease("windows-server/2019")!.Release.PhaseOn(Day(day)));

    [Theory]
    [InlineData("2021-07-31", LifecyclePhase.Mainstream)]
    [InlineData("2021-08-01", LifecyclePhase.Ended)]
    public void A_modern_release_is_in_mainstream_until_its_end(string day, LifecyclePhase phase) =>
        Assert.Equal(phase, All.FindRelease("skype-online/online")!.Release.PhaseOn(Day(day)));

    [Fact]
    public void A_modern_release_without_an_announced_end_stays_in_mainstream() =>
        Assert.Equal(
            LifecyclePhase.Mainstream,
            All.FindRelease("exchange-online/online")!.Release.PhaseOn(Day("2099-12-31")));

    [Theory]
    [InlineData(null, "2025-01-14", "2025-01-14", LifecyclePhase.Extended)]
    [InlineData(null, "2025-01-14", "2025-01-15", LifecyclePhase.Ended)]
    [InlineData("2020-04-14", null, "2020-04-14", LifecyclePhase.Mainstream)]
    [InlineData("2020-04-14", null, "2020-04-15", LifecyclePhase.Ended)]
    [InlineData(null, null, "2099-12-31", LifecyclePhase.Extended)]
    public void A_date_missing_from_a_fixed_release_is_never_computed(
        string? mainstream,
        string? extended,
        string day,
        LifecyclePhase phase) =>
        Assert.Equal(phase, Fixed("1", "One", null, mainstream, extended).PhaseOn(Day(day)));

    [Fact]
    public void A_release_without_a_release_date_counts_as_out() =>
        Assert.Equal(
            LifecyclePhase.Mainstream,
            Fixed("1", "One", null, "2020-01-01", null).PhaseOn(Day("1990-01-01")));

    [Fact]
    public void Security_updates_do_not_prolong_a_phase()
    {
        var release = Fixed("1", "One", null, "2015-01-13", "2020-01-14") with
        {
            SecurityUpdatesEndOn = Day("2023-01-10"),
        };

        Assert.Equal(LifecyclePhase.Ended, release.PhaseOn(Day("2020-01-15")));
    }

    [Fact]
    public void An_end_on_an_unknown_day_is_an_end()
    {
        var release = Fixed("1", "One", "2010-01-01", null, null) with { EndedOnUnknownDay = true };

        Assert.Equal(LifecyclePhase.Ended, release.PhaseOn(Day("2020-01-01")));
        Assert.Equal(LifecyclePhase.Upcoming, release.PhaseOn(Day("2009-12-31")));
        Assert.Equal(new PhaseSpan(LifecyclePhase.Ended, null, null), release.PhaseSpans()[^1]);
    }

    [Fact]
    public void The_time_line_names_each_phase_with_its_days() =>
        Assert.Equal(
            [
                new(LifecyclePhase.Upcoming, null, Day("2018-11-12")),
                new(LifecyclePhase.Mainstream, Day("2018-11-13"), Day("2024-01-09")),
                new(LifecyclePhase.Extended, Day("2024-01-10"), Day("2029-01-09")),
                new(LifecyclePhase.Ended, Day("2029-01-10"), null),
            ],
            All.FindRelease("windows-server/2019")!.Release.PhaseSpans());

    [Fact]
    public void The_time_line_and_the_phase_on_a_day_always_agree()
    {
        var day = Gen.Int[0, 400].Select(days => Day("2020-01-01").PlusDays(days));
        var dayOrNone = Gen.Bool.Select(day, (has, on) => has ? on : (LocalDate?)null);
        var drawn = Gen.Select(Gen.Bool, dayOrNone, dayOrNone, dayOrNone, day);
        drawn.Sample((modern, released, mainstream, extended, on) =>
        {
            var policy = modern ? LifecyclePolicy.Modern : LifecyclePolicy.Fixed;
            var release = new Release("1", "One", policy, Deployment.OnPremises, released, mainstream, extended);
            var spans = release.PhaseSpans();

            var holding = spans.Where(span => !(span.From > on) && !(span.Through < on)).ToList();
            Assert.Equal(release.PhaseOn(on), Assert.Single(holding).Phase);
            Assert.All(
                spans.Zip(spans.Skip(1)),
                pair => Assert.Equal(pair.First.Through?.PlusDays(1), pair.Second.From));
        });
    }
}
