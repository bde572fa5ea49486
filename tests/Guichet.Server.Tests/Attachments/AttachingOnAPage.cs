using System.Net;
using System.Text.RegularExpressions;
using Guichet.Client;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Attachments;

/// <summary>Without script: files travel with the form.</summary>
public sealed partial class AttachingOnAPage(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sends_several_at_once_and_shows_them_at_the_message()
    {
        var incident = await SubmitAsync();
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        var message = Guid.CreateVersion7();

        using var answer = await browser.PostFilesAsync(
            $"/incidents/{incident}",
            "reply",
            [("Reply.Id", message.ToString()), ("Reply.Version", "1"), ("Reply.Body", "Here are two.")],
            [("Reply.Files", "trace.log", Bytes.Log()), ("Reply.Files", "screen.png", Bytes.Picture())]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await browser.ReadAsync($"/incidents/{incident}");
        Assert.Equal(2, Regex.Count(page, "<bdi>trace.log</bdi>"));
        var thumbnail = Thumbnail().Match(page).Groups["path"].Value;
        using var picture = await browser.GetAsync(thumbnail);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        using var agent = new Visit(house);
        using var agentSignedIn = await agent.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        Assert.Contains("screen.png", await agent.ReadAsync($"/desk/incidents/{incident}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_words_and_the_good_files_where_one_is_refused()
    {
        var incident = await SubmitAsync();
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        var message = Guid.CreateVersion7();

        using var answer = await browser.PostFilesAsync(
            $"/incidents/{incident}",
            "reply",
            [("Reply.Id", message.ToString()), ("Reply.Version", "1"), ("Reply.Body", "The words stay.")],
            [("Reply.Files", "trace.log", Bytes.Log()), ("Reply.Files", "setup.exe", [.. "MZ"u8, 0x90, 0, 3])]);
        var page = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("setup.exe", page, StringComparison.Ordinal);
        Assert.Contains("The words stay.", page, StringComparison.Ordinal);
        var kept = Upload().Match(page).Groups["id"].Value;
        Assert.Empty((await (await CamilleAsync()).Client.ListMessagesAsync(incident, cancel: Cancel)).Items.Skip(1));

        // Now without the one that was good.
        using var again = await browser.PostFilesAsync(
            $"/incidents/{incident}",
            "reply",
            [
                ("Reply.Id", message.ToString()), ("Reply.Version", "1"), ("Reply.Body", "The words stay."),
                ("Reply.LeaveOut", kept),
            ],
            []);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Empty((await (await CamilleAsync()).Client.ListAttachmentsAsync(incident, cancel: Cancel)).Items);
    }

    [Fact]
    public async Task Names_a_file_that_is_gone_and_does_not_send_without_it()
    {
        var incident = await SubmitAsync();
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        var message = Guid.CreateVersion7();
        var there = await (await CamilleAsync()).AttachAsync(incident, "there.log", Bytes.Log(), message);
        (string, string)[] fields =
        [
            ("Reply.Id", message.ToString()), ("Reply.Version", "1"), ("Reply.Body", "See the files."),
            ("Reply.Attached", $"{there.Id}/there.log"),
        ];

        using var answer = await browser.PostAsync(
            $"/incidents/{incident}", "reply", [.. fields, ("Reply.Attached", $"{Guid.CreateVersion7()}/lost.log")]);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("lost.log", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{there.Id}/there.log\"", page, StringComparison.Ordinal);
        Assert.Contains("See the files.", page, StringComparison.Ordinal);
        Assert.Empty((await (await CamilleAsync()).Client.ListMessagesAsync(incident, cancel: Cancel)).Items.Skip(1));

        using var again = await browser.PostAsync($"/incidents/{incident}", "reply", fields);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task A_file_of_a_note_is_on_the_desk_and_not_in_the_portal()
    {
        var incident = await SubmitAsync();
        using var agent = new Visit(house);
        using var agentSignedIn = await agent.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        var note = Guid.CreateVersion7();
        using var written = await agent.PostFilesAsync(
            $"/desk/incidents/{incident}?compose=note",
            "compose",
            [("Model.Id", note.ToString()), ("Model.Version", "1"), ("Model.Body", "Look.")],
            [("Model.Files", "zebra.png", Bytes.Picture())]);
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        var desk = await agent.ReadAsync($"/desk/incidents/{incident}");
        Assert.Contains("zebra.png", desk, StringComparison.Ordinal);
        var thumbnail = Thumbnail().Match(desk).Groups["path"].Value;

        using var customer = new Visit(house);
        using var signedIn = await customer.SignInAsync("camille@example.test", DemonstrationPeople.Password);
        Assert.DoesNotContain("zebra", await customer.ReadAsync($"/incidents/{incident}"), StringComparison.Ordinal);
        foreach (var path in (string[])[thumbnail, thumbnail.Replace("/thumbnail", "", StringComparison.Ordinal)])
        {
            using var refused = await customer.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var nobody = new Visit(house);
        using var turnedAway = await nobody.GetAsync(thumbnail);
        Assert.Equal(HttpStatusCode.Redirect, turnedAway.StatusCode);
    }

    [Fact]
    public async Task A_script_that_is_not_the_pages_own_is_turned_away()
    {
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("camille@example.test", DemonstrationPeople.Password);

        using var answer = await browser.SendAsync(HttpMethod.Delete, $"/attachments/{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<Somebody> CamilleAsync()
    {
        var camille = DemonstrationPeople.All.Single(one => one.Email == "camille@example.test");
        await using var database = house.Storage.Read();
        var id = await database.Set<Person>()
            .Where(one => one.Email == camille.Email).Select(one => one.Id).SingleAsync(Cancel);
        return new(id, null, camille.ApiKey, new GuichetClient(house.Factory.CreateClient(), camille.ApiKey));
    }

    private async Task<Guid> SubmitAsync()
    {
        var camille = await CamilleAsync();
        await house.GivesPackAsync(camille);
        return (await camille.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
    }

    [GeneratedRegex("src=\"(?<path>/attachments/[^\"]+/thumbnail)\"")]
    private static partial Regex Thumbnail();

    [GeneratedRegex("data-upload=\"(?<id>[^\"]+)\"")]
    private static partial Regex Upload();
}
