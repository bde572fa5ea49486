using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Plans;

namespace Guichet.Tests.Coverage;

[Trait("Rule", "R10")]
public sealed class ReachingWithAPlan
{
    private static readonly LocalDate Today = new(2026, 11, 20);

    [Fact]
    public void Ends_with_the_last_phase_that_the_plan_covers()
    {
        var release = Release("1", new(2027, 6, 30), new(2030, 6, 30));

        Assert.Equal(new LocalDate(2027, 6, 30), LastDay(Plan(null, LifecyclePhase.Mainstream), release));
        Assert.Equal(
            new LocalDate(2030, 6, 30),
            LastDay(Plan(null, LifecyclePhase.Mainstream, LifecyclePhase.Extended), release));
    }

    [Fact]
    public void Has_no_end_where_none_is_announced() =>
        Assert.Null(LastDay(Plan(null, LifecyclePhase.Extended), Release("1", null, null)));

    [Fact]
    public void Leaves_out_what_is_not_covered_today()
    {
        var over = Release("1", new(2020, 1, 1), new(2026, 11, 19));
        var product = new Product("quill", "Quill", [], [over]);

        Assert.Empty(PlanReach.Of(Plan(null, LifecyclePhase.Mainstream, LifecyclePhase.Extended), [product], Today));
    }

    [Fact, Trait("Rule", "R15")]
    public void Ends_where_an_announced_release_pushes_it_out_of_the_newest()
    {
        var (old, next) = (
            Release("1", new(2028, 6, 30), new(2030, 6, 30)),
            Release("2", new(2031, 6, 30), new(2036, 6, 30)) with { ReleasedOn = new LocalDate(2027, 2, 1) });
        var product = new Product("quill", "Quill", [], [old, next]);

        var covered = Assert.Single(PlanReach.Of(Plan(1, LifecyclePhase.Mainstream), [product], Today));

        Assert.Equal(("quill/1", new LocalDate(2027, 1, 31)), (covered.Of.Reference, covered.LastDay!.Value));
    }

    [Fact]
    public void Names_the_newest_release_of_each_product_first()
    {
        Release[] releases = [Release("1", new(2028, 6, 30), null), Release("2", new(2029, 6, 30), null)];
        Product[] products = [new("quill", "Quill", [], releases), new("reed", "Reed", [], releases)];

        Assert.Equal(
            ["quill/2", "quill/1", "reed/2", "reed/1"],
            PlanReach.Of(Plan(null, LifecyclePhase.Mainstream), products, Today).Select(found => found.Of.Reference));
    }

    private static LocalDate? LastDay(SupportPlan plan, Release release) =>
        Assert.Single(PlanReach.Of(plan, [new Product("quill", "Quill", [], [release])], Today)).LastDay;

    private static Release Release(string key, LocalDate? mainstream, LocalDate? extended) => new(
        key,
        $"Quill {key}",
        LifecyclePolicy.Fixed,
        Deployment.OnPremises,
        new LocalDate(2020, 1, 1),
        mainstream,
        extended);

    private static SupportPlan Plan(int? latest, params LifecyclePhase[] phases) => new(
        "any", new LocalizedText("Any"), PlanOffer.Sale, 5, phases.ToHashSet(),
        new HashSet<Deployment> { Deployment.OnPremises }, new ReleasePolicy(latest));
}
