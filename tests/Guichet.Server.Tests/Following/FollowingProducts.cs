using System.Net;
using System.Text.RegularExpressions;
using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Server.Following;
using Guichet.Server.Tests.Accounts;
using Ical.Net;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Following;

public abstract partial class FollowingProducts(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R9")]
    public async Task Lists_what_is_followed_with_the_phase_that_ends_next()
    {
        var customer = await house.WelcomesAsync();

        await customer.Client.FollowAsync("windows-server/2019", Cancel);
        await customer.Client.FollowAsync("windows-server/2019", Cancel);
        await customer.Client.FollowAsync("exchange-server", Cancel);

        var followed = await customer.Client.ListFollowedAsync(Cancel);
        Assert.Equal(["exchange-server", "windows-server/2019"], followed.Select(one => one.Reference));
        Assert.Equal(
            ("Windows Server 2019", LifecyclePhase.Extended, new DateOnly(2029, 1, 9)),
            (followed[1].NextName, followed[1].NextPhase!.Value, followed[1].NextEndsOn!.Value));

        await customer.Client.UnfollowAsync("windows-server/2019", Cancel);
        await customer.Client.UnfollowAsync("windows-server/2019", Cancel);
        Assert.Single(await customer.Client.ListFollowedAsync(Cancel));
    }

    [Theory]
    [InlineData("no-such-thing", "product.unknown")]
    [InlineData("windows-server/1066", "release.unknown")]
    public async Task Of_what_is_unknown_is_refused(string reference, string code)
    {
        var customer = await house.WelcomesAsync();

        var refused = await Assert.ThrowsAsync<GuichetException>(() => customer.Client.FollowAsync(reference, Cancel));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task Works_by_a_button_without_script()
    {
        using var browser = new Visit(house);
        await browser.ArriveAsync();

        using var followed = await browser.PostAsync(
            "/products/windows-server/2022", "follow", ("Model.Follow", "true"));
        Assert.Equal(HttpStatusCode.Redirect, followed.StatusCode);
        Assert.Contains(
            "Windows Server 2022", await browser.ReadAsync("/products/following"), StringComparison.Ordinal);

        using var stopped = await browser.PostAsync(
            "/products/following", "unfollow-windows-server/2022");
        Assert.DoesNotContain(
            "Windows Server 2022", await browser.ReadAsync("/products/following"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_the_mails_of_one_person_by_the_link_in_any_of_them()
    {
        var customer = await house.WelcomesAsync();
        await customer.Client.FollowAsync("windows-server", Cancel);
        var key = (await ReadFollowerAsync(customer)).MailKey;
        using var browser = new Visit(house);

        Assert.Contains("<form", await browser.ReadAsync($"/following/stop/{key}"), StringComparison.Ordinal);
        Assert.True((await ReadFollowerAsync(customer)).WantsMail);
        using var stopped = await browser.PostAsync($"/following/stop/{key}", "stop");

        Assert.False((await ReadFollowerAsync(customer)).WantsMail);
        using var unknown = await browser.GetAsync($"/following/stop/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Stops_the_mails_at_once_where_a_program_for_mail_posts()
    {
        var customer = await house.WelcomesAsync();
        await customer.Client.FollowAsync("windows-server", Cancel);
        using var program = house.Factory.CreateClient();
        using var content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);

        using var answer = await program.PostAsync(
            new Uri($"/following/stop/{(await ReadFollowerAsync(customer)).MailKey}/at-once", UriKind.Relative),
            content,
            Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.False((await ReadFollowerAsync(customer)).WantsMail);
    }

    [Fact]
    public async Task Fills_a_calendar_in_the_language_of_its_owner_until_its_address_is_renewed()
    {
        using var browser = new Visit(house);
        await browser.ArriveAsync();
        using var followed = await browser.PostAsync(
            "/products/windows-server/2022", "follow", ("Model.Follow", "true"));
        var address = await MakeAddressAsync(browser);
        using var program = house.Factory.CreateClient();

        using var answer = await program.GetAsync(new Uri(address), Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        var calendar = Calendar.Load(text)!;

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            ["windows-server.2022.mainstream@guichet", "windows-server.2022.extended@guichet"],
            calendar.Events.Select(one => one.Uid!));
        var last = calendar.Events.Last();
        Assert.True(last.IsAllDay);
        Assert.Equal(new DateOnly(2031, 10, 14), last.Start!.Date);
        Assert.Equal(new DateOnly(2031, 10, 15), last.End!.Date);
        Assert.Equal("Windows Server 2022\u00a0: fin du support étendu", last.Summary);
        Assert.EndsWith("/products/windows-server/2022", last.Url!.AbsolutePath, StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await program.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        var renewed = await MakeAddressAsync(browser);
        using var closed = await program.GetAsync(new Uri(address), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        Assert.Equal(text, await program.GetStringAsync(new Uri(renewed), Cancel));
    }

    private static async Task<string> MakeAddressAsync(Visit browser)
    {
        using var answer = await browser.PostAsync("/products/following", "calendar");
        return CalendarAddress().Match(await answer.Content.ReadAsStringAsync(Cancel)).Value;
    }

    private async Task<Follower> ReadFollowerAsync(Somebody somebody)
    {
        await using var database = house.Storage.Read();
        return await database.Set<Follower>().AsNoTracking().SingleAsync(one => one.Person == somebody.Id, Cancel);
    }

    [GeneratedRegex(@"http://[^<\s]+/calendars/[0-9a-f]{48}\.ics")]
    private static partial Regex CalendarAddress();
}

public sealed class FollowingProductsOnSqlite(SqliteHouse house) : FollowingProducts(house);

public sealed class FollowingProductsOnPostgres(PostgresHouse house) : FollowingProducts(house);
