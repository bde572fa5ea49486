using System.Net;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Orders;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace Guichet.Server.Tests.Packs;

public sealed class PrintingAStatement(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "", "Statement", "20 November 2027 (until 21 November 2027, 09:00 CET)", 595)]
    [InlineData(
        "fr", "?paper=letter", "Relevé", "20 novembre 2027 (jusqu’au 21 novembre 2027 à 9 h 00 CET)", 612)]
    public async Task Gives_text_that_can_be_selected_in_the_readers_language(
        string language, string paper, string title, string lastDay, int width)
    {
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        using var chosen = await browser.GetAsync($"/language/{language}");
        var camille = new Client.GuichetClient(
            house.Factory.CreateClient(),
            DemonstrationPeople.All.Single(one => one.Email == "camille@example.test").ApiKey);
        var order = await camille.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        var pack = (await camille.PayForDemonstrationAsync(order.Id, Cancel)).Pack;

        using var answer = await browser.GetAsync($"/packs/{pack}/statement.pdf{paper}");

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync(Cancel));
        var page = pdf.GetPage(1);
        var words = string.Join(' ', page.GetWords().Select(word => word.Text));
        Assert.Equal(width, page.Width);
        Assert.StartsWith("Guichet", words, StringComparison.Ordinal);
        Assert.Contains(title, words, StringComparison.Ordinal);
        Assert.Contains(lastDay, words.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("+5", words, StringComparison.Ordinal);
        Assert.Contains(order.ConfirmationNumber, words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Put aside: the payment is disputed at a bank", "Back: the bank has confirmed the payment")]
    [InlineData(
        "fr",
        "Mis de côté : le paiement est contesté auprès d’une banque",
        "De retour : la banque a confirmé le paiement")]
    public async Task Says_what_a_dispute_put_aside_and_brought_back(string language, string aside, string back)
    {
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        using var chosen = await browser.GetAsync($"/language/{language}");
        var camille = DemonstrationPeople.All.Single(one => one.Email == "camille@example.test");
        var client = new Client.GuichetClient(house.Factory.CreateClient(), camille.ApiKey);
        var order = await client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        var pack = (await client.PayForDemonstrationAsync(order.Id, Cancel)).Pack!.Value;
        await DisputeAsync(new IncidentPackId(pack));

        var csv = await browser.ReadAsync($"/packs/{pack}/statement.csv");
        using var answer = await browser.GetAsync($"/packs/{pack}/statement.pdf");

        string[] lines = csv.Replace('\u00a0', ' ').Split("\r\n");
        Assert.EndsWith($"{back},,,5,0,5", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($"{aside},,,-5,0,0", lines[2], StringComparison.Ordinal);
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync(Cancel));
        var words = string.Join(' ', pdf.GetPage(1).GetWords().Select(word => word.Text));
        Assert.Contains(aside[..10], words.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("−5", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_for_nobody_else()
    {
        var pack = await house.GivesPackAsync(await house.WelcomesAsync());
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);

        using var answer = await browser.GetAsync($"/packs/{pack.Value}/statement.pdf");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>What is unused is put aside, and comes back.</summary>
    private async Task DisputeAsync(IncidentPackId id)
    {
        var now = house.Clock.GetCurrentInstant();
        var today = now.InUtc().Date;
        var done = await house.Services.GetRequiredService<UnitOfWork>().RunAsync<bool>(
            async database =>
            {
                var pack = await database.LoadPackAsync(id, Cancel);
                database.Append(pack.Freeze(today, now)!);
                await database.AppendAsync(pack, pack.Thaw(5, today, now, 0), Cancel);
                return true;
            },
            Cancel);
        Assert.True(done.Succeeded(out _, out _));
    }
}
