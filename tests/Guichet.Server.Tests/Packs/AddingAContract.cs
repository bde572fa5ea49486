using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Server.Tests.Incidents;

namespace Guichet.Server.Tests.Packs;

public abstract class AddingAContract(House house)
{
    private static readonly PartnerStanding Gold = new(PartnerLevel.Gold, true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R20")]
    public async Task Opens_it_to_each_account_that_enters_its_numbers()
    {
        var granted = await GrantAsync();
        var (first, second) = (await house.WelcomesAsync(partner: Gold), await house.WelcomesAsync(partner: Gold));

        var added = await first.Client.AddContractAsync(Numbers(granted), Cancel);
        var again = await second.Client.AddContractAsync(Numbers(granted) with
        {
            AccessId = granted.AccessId.Replace("-", " ").ToLowerInvariant(),
            ContractId = $"{granted.ContractId[..5]} {granted.ContractId[5..]}",
        }, Cancel);

        Assert.Equal((20, true, granted.ContractId), (added.Available!.Value, added.Held, added.ContractId));
        Assert.Equal(added, again);
        Assert.Single((await first.Client.ListPacksAsync(cancel: Cancel)).Items);
    }

    [Fact, Trait("Rule", "R20")]
    public async Task Lets_the_account_submit_with_it()
    {
        var granted = await GrantAsync();
        var partner = await house.WelcomesAsync(partner: Gold);
        await partner.Client.AddContractAsync(Numbers(granted), Cancel);

        await partner.Client.SubmitIncidentAsync(
            SubmittingAnIncident.Request(plan: "partner-gold-20") with { Release = "windows-server/2025" }, Cancel);

        var lines = (await partner.Client.ReadStatementAsync(granted.Id, cancel: Cancel)).Items;
        Assert.Equal((LedgerEntryKind.Reserved, 20, 1), (lines[0].Kind, lines[0].Balance, lines[0].Reserved));
        Assert.Equal("Cluster node does not come back", lines[0].IncidentTitle);
    }

    [Fact, Trait("Rule", "R20"), Trait("Rule", "R22")]
    public async Task Gives_one_answer_whether_the_number_exists_or_not_and_ends_after_five_tries_an_hour()
    {
        var granted = await GrantAsync();
        var guesser = await house.WelcomesAsync(partner: Gold);
        var wrong = Numbers(granted) with { AccessId = "0000-0000-0000" };

        var existing = await Refused(guesser, wrong);
        var missing = await Refused(guesser, wrong with { ContractId = "12345" });
        await Refused(guesser, wrong with { AccessId = "?" });
        await Refused(guesser, wrong);
        await Refused(guesser, wrong);

        Assert.Equal("pack.contract-not-accepted", existing.Code);
        Assert.Equal((existing.Code, existing.Message), (missing.Code, missing.Message));
        var sixth = await Refused(guesser, Numbers(granted));
        Assert.Equal((HttpStatusCode.TooManyRequests, "attempts.too-many"), (sixth.Status, sixth.Code));
        Assert.Empty((await guesser.Client.ListPacksAsync(cancel: Cancel)).Items);
    }

    [Fact, Trait("Rule", "R22")]
    public async Task Is_not_guessed_faster_by_trying_many_at_once()
    {
        var granted = await GrantAsync();
        var guesser = await house.WelcomesAsync(partner: Gold);
        var wrong = Numbers(granted) with { AccessId = "0000-0000-0000" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Refused(guesser, wrong)));

        Assert.Equal(5, answers.Count(answer => answer.Code == "pack.contract-not-accepted"));
    }

    [Theory]
    [InlineData("pack-5", "contract.not-by-contract")]
    [InlineData("no-such-plan", "plan.unknown")]
    [InlineData("partner-gold-20", "contract.by-enrollment")]
    public async Task Is_for_plans_held_by_contract_only(string plan, string code)
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.GrantContractAsync(Contract() with { Plan = plan }, Cancel));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task Is_granted_once_under_one_id_and_by_administrators_only()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var contract = Contract();
        await administrator.Client.GrantContractAsync(contract, Cancel);

        var again = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.GrantContractAsync(contract, Cancel));
        var customer = await house.WelcomesAsync();
        var stranger = await Assert.ThrowsAsync<GuichetException>(
            () => customer.Client.GrantContractAsync(Contract(), Cancel));

        Assert.Equal(("contract.id-reused", HttpStatusCode.Forbidden), (again.Code, stranger.Status));
    }

    private static NewContract Contract() => new()
    {
        Id = Guid.CreateVersion7(),
        Plan = "advanced-partner",
        StartsOn = new DateOnly(2026, 11, 20),
    };

    private static AddedContract Numbers(GrantedContractView granted) =>
        new() { ContractId = granted.ContractId, AccessId = granted.AccessId };

    private async Task<GrantedContractView> GrantAsync()
    {
        var partner = await house.WelcomesAsync(
            signIn: SignInKind.Work, partner: Gold, memberRole: MemberRole.Administrator);
        return await partner.Client.ActivateBenefitAsync("partner-gold-20", Cancel);
    }

    private static Task<GuichetException> Refused(Somebody somebody, AddedContract contract) =>
        Assert.ThrowsAsync<GuichetException>(() => somebody.Client.AddContractAsync(contract, Cancel));
}

public sealed class AddingAContractOnSqlite(SqliteHouse house) : AddingAContract(house);

public sealed class AddingAContractOnPostgres(PostgresHouse house) : AddingAContract(house);
