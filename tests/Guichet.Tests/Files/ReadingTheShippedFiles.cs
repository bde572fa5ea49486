using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Files.Catalog;
using Guichet.Files.Policies;
using Guichet.Plans;
using Guichet.Policies;

namespace Guichet.Tests.Files;

/// <summary>What a fresh installation starts with.</summary>
public class ReadingTheShippedFiles
{
    private static readonly IReadOnlyList<Product> Products = CatalogFile.Read(DataFile.Text("catalog.json")).Value!;
    private static readonly SupportPolicy Policy = PolicyFile.Read(DataFile.Text("policy.yaml")).Value!;

    [Fact]
    public void Neither_holds_a_mistake()
    {
        Assert.Empty(CatalogFile.Read(DataFile.Text("catalog.json")).Mistakes);
        Assert.Empty(PolicyFile.Read(DataFile.Text("policy.yaml")).Mistakes);
    }

    [Fact]
    public void The_catalogue_has_89_products_and_446_releases()
    {
        Assert.Equal(89, Products.Count);
        Assert.Equal(446, Products.Sum(product => product.Releases.Count));
        Assert.All(Products.SelectMany(product => product.Releases), release => Assert.NotEmpty(release.Source));
    }

    [Fact]
    [Trait("Rule", "R9")]
    public void Windows_Server_2019_has_its_published_dates()
    {
        var release = new ProductCatalog(1, Products).FindRelease("windows-server/2019")!.Release;

        Assert.Equal("Windows Server 2019", release.Name);
        Assert.Equal(LifecyclePolicy.Fixed, release.Policy);
        Assert.Equal(Deployment.OnPremises, release.Deployment);
        Assert.Equal(new LocalDate(2018, 11, 13), release.ReleasedOn);
        Assert.Equal(new LocalDate(2024, 1, 9), release.MainstreamEndsOn);
        Assert.Equal(new LocalDate(2029, 1, 9), release.ExtendedEndsOn);
        Assert.Equal("2022", release.SupersededBy);
        Assert.Contains("WS", Products[0].Aliases);
    }

    [Theory]
    [Trait("Rule", "R15")]
    [InlineData("windows-server/2012", "windows-server/2012-r2")]
    [InlineData("windows-server/2008", "windows-server/2008-r2")]
    [InlineData("sql-server/2008", "sql-server/2008-r2")]
    [InlineData("dynamics-ax/2012", "dynamics-ax/2012-r3")]
    public void An_R2_counts_with_its_base_version(string plain, string second)
    {
        var catalog = new ProductCatalog(1, Products);

        Assert.NotNull(catalog.FindRelease(plain)!.Release.Generation);
        Assert.Equal(catalog.FindRelease(plain)!.Release.Generation, catalog.FindRelease(second)!.Release.Generation);
    }

    [Fact]
    public void Each_release_is_followed_by_the_next_in_the_file()
    {
        foreach (var product in Products)
        {
            foreach (var (release, next) in product.Releases.Zip(product.Releases.Skip(1)))
            {
                Assert.Equal(next.Key, release.SupersededBy);
            }

            Assert.Null(product.Releases[^1].SupersededBy);
        }
    }

    [Fact]
    [Trait("Rule", "R14")]
    public void The_policy_has_the_plans_of_the_terms_with_their_sizes() => Assert.Equal(
        [
            ("pay-per-incident", 1, PlanOffer.Sale), ("pack-5", 5, PlanOffer.Sale),
            ("partner-gold-20", 20, PlanOffer.Contract), ("partner-silver-15", 15, PlanOffer.Contract),
            ("partner-maps-10", 10, PlanOffer.Contract), ("signature-cloud", null, PlanOffer.Contract),
            ("advanced-partner", null, PlanOffer.Contract), ("program-support", null, PlanOffer.Free),
        ],
        Policy.Plans.Select(plan => (plan.Key, plan.Size, plan.Offer)));

