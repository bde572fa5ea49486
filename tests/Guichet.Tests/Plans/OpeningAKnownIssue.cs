using System.Collections.Frozen;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Tests.Plans;

[Trait("Rule", "R19")]
public sealed class OpeningAKnownIssue
{
    private static readonly LocalDate Today = new(2026, 11, 22);

    private static readonly SupportPlan[] Plans =
    [
        new("pack-5", new("Pack"), PlanOffer.Sale, 5, FrozenSet<LifecyclePhase>.Empty, FrozenSet<Deployment>.Empty,
            ReleasePolicy.Any),
    ];

    [Fact]
    public void Puts_it_behind_the_others()
    {
        var opened = KnownIssues.Open([Issue("KB 1"), Issue("KB 2")], Issue("KB 3"), Plans);

        Assert.Equal(["KB 1", "KB 2", "KB 3"], opened.Value.Select(issue => issue.Key));
    }

    [Fact]
    public void Under_a_name_that_another_has_is_refused() =>
        Refuses("known-issue.key-taken", Issue("KB 1"), ("key", "KB 1"));

    [Fact]
    public void Of_a_plan_that_there_is_not_is_refused_also_beside_one_that_there_is() => Refuses(
        "known-issue.plan-unknown",
        Issue("KB 2") with { Plans = new HashSet<string> { "pack-5", "pack-7" } },
        ("plan", "pack-7"));

    [Fact]
    public void That_ends_before_it_begins_is_refused() => Refuses(
        "known-issue.dates-backwards", Issue("KB 2") with { From = Today, Until = Today.PlusDays(-1) });

    [Fact]
    public void May_be_for_one_day() => Assert.True(
        KnownIssues.Open([], Issue("KB 2") with { From = Today, Until = Today }, Plans).Succeeded(out _, out _));

    [Theory]
    [InlineData(SignInKind.Work, false)]
    [InlineData(SignInKind.Personal, true)]
    public void Goes_round_by_a_sign_in_that_it_does_not_close(SignInKind wayRound, bool isOpen)
    {
        var issue = Issue("KB 2") with { WayRound = wayRound };
        if (isOpen)
        {
            Assert.Equal([issue], KnownIssues.Open([], issue, Plans).Value);
        }
        else
        {
            Refuses("known-issue.way-round-closed", issue);
        }
    }

    private static void Refuses(string code, KnownIssue opened, params (string Name, string Fact)[] facts)
    {
        var refusal = KnownIssues.Open([Issue("KB 1")], opened, Plans).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Equal(facts, refusal!.Facts.Select(fact => (fact.Key, $"{fact.Value}")));
    }

    private static KnownIssue Issue(string key) => new(
        key,
        new HashSet<string> { "pack-5" },
        new HashSet<SignInKind> { SignInKind.Work },
        null,
        null,
        new LocalizedText("Closed.", "Fermé."));
}
