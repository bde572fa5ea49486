using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Packs;

public abstract class RenewingAnAccessId(House house)
{
    private const string Plan = "partner-gold-20";

    private static readonly PartnerStanding Gold = new(PartnerLevel.Gold, true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R20")]
    public async Task Ends_the_one_before_and_leaves_who_has_added_the_contract()
    {
        var (partner, granted) = await ActivateAsync();
        var (before, after) = (await house.WelcomesAsync(partner: Gold), await house.WelcomesAsync(partner: Gold));
        await before.Client.AddContractAsync(Numbers(granted), Cancel);

        var renewed = await partner.Client.RenewAccessIdAsync(granted.Id, new(), Cancel);

        Assert.Equal(granted with { AccessId = renewed.AccessId }, renewed);
        Assert.Equal("pack.contract-not-accepted", await CodeAsync(
            after.Client.AddContractAsync(Numbers(granted), Cancel)));
        Assert.Equal(20, (await after.Client.AddContractAsync(Numbers(renewed), Cancel)).Available);
        Assert.Equal(granted.Id, (await before.Client.GetPackAsync(granted.Id, Cancel)).Id);
        Assert.Equal([$"{granted.ContractId}, 0 removed"], await HistoryAsync(granted.Id));
        Assert.Empty(await ToldAsync(granted.Id));
    }

    [Fact, Trait("Rule", "R20")]
    public async Task Takes_the_contract_from_the_others_where_that_is_asked_for()
    {
        var (partner, granted) = await ActivateAsync();
        var stranger = await house.WelcomesAsync(partner: Gold);
        await stranger.Client.AddContractAsync(Numbers(granted), Cancel);

        var renewed = await partner.Client.RenewAccessIdAsync(granted.Id, new() { RemoveOthers = true }, Cancel);

        Assert.Equal("pack.unknown", await CodeAsync(stranger.Client.GetPackAsync(granted.Id, Cancel)));
        Assert.True((await partner.Client.GetPackAsync(granted.Id, Cancel)).Held);
        Assert.True((await stranger.Client.AddContractAsync(Numbers(renewed), Cancel)).Held);
        Assert.Equal([$"{granted.ContractId}, 1 removed"], await HistoryAsync(granted.Id));
        Assert.Equal([stranger.Id.Value], await ToldAsync(granted.Id));
    }

    [Fact, Trait("Rule", "R20")]
    public async Task Tells_the_other_administrators_of_the_organization_once_each()
    {
        var (partner, granted) = await ActivateAsync();
        var (colleague, holder, _, _) = (
            await JoinsAsync(MemberRole.Administrator),
            await JoinsAsync(MemberRole.Administrator),
            await JoinsAsync(MemberRole.Submitter),
            await house.WelcomesAsync(signIn: SignInKind.Work, memberRole: MemberRole.Administrator));
        await holder.Client.AddContractAsync(Numbers(granted), Cancel);

        await partner.Client.RenewAccessIdAsync(granted.Id, new(), Cancel);
        var first = await ToldAsync(granted.Id, RenewAccessId.Renewed);
        await partner.Client.RenewAccessIdAsync(granted.Id, new() { RemoveOthers = true }, Cancel);

        Guid[] both = [colleague.Id.Value, holder.Id.Value];
        Assert.Equal(both.Order(), first.Order());
        Assert.Equal([holder.Id.Value], await ToldAsync(granted.Id));
        Assert.Equal(
            both.Append(colleague.Id.Value).Order(), (await ToldAsync(granted.Id, RenewAccessId.Renewed)).Order());

        Task<Somebody> JoinsAsync(MemberRole role) => house.WelcomesAsync(
            signIn: SignInKind.Work, memberRole: role, organization: partner.Organization);
    }

    [Fact, Trait("Rule", "R20")]
    public async Task Is_for_the_partners_administrator_and_the_vendor_alone()
    {
        var (partner, granted) = await ActivateAsync();
        var (holder, colleague, clerk, vendor) = (
            await house.WelcomesAsync(partner: Gold),
            await house.WelcomesAsync(
                signIn: SignInKind.Work, memberRole: MemberRole.Billing, organization: partner.Organization),
            await house.WelcomesAsync(Role.BillingClerk),
            await house.WelcomesAsync(Role.Administrator));
        await holder.Client.AddContractAsync(Numbers(granted), Cancel);
        var bought = (await house.GivesPackAsync(partner)).Value;

        Task<string> Renews(Somebody who, Guid pack) => CodeAsync(who.Client.RenewAccessIdAsync(pack, new(), Cancel));

        Assert.Equal("contract.not-owner", await Renews(holder, granted.Id));
        Assert.Equal("contract.not-owner", await Renews(colleague, granted.Id));
        Assert.Equal("pack.unknown", await Renews(await house.WelcomesAsync(), granted.Id));
        Assert.Equal("pack.unknown", await Renews(partner, bought));
        Assert.Equal("access.not-allowed", await Renews(clerk, granted.Id));
        Assert.NotEqual(
            granted.AccessId, (await vendor.Client.RenewAccessIdAsync(granted.Id, new(), Cancel)).AccessId);
        Assert.Equal(
            [(holder, false), (colleague, false), (partner, true), (vendor, true)],
            await Task.WhenAll(new[] { holder, colleague, partner, vendor }.Select(async who =>
                (who, (await who.Client.GetPackAsync(granted.Id, Cancel)).RenewsAccessId))));
    }

    [Fact]
    public async Task By_many_at_once_leaves_one_that_opens_it()
    {
        var (partner, granted) = await ActivateAsync();

        var renewed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            partner.Client.RenewAccessIdAsync(granted.Id, new(), Cancel)));
        var opened = await Task.WhenAll(renewed.Select(async one => await CodeAsync(
            (await house.WelcomesAsync(partner: Gold)).Client.AddContractAsync(Numbers(one), Cancel))));

