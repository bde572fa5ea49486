using System.Net;
using Guichet.Accounts;
using Guichet.Client.Catalog;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;

namespace Guichet.Server.Tests.Upkeep;

public sealed class KeepingTheCatalogueAtTheDesk(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private readonly QuillFile quill = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correction_is_made_by_a_form_and_marked_on_the_product_page()
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        await administrator.ImportCatalogAsync(quill.Write(), "quill.json", cancel: Cancel);
        using var visit = new Visit(house);
        using var signedIn = await visit.SignInAsync("admin@example.test", DemonstrationPeople.Password);

        using var corrected = await visit.PostAsync(
            "/desk/catalog/corrections",
            "correct",
            ("Model.Id", Guid.CreateVersion7().ToString()),
            ("Model.Release", quill.Release),
            ("Model.Field", "MainstreamEndsOn"),
            ("Model.Value", "2031-01-09"),
            ("Model.Reason", "A letter"));
        var page = await visit.ReadAsync($"/products/{quill.Release}");
        var made = (await administrator.GetCorrectionsAsync(Cancel)).Single(one => one.Release == quill.Release);
        using var withdrawn = await visit.PostAsync(
            "/desk/catalog/corrections", "withdraw", ("Id", made.Id.ToString()));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (corrected.StatusCode, withdrawn.StatusCode));
        Assert.Contains("Corrected by the vendor", page, StringComparison.Ordinal);
        Assert.Contains("The source says 9 January 2030", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A letter", page, StringComparison.Ordinal);
        Assert.DoesNotContain(await administrator.GetCorrectionsAsync(Cancel), one => one.Id == made.Id);
    }

    [Fact]
    public async Task A_form_without_a_reason_comes_back_with_what_was_typed()
    {
        using var visit = new Visit(house);
        using var signedIn = await visit.SignInAsync("admin@example.test", DemonstrationPeople.Password);

        using var answer = await visit.PostAsync(
            "/desk/catalog/corrections",
            "correct",
            ("Model.Id", Guid.CreateVersion7().ToString()),
            ("Model.Release", "windows-server/2019"),
            ("Model.Field", "Name"),
            ("Model.Value", "Windows Server XIX"));

        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Windows Server XIX", page, StringComparison.Ordinal);
        Assert.Contains("error-summary", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_says_names_and_is_asked_for_by_name_or_key()
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        await administrator.ImportCatalogAsync(quill.Write(), "quill.json", cancel: Cancel);
        using var visit = new Visit(house);
        using var signedIn = await visit.SignInAsync("admin@example.test", DemonstrationPeople.Password);

        foreach (var asked in new[] { quill.Product, $" {quill.Name.ToUpperInvariant()} " })
        {
            var page = await visit.ReadAsync($"/desk/catalog/history?product={Uri.EscapeDataString(asked)}");
            Assert.Contains($"<a href=\"/products/{quill.Release}\">Quill 2</a>", page, StringComparison.Ordinal);
            Assert.Contains($"<a href=\"/products/{quill.Product}\">{quill.Name}</a>", page, StringComparison.Ordinal);
        }

        var unknown = await visit.ReadAsync("/desk/catalog/history?product=no-such-product");
        Assert.Contains("Nothing has changed", unknown, StringComparison.Ordinal);
    }
}
