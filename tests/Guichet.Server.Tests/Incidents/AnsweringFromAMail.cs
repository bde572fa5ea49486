using System.Net;
using System.Text.RegularExpressions;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>By the links that stand in a mail, without signing in.</summary>
public abstract partial class AnsweringFromAMail(House house)
{
    /// <summary>More than all tests together leave in the outbox of a shared house.</summary>
    private const int MostMessages = 50_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R24")]
    public async Task Accepts_by_one_press_and_by_no_look()
    {
        var (story, link) = await OfferAsync(house);
        using var visit = new Visit(house);

        // As programs do that look at mails, before and after.
        foreach (var address in new[] { "", "?no=true", "?done=accepted" })
        {
            using var headed = await visit.SendAsync(HttpMethod.Head, $"/answer/{link}{address}");
            using var looked = await visit.GetAsync($"/answer/{link}{address}");
            Assert.Equal(["same-origin"], looked.Headers.GetValues("Referrer-Policy"));
            Assert.True(looked.Headers.CacheControl!.NoStore);
            var outside = Outside().Matches(await TextAsync(looked)).Select(match => match.Value).ToList();
            Assert.All(outside, one => Assert.Contains("noreferrer", one, StringComparison.Ordinal));
            Assert.Equal(address == "?done=accepted" ? 0 : 1, outside.Count);
        }

        var page = await visit.ReadAsync($"/answer/{link}");
        Assert.Contains("Try this.", page, StringComparison.Ordinal);
        Assert.Equal(IncidentStatus.SolutionOffered, await StatusAsync(story));
        using var pressed = await PressAsync(visit, link, "accept", page);

        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        Assert.Equal(IncidentStatus.Closed, await StatusAsync(story));
        Assert.Equal(1, await CountAsync(story, "incident.answered-by-link"));
        var said = (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items[^1];
        Assert.Equal((MessageKind.SolutionAccepted, ActBy.Customer), (said.Kind, said.By));
        using var again = await visit.GetAsync($"/answer/{link}");
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);

        // It opens nothing else.
        using var elsewhere = await visit.GetAsync($"/incidents/{story.Incident}");
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
    }

    [Fact, Trait("Rule", "R24")]
    public async Task Asks_for_the_words_where_it_does_not_help_and_keeps_them()
    {
        var (story, link) = await OfferAsync(house);
        using var visit = new Visit(house);
        var address = $"/answer/{link}?no=true";
        var page = await visit.ReadAsync(address);

        using var wordless = await PressAsync(visit, link, "refuse", page, "?no=true", ("Refusal.Body", " "));
        Assert.Contains("Say why", await TextAsync(wordless), StringComparison.Ordinal);
        await story.Agent.Client.ChangeSeverityAsync(
            story.Incident, SeverityC(), await story.VersionAsync(), Cancel);
        using var outdated = await PressAsync(
            visit, link, "refuse", page, "?no=true", ("Refusal.Body", "It <b>still</b> fails."));
        Assert.Contains("It <b>still</b> fails.</textarea>", await TextAsync(outdated), StringComparison.Ordinal);
        Assert.Equal(IncidentStatus.SolutionOffered, await StatusAsync(story));
        page = await visit.ReadAsync(address);
        using var refused = await PressAsync(
            visit, link, "refuse", page, "?no=true", ("Refusal.Body", "It still fails."));

        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal(IncidentStatus.InProgress, await StatusAsync(story));
        var said = (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items[^1];
        Assert.Equal((MessageKind.SolutionRefused, "It still fails."), (said.Kind, said.Body));
    }

    [Theory]
    [InlineData("answered on the page")]
    [InlineData("another solution")]
    [InlineData("a question since")]
    [InlineData("reopened")]
    [InlineData("changed in one letter")]
    [InlineData("of another purpose")]
    public async Task Opens_nothing_after(string what)
    {
        var (story, link) = await OfferAsync(house);
        var (customer, agent) = (story.Customer.Client, story.Agent.Client);
        switch (what)
        {
            case "answered on the page":
                await customer.RefuseSolutionAsync(story.Incident, Says("It does not."), null, Cancel);
                break;
            case "another solution":
                await agent.OfferSolutionAsync(story.Incident, Says("Or this."), null, Cancel);
                break;
            case "a question since":
                await agent.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
                break;
            case "reopened":
                await customer.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);
                await customer.ReopenIncidentAsync(story.Incident, Says("It is back."), null, Cancel);
                break;
            case "changed in one letter":
                link = link[..40] + (link[40] == 'A' ? 'B' : 'A') + link[41..];
                break;
            default:
                await customer.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);
                link = await LinkAsync(story, "incident.closed");
                break;
        }