        Assert.Equal(["", .. Enumerable.Repeat("pack.contract-not-accepted", 3)], opened.Order());
    }

    private async Task<(Somebody Partner, GrantedContractView Granted)> ActivateAsync()
    {
        var partner = await house.WelcomesAsync(
            signIn: SignInKind.Work, partner: Gold, memberRole: MemberRole.Administrator);
        return (partner, await partner.Client.ActivateBenefitAsync(Plan, Cancel));
    }

    private async Task<string[]> HistoryAsync(Guid pack)
    {
        await using var database = house.Storage.Read();
        var subject = pack.ToString();
        return await database.Set<AuditEntry>().AsNoTracking()
            .Where(entry => entry.Act == "contract.access-renewed" && entry.Subject == subject)
            .Select(entry => entry.Detail)
            .ToArrayAsync(Cancel);
    }

    /// <summary>Who is told by mail; that the contract is theirs no more where nothing else is asked.</summary>
    private async Task<Guid[]> ToldAsync(Guid pack, string kind = RenewAccessId.Removed)
    {
        await using var database = house.Storage.Read();
        var told = await database.Set<OutboxMessage>().AsNoTracking()
            .Where(message => message.Kind == kind)
            .ToListAsync(Cancel);
        return
        [
            .. told.Select(message => JsonDocument.Parse(message.Payload).RootElement)
                .Where(facts => facts.GetProperty("pack").GetGuid() == pack)
                .Select(facts => facts.GetProperty("person").GetGuid()),
        ];
    }

    private static AddedContract Numbers(GrantedContractView granted) =>
        new() { ContractId = granted.ContractId, AccessId = granted.AccessId };

    /// <summary>Empty where it is done.</summary>
    private static async Task<string> CodeAsync(Task act)
    {
        try
        {
            await act;
            return "";
        }
        catch (GuichetException refused)
        {
            return refused.Code;
        }
    }
}

public sealed class RenewingAnAccessIdAtAPage(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R20")]
    public async Task Asks_first_and_shows_it_once()
    {
        var dana = new GuichetClient(
            house.Factory.CreateClient(),
            DemonstrationPeople.All.Single(one => one.Email == "dana@fabrikam.test").ApiKey);
        var granted = await dana.ActivateBenefitAsync("partner-gold-20", Cancel);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("dana@fabrikam.test", DemonstrationPeople.Password);
        var address = $"/packs/{granted.Id}/access-id";
        Assert.Contains(address, await browser.ReadAsync($"/packs/{granted.Id}"), StringComparison.Ordinal);

        using var asked = await browser.PostAsync(address, "renew");
        using var done = await browser.PostAsync(address, "renew", ("Model.Sure", "true"));

        Assert.Contains("error-summary", await asked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var shown = Regex.Match(await done.Content.ReadAsStringAsync(Cancel), "[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        Assert.NotEqual(granted.AccessId, shown.Value);
        var added = await dana.AddContractAsync(
            new() { ContractId = granted.ContractId, AccessId = shown.Value }, Cancel);
        Assert.Equal(granted.Id, added.Id);
        Assert.DoesNotContain(shown.Value, await browser.ReadAsync(address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lee@fabrikam.test", "/packs/{0}/access-id", HttpStatusCode.NotFound)]
    [InlineData("admin@example.test", "/desk/contracts/{0}", HttpStatusCode.OK)]
    public async Task Is_there_for_who_may(string email, string address, HttpStatusCode status)
    {
        var vendor = new GuichetClient(
            house.Factory.CreateClient(),
            DemonstrationPeople.All.Single(one => one.Email == "admin@example.test").ApiKey);
        var granted = await vendor.GrantContractAsync(
            new() { Id = Guid.CreateVersion7(), Plan = "advanced-partner", StartsOn = new(2026, 11, 20) }, Cancel);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync(email, DemonstrationPeople.Password);

        using var answer = await browser.GetAsync(string.Format(CultureInfo.InvariantCulture, address, granted.Id));

        Assert.Equal(status, answer.StatusCode);
    }
}

public sealed class RenewingAnAccessIdOnSqlite(SqliteHouse house) : RenewingAnAccessId(house);

public sealed class RenewingAnAccessIdOnPostgres(PostgresHouse house) : RenewingAnAccessId(house);
