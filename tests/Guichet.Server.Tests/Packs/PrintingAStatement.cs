using System.Net;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Orders;
using UglyToad.PdfPig;

namespace Guichet.Server.Tests.Packs;

public sealed class PrintingAStatement(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "", "Statement", 595)]
    [InlineData("fr", "?paper=letter", "Relevé", 612)]
    public async Task Gives_text_that_can_be_selected_in_the_readers_language(
        string language, string paper, string title, int width)
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
        Assert.Contains("+5", words, StringComparison.Ordinal);
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
}
