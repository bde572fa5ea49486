using Guichet.Server.Tests.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Tests.Hosting;

/// <summary>What every answer tells the browser, so that a page cannot be used against who looks at it.</summary>
public sealed class AnsweringABrowser(SqliteHouse house)
{
    [Theory]
    [InlineData("Content-Security-Policy", "default-src 'none'")]
    [InlineData("Content-Security-Policy", "frame-ancestors 'none'")]
    [InlineData("X-Content-Type-Options", "nosniff")]
    [InlineData("Referrer-Policy", "same-origin")]
    [InlineData("Cross-Origin-Opener-Policy", "same-origin")]
    [InlineData("Cross-Origin-Resource-Policy", "same-origin")]
    [InlineData("Permissions-Policy", "camera=()")]
    public async Task Every_page_says_what_may_be_done_with_it(string header, string value)
    {
        using var visit = new Visit(house);
        foreach (var path in new[] { "/products", "/account/sign-in", "/nothing/here", "/api/v1/nothing" })
        {
            using var answer = await visit.GetAsync(path);

            Assert.Contains(value, string.Join(' ', answer.Headers.GetValues(header)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_that_somebody_signed_in_sees_is_kept_by_a_cache()
    {
        using var visit = new Visit(house);
        await visit.ArriveAsync();

        using var page = await visit.GetAsync("/incidents");

        Assert.True(page.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public void A_sign_in_ends_after_a_day_of_work()
    {
        var cookie = house.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme);

        Assert.Equal(TimeSpan.FromHours(12), cookie.ExpireTimeSpan);
        Assert.False(cookie.SlidingExpiration);
        Assert.True(cookie.Cookie.HttpOnly);
    }
}
