using Guichet.Accounts;
using Guichet.Client.Coverage;
using Guichet.Coverage;
using Guichet.Server.Shell;
using Microsoft.Extensions.DependencyInjection;
using CoverageQuestion = Guichet.Client.Coverage.CoverageQuestion;
using PartnerLevel = Guichet.Client.Accounts.PartnerLevel;
using PlanStanding = Guichet.Client.Coverage.PlanStanding;

namespace Guichet.Server.Tests.Coverage;

public abstract class AskingWhatIsCovered(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static CoverageQuestion Question => new() { Release = "windows-server/2019" };

    [Fact, Trait("Rule", "R16")]
    public async Task Shows_what_one_holds_and_what_is_left_of_it()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);

        var decision = await customer.Client.DecideCoverageAsync(Question, Cancel);

        var pack = decision.Plans.Single(plan => plan.Plan == "pack-5");
        Assert.Equal((PlanStanding.Usable, true, true, 5), (pack.Standing, pack.CanUse, pack.CanBuy, pack.Left));
        var single = decision.Plans.Single(plan => plan.Plan == "pay-per-incident");
        Assert.Equal((false, true, 49900), (single.CanUse, single.CanBuy, single.Price!.Amount));
    }

    [Fact, Trait("Rule", "R11"), Trait("Rule", "R15")]
    public async Task Names_every_reason_with_its_fact_and_the_way_out()
    {
        var partner = await house.WelcomesAsync(
            partner: new PartnerStanding(Guichet.Accounts.PartnerLevel.Gold, false));
        await house.GivesPackAsync(partner, "partner-gold-20", 20);

        var decision = await partner.Client.DecideCoverageAsync(Question, Cancel);

        var gold = decision.Plans.Single(plan => plan.Plan == "partner-gold-20");
        Assert.Equal(PlanStanding.Unavailable, gold.Standing);
        Assert.Equal(
            ["release.mainstream-ended", "release.not-latest-two"], gold.Reasons.Select(reason => reason.Code));
        Assert.Equal(
            gold.Reasons.Select(reason => reason.Code),
            gold.Asked.Where(rule => rule.Closes).Select(rule => rule.Code));
        var end = gold.Asked.Single(rule => rule.Code == "release.support-ended");
        Assert.Equal((false, "End of support", new DateOnly(2029, 1, 9)), (end.Closes, end.Label, end.Date));
        Assert.Contains("9 January 2024", gold.Reasons[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("Windows Server 2025", gold.Reasons[1].Sentence, StringComparison.Ordinal);
        Assert.Equal(("use-plan", "pay-per-incident"), (gold.WayOut!.Code, gold.WayOut.Subject));
        Assert.Contains("9 January 2029", gold.WayOut.Sentence, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "R19")]
    public async Task Names_the_known_issue_with_its_article()
    {
        var customer = await house.WelcomesAsync(signIn: SignInKind.Work);

        var decision = await customer.Client.DecideCoverageAsync(Question, Cancel);

        var reason = Assert.Single(decision.Plans.Single(plan => plan.Plan == "pack-5").Reasons);
        Assert.Equal(("sign-in.known-issue", "KB 4490370"), (reason.Code, reason.Subject));
        Assert.StartsWith("https://", reason.Article, StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_somebody_supposed_does_not_look_at_the_one_who_asks()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        var question = Question with
        {
            On = new DateOnly(2023, 6, 1),
            Partner = PartnerLevel.Gold,
            Holds = [new SupposedPack { Plan = "partner-gold-20" }],
        };

        var decision = await customer.Client.DecideCoverageAsync(question, Cancel);

        Assert.True(decision.Plans.Single(plan => plan.Plan == "partner-gold-20").CanUse);
        Assert.Empty(decision.Plans.Single(plan => plan.Plan == "pack-5").Packs);
    }

    [Fact, Trait("Rule", "R13")]
    public async Task Of_an_unknown_release_offers_nothing_and_says_so()
    {
        var customer = await house.WelcomesAsync();

        var decision = await customer.Client.DecideCoverageAsync(
            new CoverageQuestion { Release = "windows-server/1803-x" }, Cancel);

        Assert.All(decision.Plans, plan => Assert.Equal(PlanStanding.NotOffered, plan.Standing));
        Assert.Equal("release.unknown", Assert.Single(decision.Refusals).Code);
    }

    [Fact]
    public void Has_a_sentence_for_every_reason_and_way_out()
    {
        var texts = house.Services.GetRequiredService<Texts>();
        var reasons = typeof(CoverageCodes).GetFields().Select(field => $"reason.{field.GetRawConstantValue()}");
        string[] ways = ["use-plan", "newer-release", "sign-in", "add-contract", "buy-again"];

        Assert.All(reasons.Concat(ways.Select(way => $"way-out.{way}")), key => Assert.True(texts.Has(key), key));
    }
}

public sealed class AskingWhatIsCoveredOnSqlite(SqliteHouse house) : AskingWhatIsCovered(house);

public sealed class AskingWhatIsCoveredOnPostgres(PostgresHouse house) : AskingWhatIsCovered(house);