    [Fact]
    [Trait("Rule", "R11")]
    [Trait("Rule", "R15")]
    [Trait("Rule", "R18")]
    public void The_partner_packs_alone_are_bound_to_the_latest_two_on_premises_and_in_mainstream()
    {
        var packs = Policy.Plans.Where(plan => plan.Key.StartsWith("partner-", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, packs.Count);
        Assert.All(packs, pack =>
        {
            Assert.Equal(2, pack.Releases.Latest);
            Assert.Equal([LifecyclePhase.Mainstream], pack.Phases);
            Assert.Equal([Deployment.OnPremises], pack.Deployments);
            Assert.Single(pack.PartnerLevels);
        });
        Assert.All(Policy.Plans.Except(packs), plan => Assert.Null(plan.Releases.Latest));
    }

    [Fact]
    [Trait("Rule", "R10")]
    public void Only_programme_support_is_free()
    {
        var free = Assert.Single(Policy.Plans, plan => !plan.Paid);

        Assert.Equal("program-support", free.Key);
        Assert.Equal([LifecyclePhase.Mainstream], free.Phases);
    }

    [Fact]
    [Trait("Rule", "R18")]
    public void Signature_needs_a_competency_and_covers_the_cloud_only()
    {
        var signature = Policy.Plans.Single(plan => plan.Key == "signature-cloud");

        Assert.True(signature.NeedsCompetency);
        Assert.Equal([Deployment.Cloud], signature.Deployments);
    }

    [Fact]
    [Trait("Rule", "R21")]
    public void What_is_sold_can_be_used_for_a_year_at_its_price()
    {
        var sold = Policy.Plans.Where(plan => plan.Offer == PlanOffer.Sale).ToList();

        Assert.Equal([new Money(49_900, "USD"), new Money(249_500, "USD")], sold.Select(plan => plan.Price!.Value));
        Assert.All(sold, plan => Assert.Equal(Period.FromYears(1), plan.Validity));
    }

    [Fact]
    [Trait("Rule", "R19")]
    public void The_known_issue_closes_both_plans_on_sale_to_a_work_account()
    {
        var issue = Assert.Single(Policy.KnownIssues);

        Assert.Equal("KB 4490370", issue.Key);
        Assert.Equal(["pack-5", "pay-per-incident"], issue.Plans.Order());
        Assert.Equal([SignInKind.Work], issue.SignIns);
        Assert.Equal(SignInKind.Personal, issue.WayRound);
    }

    [Fact]
    [Trait("Rule", "R12")]
    public void All_that_the_terms_exclude_says_where_to_go_instead_in_both_languages()
    {
        var excluded = Policy.Wishes.Where(wish => wish.Excluded).ToList();

        Assert.Equal(
            ["feature-proposal", "on-site", "root-cause-analysis", "custom-code", "add-in-development"],
            excluded.Select(wish => wish.Key));
        Assert.All(excluded, wish => Assert.NotEmpty(wish.GoInstead.English));
        Assert.All(excluded, wish => Assert.NotEmpty(wish.GoInstead.French));
        Assert.Equal("break-fix", Assert.Single(Policy.Wishes, wish => !wish.Excluded).Key);
    }

    [Fact]
    [Trait("Rule", "R6")]
    public void Severity_A_runs_on_the_clock_and_B_and_C_in_business_hours() => Assert.Equal(
        [(Severity.A, 2d, null), (Severity.B, 4d, "business-hours"), (Severity.C, 8d, "business-hours")],
        Policy.Targets.Select(target => (target.Severity, target.Budget.TotalHours, target.Calendar)));

    [Fact]
    public void The_business_calendar_is_open_from_six_to_six_on_weekdays_and_closed_on_federal_holidays()
    {
        var calendar = Assert.Single(Policy.Calendars);

        Assert.Equal("America/Los_Angeles", calendar.TimeZone);
        Assert.Equal(5, calendar.Weekly.Count);
        Assert.All(calendar.Weekly.Values, openings =>
        {
            var opening = Assert.Single(openings);
            Assert.Equal(Duration.FromHours(6).ToInt64Nanoseconds(), opening.Open);
            Assert.Equal(Duration.FromHours(18).ToInt64Nanoseconds(), opening.Close);
        });
        Assert.Contains(calendar.Holidays, holiday => holiday.Date == new LocalDate(2027, 7, 5));
        Assert.All(calendar.Holidays, holiday => Assert.InRange((int)holiday.Date.DayOfWeek, 1, 5));
    }
}
