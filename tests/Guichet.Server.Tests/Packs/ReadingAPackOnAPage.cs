using System.Net;
using System.Text.RegularExpressions;
using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Orders;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Packs;

/// <summary>The days are the policy's, in Los Angeles; Camille lives by the clocks of Paris.</summary>
public sealed partial class ReadingAPackOnAPage(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Trait("Rule", "R21"), Trait("Rule", "R23")]
    [InlineData(
        "en",
        @"20 November 2027 \(until 21 November 2027, 09:00 CET\)",
        @"\. The day is the vendor’s, until 21 Nov")]
    [InlineData(
        "fr",
        @"20 novembre 2027 \(jusqu’au 21 novembre 2027 à 9 h 00 CET\)",
        @"\. Le jour est celui du vendeur, jusqu’au 21 nov")]
    public async Task A_day_of_the_vendors_is_told_by_the_readers_clocks_too(
        string language, string lastDay, string balance)
    {
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        using var chosen = await browser.GetAsync($"/language/{language}");
        var camille = DemonstrationPeople.All.Single(one => one.Email == "camille@example.test");
        var client = new Client.GuichetClient(house.Factory.CreateClient(), camille.ApiKey);
        var order = await client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        var pack = (await client.PayForDemonstrationAsync(order.Id, Cancel)).Pack;

        var page = WordsOf(await browser.ReadAsync($"/packs/{pack}?on=2026-11-20"));

        Assert.Matches(lastDay, page);
        Assert.Matches(balance, page);
        Assert.Matches(lastDay, WordsOf(await browser.ReadAsync("/packs")));
    }

    [Theory, Trait("Rule", "R21"), Trait("Rule", "R23")]
    [InlineData("en", "5, of which 0 on hold and 0 available. The last usable day was over;")]
    [InlineData("fr", "5, dont 0 en réserve. Disponibles : 0. Le dernier jour d’utilisation était passé ;")]
    public async Task A_day_after_the_last_says_that_nothing_was_available(string language, string balance)
    {
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        using var chosen = await browser.GetAsync($"/language/{language}");
        var camille = DemonstrationPeople.All.Single(one => one.Email == "camille@example.test");
        await using var database = house.Storage.Read();
        var id = await database.Set<Person>().Where(one => one.Email == camille.Email).Select(one => one.Id)
            .SingleAsync(Cancel);
        var pack = await house.GivesPackAsync(
            new Somebody(id, null, camille.ApiKey, house.Visitor()), expiresOn: new LocalDate(2026, 11, 19));

        var page = WordsOf(await browser.ReadAsync($"/packs/{pack.Value}?on=2026-11-20"));

        Assert.Contains(balance, page.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    /// <summary>Before anything has swept.</summary>
    [Fact, Trait("Rule", "R21")]
    public async Task Past_its_last_day_has_nothing_left_on_the_billing_page_and_at_the_desk()
    {
        var sam = DemonstrationPeople.All.Single(one => one.Email == "sam@example.test");
        var client = new Client.GuichetClient(house.Factory.CreateClient(), sam.ApiKey);
        var order = await client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        var pack = new IncidentPackId((await client.PayForDemonstrationAsync(order.Id, Cancel)).Pack!.Value);
        var incident = await client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        await house.Work.RunAsync<int>(
            async database => await database.Set<PackRow>().Where(one => one.Id == pack).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.ExpiresOn, new LocalDate(2026, 11, 19)), Cancel),
            Cancel);

        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync(sam.Email, DemonstrationPeople.Password);
        using var desk = new Visit(house);
        using var agent = await desk.SignInAsync("agent@example.test", DemonstrationPeople.Password);

        Assert.Contains(
            "0 incidents left", WordsOf(await browser.ReadAsync("/account/billing")), StringComparison.Ordinal);
        Assert.Contains(
            "0 credits can be used, 1 on hold",
            WordsOf(await desk.ReadAsync($"/desk/incidents/{incident.Id}")),
            StringComparison.Ordinal);
    }

    /// <summary>As they are read: a sentence and the next are not to run into one another.</summary>
    private static string WordsOf(string page) =>
        Gap().Replace(WebUtility.HtmlDecode(Tag().Replace(page, "")), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gap();
}
