using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Plans;

namespace Guichet.Tests.Coverage;

[Trait("Rule", "R11")]
public sealed class LosingCoverage
{
    private static readonly LocalDate Today = new(2026, 11, 20);

    private static readonly SupportPlan Mainstream = Plan("mainstream", null, LifecyclePhase.Mainstream);
    private static readonly SupportPlan Any = Plan("any", null, LifecyclePhase.Mainstream, LifecyclePhase.Extended);
    private static readonly SupportPlan Newest = Plan("newest", 1, LifecyclePhase.Mainstream, LifecyclePhase.Extended);

    [Fact]
    public void Begins_where_the_earlier_end_is()
    {
        var loss = Between([Release("1", "2027-06-30", "2030-06-30")], [Release("1", "2027-03-31", "2030-06-30")]);

        Assert.Equal(new LocalDate(2027, 4, 1), Assert.Single(loss.FirstDays).Value);
        Assert.Equal("mainstream", Assert.Single(loss.FirstDays).Key);
        Assert.Equal("quill/1", Assert.Single(loss.Releases));
    }

    [Fact]
    public void Begins_today_where_the_day_is_over() =>
        Assert.Equal(
            Today,
            Between([Release("1", "2027-06-30", "2030-06-30")], [Release("1", "2025-03-31", "2030-06-30")])
                .FirstDays["mainstream"]);

    [Fact]
    public void Is_none_where_the_days_lost_are_over() =>
        Assert.Empty(Between([Release("1", "2025-06-30", "2030-06-30")], [Release("1", "2025-03-31", "2030-06-30")])
            .FirstDays);

    [Fact]
    public void Is_none_where_support_lasts_longer() =>
        Assert.Empty(Between([Release("1", "2027-06-30", "2030-06-30")], [Release("1", "2028-06-30", "2031-06-30")])
            .FirstDays);

    [Fact]
    [Trait("Rule", "R15")]
    public void A_new_release_pushes_an_old_one_out_of_the_newest()
    {
        var old = Release("1", "2028-06-30", "2030-06-30");

        var next = Release("2", "2031-06-30", "2036-06-30") with { ReleasedOn = new(2027, 2, 1) };

        var loss = Between([old], [old, next]);

        Assert.Equal(new LocalDate(2027, 2, 1), Assert.Single(loss.FirstDays).Value);
        Assert.Equal("newest", Assert.Single(loss.FirstDays).Key);
    }

    [Fact]
    public void Begins_with_the_first_release_that_is_lost()
    {
        var (early, late) = (Release("1", "2027-03-31", "2030-06-30"), Release("2", "2027-05-31", "2030-06-30"));
        Release[] before = [Release("1", "2028-06-30", "2030-06-30"), Release("2", "2028-06-30", "2030-06-30")];

        foreach (var loss in new[] { Between(before, [early, late]), Between([.. before.Reverse()], [late, early]) })
        {
            Assert.Equal(new LocalDate(2027, 4, 1), loss.FirstDays["mainstream"]);
            Assert.Equal(["quill/1", "quill/2"], loss.Releases.Order());
        }
    }

    [Fact]
    public void Is_none_of_what_is_new_or_gone()
    {
        var release = Release("1", "2027-06-30", "2030-06-30");

        Assert.Empty(Between([release], [Release("0", "2020-03-31", "2020-06-30"), release]).Releases);
        Assert.Empty(Between([release, Release("2", "2027-06-30", "2030-06-30")], [release]).Releases);
    }

    [Fact]
    public void Is_found_though_support_lasts_as_long_as_time()
    {
        var always = Release("1", "9999-12-31", "9999-12-31");

        Assert.Equal(
            new LocalDate(2027, 4, 1),
            Between([always], [always with { MainstreamEndsOn = new(2027, 3, 31) }]).FirstDays["mainstream"]);
        Assert.Empty(Between([always with { MainstreamEndsOn = new(2027, 3, 31) }], [always]).FirstDays);
    }

    private static CoverageLoss Between(Release[] before, Release[] after) => CoverageLoss.Between(
        new ProductCatalog(1, [new Product("quill", "Quill", [], before)]),
        new ProductCatalog(2, [new Product("quill", "Quill", [], after)]),
        [Mainstream, Any, Newest],
        Today);

    private static Release Release(string key, string mainstream, string extended) => new(
        key,
        $"Quill {key}",
        LifecyclePolicy.Fixed,
        Deployment.OnPremises,
        new(2020, 1, 1),
        Day(mainstream),
        Day(extended));

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static SupportPlan Plan(string key, int? latest, params LifecyclePhase[] phases) => new(
        key,
        new LocalizedText(key),
        PlanOffer.Sale,
        5,
        phases.ToHashSet(),
        new HashSet<Deployment> { Deployment.OnPremises },
        new ReleasePolicy(latest));
}