        using var visit = new Visit(house);
        using var gone = await visit.GetAsync($"/answer/{link}");

        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.DoesNotContain("Try this.", await TextAsync(gone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_how_it_went_and_changes_it()
    {
        var (story, _) = await OfferAsync(house);
        await story.Customer.Client.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);
        var address = $"/satisfaction/{await LinkAsync(story, "incident.closed")}";
        using var visit = new Visit(house);

        using var nothing = await visit.PostAsync(address, "satisfaction", ("Model.Comment", "Kept words."));
        Assert.Contains("Kept words.</textarea>", await TextAsync(nothing), StringComparison.Ordinal);
        using var said = await visit.PostAsync(
            address, "satisfaction", ("Model.Rating", "2"), ("Model.Comment", "Slow."));
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        using var changed = await visit.PostAsync(
            address, "satisfaction", ("Model.Rating", "4"), ("Model.Comment", "Good in the end."));

        var view = await story.Agent.Client.GetSatisfactionAsync(story.Incident, Cancel);
        Assert.Equal((4, "Good in the end."), (view.Answer!.Rating, view.Answer.Comment));
        using var wordless = await visit.PostAsync(
            address, "satisfaction", ("Model.Rating", "4"), ("Model.Comment", ""));
        view = await story.Agent.Client.GetSatisfactionAsync(story.Incident, Cancel);
        Assert.Equal((4, ""), (view.Answer!.Rating, view.Answer.Comment));
        Assert.Equal(3, await CountAsync(story, "incident.rated-by-link"));
    }

    internal static async Task<(Story Story, string Link)> OfferAsync(House house)
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.OfferSolutionAsync(
            story.Incident, Says("Try this. https://elsewhere.example/fix"), null, Cancel);
        return (story, await LinkAsync(story, "incident.solution-offered"));
    }

    internal static async Task<string> LinkAsync(Story story, string kind) =>
        (await ToldAsync(story.House, kind, story.Incident)).Link!;

    /// <summary>The last that was told of that kind about that.</summary>
    internal static async Task<Asked> ToldAsync(House house, string kind, Guid about)
    {
        await using var database = house.Storage.Read();
        var newest = await database.Set<OutboxMessage>().AsNoTracking()
            .OrderByDescending(row => row.Id)
            .Take(MostMessages)
            .ToListAsync(Cancel);
        return newest
            .First(row => row.Kind == kind && row.Payload.Contains(about.ToString(), StringComparison.Ordinal))
            .Read<Asked>();
    }

    /// <summary>How often the audit log says that the customer did that.</summary>
    private async Task<int> CountAsync(Story story, string act)
    {
        await using var database = house.Storage.Read();
        return await database.Set<AuditEntry>().CountAsync(
            one => one.Act == act && one.Subject == story.Incident.ToString()
                && one.Actor == story.Customer.Id.Value,
            Cancel);
    }

    private static NewSeverity SeverityC() => new()
    {
        Id = Guid.CreateVersion7(),
        Severity = Severity.C,
        Hours = HoursOfCoverage.BusinessHours,
        Reason = "Less urgent.",
    };

    private static async Task<IncidentStatus> StatusAsync(Story story) =>
        (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Status;

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

    private static Task<HttpResponseMessage> PressAsync(
        Visit visit,
        string link,
        string form,
        string page,
        string query = "",
        params (string Name, string Value)[] fields)
    {
        var hidden = Hidden().Matches(page)
            .Select(field => (field.Groups["name"].Value, field.Groups["value"].Value));
        return visit.PostAsync($"/answer/{link}{query}", form, [.. hidden, .. fields]);
    }

    /// <summary>Whatever leads or reaches out of the house.</summary>
    [GeneratedRegex("<[^>]*(href|src|action)=\"(https?:)?//[^>]*>")]
    private static partial Regex Outside();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>(Acceptance|Refusal)\\.\\w+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();

    /// <summary>The links that stand in mails.</summary>
    internal sealed record Asked(string? Link, string? Path);
}

public sealed class AnsweringFromAMailOnSqlite(SqliteHouse house) : AnsweringFromAMail(house);

public sealed class AnsweringFromAMailOnPostgres(PostgresHouse house) : AnsweringFromAMail(house);
