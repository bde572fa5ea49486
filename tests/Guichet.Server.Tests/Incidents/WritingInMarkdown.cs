using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents;
using Guichet.Server.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Incidents;

public sealed class WritingInMarkdown(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("> one\n> two", false)]
    [InlineData("> one\n> two\n> three\n> four\n> five\n> six", true)]
    [InlineData("Thanks.\n\n-----Original Message-----\nFrom: A\nSent: B\nOne\nTwo\nThree", true)]
    [InlineData("Merci.\n\nDe : Anne\nEnvoyé : lundi\nÀ : Bruno\nUn\nDeux\nTrois", true)]
    [InlineData("```\nFrom: a\nDate: b\nc\nd\ne\nf\n```", false)]
    [InlineData("From: here on it fails.\nWe do not know why.", false)]
    public void Long_quotations_are_folded_and_nothing_else(string markdown, bool folded)
    {
        var html = MessageBody.Html(markdown, "Quoted text").Value;

        Assert.Equal(folded, html.Contains(
            "<details class=\"quotation\"><summary>Quoted text</summary><blockquote>", StringComparison.Ordinal));
    }

    [Fact]
    public void Blocks_keep_their_lines_and_can_be_reached_by_keyboard()
    {
        var html = MessageBody.Html("```\nERR  0x80\n  at Node\n```\n<details open><script>x</script>", "").Value;

        Assert.Contains(
            "<pre tabindex=\"0\"><code>ERR  0x80\n  at Node\n</code></pre>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<details", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">", 200, "")]
    [InlineData("- ", 200, "x")]
    [InlineData("[", 200, "")]
    [InlineData("[a](", 12_000, "")]
    [InlineData("a\n", 20_000, "")]
    public void What_is_nested_or_piled_up_too_deeply_is_shown_as_it_was_typed(string part, int times, string end)
    {
        var typed = string.Concat(Enumerable.Repeat(part, times)) + end;

        var html = MessageBody.Html(typed, "Quoted text").Value;

        Assert.StartsWith("<pre tabindex=\"0\"><code>", html, StringComparison.Ordinal);
        Assert.Contains($">{typed}<", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Equal(html, MessageBody.Html(typed).Value);
    }

    [Fact]
    public void An_address_that_is_defined_once_and_used_a_thousand_times_makes_no_page_a_thousand_times_longer()
    {
        var typed = $"[a]: <https://example.test/{new string('x', 20_000)}>\n\n"
            + string.Concat(Enumerable.Repeat("[a]", 1_500));

        Assert.InRange(MessageBody.Html(typed).Value.Length, typed.Length, 2 * typed.Length);
    }

    [Fact]
    public async Task Without_script_the_form_comes_back_with_the_preview_and_nothing_is_sent()
    {
        var camille = await CamilleAsync();
        await house.GivesPackAsync(camille);
        var incident = (await camille.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);

        using var answer = await browser.PostAsync(
            $"/incidents/{incident}",
            "reply",
            ("Reply.Id", Guid.CreateVersion7().ToString()), ("Reply.Version", "1"),
            ("Reply.Body", "**Bold** <b onclick=x>"), ("preview", "Reply.Body"));
        var page = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<strong>Bold</strong> &lt;b onclick", page, StringComparison.Ordinal);
        Assert.Contains("**Bold**", page, StringComparison.Ordinal);
        Assert.Single((await camille.Client.ReadTimelineAsync(incident, cancel: Cancel)).Entries);
    }

    [Fact]
    public async Task The_files_of_an_incident_are_on_its_pages_and_hold_what_that_side_may_see()
    {
        var camille = await CamilleAsync();
        await house.GivesPackAsync(camille);
        var incident = (await camille.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        using var agent = new Visit(house);
        using var agentSignedIn = await agent.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        using var noted = await agent.PostAsync(
            $"/desk/incidents/{incident}?compose=note",
            "compose",
            ("Model.Id", Guid.CreateVersion7().ToString()), ("Model.Version", "1"), ("Model.Body", "ZEBRA"),
            ("Model.Minutes", "12"));
        Assert.Equal(HttpStatusCode.Redirect, noted.StatusCode);
        Assert.Contains("ZEBRA", await agent.ReadAsync($"/desk/incidents/{incident}"), StringComparison.Ordinal);
        Assert.Contains(
            "ZEBRA", await agent.ReadAsync($"/desk/incidents/{incident}/export.json"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "ZEBRA",
            await agent.ReadAsync($"/desk/incidents/{incident}/export.json?internal=false"),
            StringComparison.Ordinal);

        using var customer = new Visit(house);
        using var signedIn = await customer.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        foreach (var door in (string[])["", "/export.json", "/export.json?internal=true"])
        {
            var read = await customer.ReadAsync($"/incidents/{incident}{door}");
            Assert.Contains(SubmittingAnIncident.Request().Title!, read, StringComparison.Ordinal);
            Assert.DoesNotContain("ZEBRA", read, StringComparison.Ordinal);
        }

        using var paper = await customer.GetAsync($"/incidents/{incident}/export.pdf");
        Assert.Equal("application/pdf", paper.Content.Headers.ContentType?.MediaType);
        using var elsewhere = await customer.GetAsync($"/desk/incidents/{incident}/export.json");
        Assert.NotEqual(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task What_an_event_changed_is_parted_from_what_it_is()
    {
        var camille = await CamilleAsync();
        await house.GivesPackAsync(camille);
        var incident = (await camille.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        var agent = await house.WelcomesAsync(Role.Agent);
        await agent.Client.ProposeStatementAsync(incident, Story.States("It fails."), null, Cancel);
        await camille.Client.AcceptStatementAsync(incident, Story.Accepts(), null, Cancel);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);

        var page = WebUtility.HtmlDecode(await browser.ReadAsync($"/incidents/{incident}"));

        Assert.Contains("<span class=\"entry-change\"> · État", page, StringComparison.Ordinal);
    }

    private async Task<Somebody> CamilleAsync()
    {
        var camille = DemonstrationPeople.All.Single(one => one.Email == "camille@example.test");
        await using var database = house.Storage.Read();
        var id = await database.Set<Person>()
            .Where(one => one.Email == camille.Email).Select(one => one.Id).SingleAsync(Cancel);
        return new(id, null, camille.ApiKey, new GuichetClient(house.Factory.CreateClient(), camille.ApiKey));
    }
}
