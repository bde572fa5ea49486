using System.Net;
using System.Text.Json;
using Guichet.Client.Catalog;

namespace Guichet.Server.Tests.Catalog;

public sealed class LookingAProductUp(SqliteHouse house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R9")]
    public async Task Finds_a_release_by_its_words_with_phase_and_end()
    {
        var customer = await house.WelcomesAsync();

        var found = await customer.Client.FindProductsAsync("windws server 2019", cancel: Cancel);

        var first = found.Items[0];
        Assert.Equal(("windows-server", "2019", LifecyclePhase.Extended), (first.Product, first.Release, first.Phase));
        Assert.Equal(new DateOnly(2029, 1, 9), first.SupportEndsOn);
    }

    [Fact]
    public async Task Without_words_lists_every_product_once_page_by_page()
    {
        var customer = await house.WelcomesAsync();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await customer.Client.FindProductsAsync(limit: 7, cursor: cursor, cancel: Cancel);
            seen.AddRange(page.Items.Select(one => one.Product));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.True(seen.Count > 14);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact, Trait("Rule", "R10")]
    public async Task Tells_the_phase_of_a_past_day()
    {
        var customer = await house.WelcomesAsync();

        var before = await customer.Client.GetReleaseAsync("windows-server", "2019", new DateOnly(2024, 1, 9), Cancel);
        var after = await customer.Client.GetReleaseAsync("windows-server", "2019", new DateOnly(2024, 1, 10), Cancel);

        Assert.Equal((LifecyclePhase.Mainstream, LifecyclePhase.Extended), (before.Phase, after.Phase));
    }

    [Theory]
    [InlineData("/products", "Products in support")]
    [InlineData("/products?query=windows+server+2019", "/products/windows-server/2019")]
    [InlineData("/products?query=zzzzzz", "Nothing found")]
    [InlineData("/products/windows-server", "Windows Server 2022")]
    [InlineData("/products/windows-server/2019", "/request?release=windows-server%2F2019")]
    public async Task Needs_no_sign_in_and_no_script(string address, string expected)
    {
        using var browser = house.Factory.CreateClient();

        var page = await browser.GetStringAsync(address, Cancel);

        Assert.Contains(expected, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "R11")]
    public async Task Says_in_french_that_internal_use_rights_are_over()
    {
        using var browser = house.Factory.CreateClient();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/products/windows-server/2019", Cancel));

        Assert.Contains("qui a pris fin le 9 janvier 2024", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("denali", "SQL Server", "/products/sql-server")]
    [InlineData("windws serveur 2019", "Windows Server 2019", "/products/windows-server/2019")]
    [InlineData("microsoft exchange 2019", "Exchange Server 2019", "/products/exchange-server/2019")]
    public async Task Suggests_while_one_types(string typed, string name, string address)
    {
        using var browser = house.Factory.CreateClient();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");

        using var answer = JsonDocument.Parse(
            await browser.GetStringAsync($"/products/suggestions?query={Uri.EscapeDataString(typed)}", Cancel));

        var first = answer.RootElement.GetProperty("items")[0];
        Assert.Equal(name, first.GetProperty("name").GetString());
        Assert.Equal(address, first.GetProperty("address").GetString());
        Assert.Contains("suggestion", answer.RootElement.GetProperty("said").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/products/windows-server/2025", "N: the newest release that is out")]
    [InlineData("/products/windows-server/2022", "N-1: one release before the newest")]
    [InlineData("/products/windows-server/2012-r2", "Older than N-1")]
    [InlineData("/products/windows-server/2019", "/products/windows-server/2022\" rel=\"next\"")]
    [Trait("Rule", "R15")]
    public async Task Says_where_a_release_stands_among_the_others(string address, string expected)
    {
        using var browser = house.Factory.CreateClient();

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(address, Cancel));

        Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_unknown_product_is_not_found()
    {
        using var browser = house.Factory.CreateClient();

        var answer = await browser.GetAsync("/products/no-such-thing", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
