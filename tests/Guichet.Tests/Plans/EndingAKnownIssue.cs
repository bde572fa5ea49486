using Guichet.Accounts;
using Guichet.Files.Policies;
using Guichet.Plans;

namespace Guichet.Tests.Plans;

[Trait("Rule", "R19")]
public sealed class EndingAKnownIssue
{
    private static readonly LocalDate Today = new(2026, 11, 22);

    [Fact]
    public void Opens_its_plans_again_the_same_day()
    {
        var issues = KnownIssues.End([Issue("KB 1", from: Today.PlusDays(-30))], "KB 1", Today).Value;

        var ended = Assert.Single(issues);
        Assert.False(ended.Closes("pack-5", SignInKind.Work, Today));
        Assert.True(ended.Closes("pack-5", SignInKind.Work, Today.PlusDays(-1)));
    }

    [Fact]
    public void That_began_the_same_day_leaves_nothing_of_it() =>
        Assert.Empty(KnownIssues.End([Issue("KB 1", from: Today)], "KB 1", Today).Value);

    [Fact]
    public void A_second_time_is_refused()
    {
        var issues = KnownIssues.End([Issue("KB 1")], "KB 1", Today).Value;

        Assert.Equal("known-issue.ended", KnownIssues.End(issues, "KB 1", Today).Refusal?.Code);
        Assert.Equal("known-issue.unknown", KnownIssues.End(issues, "KB 2", Today).Refusal?.Code);
    }

    [Fact]
    public void Leaves_the_others_as_they_are()
    {
        var (other, last) = (Issue("KB 0"), Issue("KB 2", from: Today));

        var issues = KnownIssues.End([other, Issue("KB 1", until: Today), last], "KB 1", Today).Value;

        Assert.Equal([other, Issue("KB 1") with { Until = Today.PlusDays(-1) }, last], issues, AreAlike);

        static bool AreAlike(KnownIssue one, KnownIssue? other) =>
            (one.Key, one.From, one.Until) == (other!.Key, other.From, other.Until);
    }

    [Theory]
    [InlineData("knownIssues: []\n", "\n# Taxes\ntaxes: []\n")]
    [InlineData("knownIssues:\n  - { key: KB 0, plans: [a], signIns: [work], notice: x }\n\n", "# Taxes\ntaxes: []\n")]
    [InlineData("# none yet\n", "taxes: []\n")]
    [InlineData("", "taxes: []\nknownIssues:\n- key: KB 0\n  # a remark\n  plans: [a]\n")]
    public void Is_written_into_a_policy_of_any_layout_and_read_back(string before, string after)
    {
        var text = PolicyFile.WithKnownIssues(before + after, [Issue("KB 1", until: Today)]);

        Assert.Contains("key: KB 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("KB 0", text, StringComparison.Ordinal);
        Assert.Contains("until: 2026-11-22", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("taxes: []").Length - 1);
        Assert.Equal(text, PolicyFile.WithKnownIssues(text, [Issue("KB 1", until: Today)]));
    }

    private static KnownIssue Issue(string key, LocalDate? from = null, LocalDate? until = null) => new(
        key,
        new HashSet<string> { "pack-5" },
        new HashSet<SignInKind> { SignInKind.Work },
        from,
        until,
        new LocalizedText("Closed: \"really\".", "Fermé : « vraiment »."));
}
