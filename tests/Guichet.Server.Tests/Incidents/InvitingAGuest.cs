using System.Net;
using System.Text.RegularExpressions;
using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Mail;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Attachments;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>A customer lets somebody see one incident.</summary>
public abstract partial class InvitingAGuest(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opens_that_incident_to_read_and_to_write_and_no_other_door()
    {
        var (story, guest, _) = await JoinAsync();
        await story.Agent.Client.ProposePartsAsync(
            story.Incident, SplittingAnIncident.Splits(SplittingAnIncident.Part()), cancel: Cancel);

        var view = await guest.Client.GetIncidentOfGuestAsync(story.Incident, Cancel);
        var messages = (await guest.Client.ListMessagesOfGuestAsync(story.Incident, cancel: Cancel)).Items;
        await guest.Client.CommentAsGuestAsync(story.Incident, Says("We see it here, too."), Cancel);

        Assert.Equal((story.Incident, true), (view.Id, view.MayWrite));
        Assert.DoesNotContain(messages, message => message.Kind == MessageKind.PartsProposed);
        var said = (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items[^1];
        Assert.Equal(("We see it here, too.", ActBy.Customer), (said.Body, said.By));
        Assert.Equal(
            IncidentStatus.WaitingOnCustomer,
            (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Status);
        Assert.Equal(
            story.Incident, Assert.Single((await guest.Client.GetHomeAsync(Cancel)).AsGuest).Id);
        Assert.Empty((await guest.Client.ListPacksAsync(cancel: Cancel)).Items);
        Assert.Empty((await guest.Client.ListOrdersAsync(cancel: Cancel)).Items);
        Assert.Empty((await guest.Client.ListIncidentsAsync(cancel: Cancel)).Items);
        await EveryOtherDoorIsClosedAsync(guest, story);
    }

    [Fact]
    public async Task Ends_at_once_when_they_are_taken_away()
    {
        var (story, guest, id) = await JoinAsync();
        Assert.Equal("guest.unknown", await CodeAsync(async () =>
            await (await house.WelcomesAsync()).Client.RemoveGuestAsync(story.Incident, id, Cancel)));

        await story.Customer.Client.RemoveGuestAsync(story.Incident, id, Cancel);

        Assert.Equal("incident.unknown", await CodeAsync(
            () => guest.Client.GetIncidentOfGuestAsync(story.Incident, Cancel)));
        Assert.Equal("incident.unknown", await CodeAsync(
            () => guest.Client.ListMessagesOfGuestAsync(story.Incident, cancel: Cancel)));
        Assert.Equal("incident.unknown", await CodeAsync(
            () => guest.Client.CommentAsGuestAsync(story.Incident, Says("Still here."), Cancel)));
        Assert.Empty(await story.Agent.Client.ListGuestsAsync(story.Incident, Cancel));
    }

    [Fact]
    public async Task Shows_nothing_by_page_mail_or_file_once_withdrawn_until_they_are_invited_again()
    {
        const string Words = "Wd3 words";
        var story = await BeginAsync(house);
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();
        var invited = await InviteAsync(story, email);
        using var accepted = await visit.PostAsync(await LinkAsync(invited), "accept");
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        var file = await story.Agent.RepliesWithAsync(story.Incident, $"{Words}.log", "Wd3 words"u8.ToArray());
        await story.Agent.Client.ReplyAsync(story.Incident, Replies(Words), null, Cancel);
        Assert.Equal([$"/guest/incidents/{story.Incident}"], await ShowingAsync(visit, Words, story.Incident, file.Id));
        var told = await NewsAsync(story);
        Assert.Single(await Task.WhenAll(told.Select(ComposeAsync)), mail => mail is not null);

        await story.Customer.Client.RemoveGuestAsync(story.Incident, invited.Id, Cancel);

        Assert.Empty(await ShowingAsync(visit, Words, story.Incident, file.Id));
        Assert.All(await Task.WhenAll(told.Select(ComposeAsync)), Assert.Null);
        Assert.Empty(await NewsAsync(story));
        Assert.DoesNotContain(story.Incident.ToString(), await visit.ReadAsync("/"), StringComparison.Ordinal);

        var anew = await InviteAsync(story, email);
        using var again = await visit.PostAsync(await LinkAsync(anew), "accept");
        Assert.Single(await ShowingAsync(visit, Words, story.Incident, file.Id));
    }

    [Fact]
    public async Task Is_for_the_same_address_in_any_letter_case_and_ends_where_it_is_withdrawn_unread()
    {
        var story = await BeginAsync(house);
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();
        var first = await InviteAsync(story, email);
        var second = await InviteAsync(story, $" {email.ToUpperInvariant()}");
        Assert.Equal(second.Id, Assert.Single(await story.Agent.Client.ListGuestsAsync(story.Incident, Cancel)).Id);
        using var ended = await visit.GetAsync(await LinkAsync(first));
        Assert.Equal(HttpStatusCode.Gone, ended.StatusCode);

        await story.Customer.Client.RemoveGuestAsync(story.Incident, second.Id, Cancel);
        using var withdrawn = await visit.GetAsync(await LinkAsync(second));
        Assert.Equal(HttpStatusCode.Gone, withdrawn.StatusCode);
        Assert.Null(await ComposeAsync(Assert.Single(await RowsAsync("guest.invited", second.Id))));

        var third = await InviteAsync(story, email.ToUpperInvariant());
        using var accepted = await visit.PostAsync(await LinkAsync(third), "accept");
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Equal("guest.sees-it-already", await CodeAsync(() => InviteAsync(story, email)));
    }

    [Fact]
    public async Task Is_for_the_address_that_it_was_sent_to_and_for_no_one_of_the_vendor()
    {
        var story = await BeginAsync(house);
        var agent = $"{story.Agent.Id.Value:N}@example.test";
        var earlier = await LinkAsync(await InviteAsync(story, "somebody@example.test"));
        var link = await LinkAsync(await InviteAsync(story, "somebody@example.test"));
        var accept = house.Services.GetRequiredService<Server.Incidents.Guests.AcceptGuestInvitation>();
        async Task<string?> AcceptAsync(string email, Somebody who, string path) => (await accept.RunAsync(
            new SignedIn(
                new Actor(who.Id, "Somebody", who == story.Agent ? Guichet.Accounts.Role.Agent
                    : Guichet.Accounts.Role.Customer, SignInKind.Personal, null, null, []),
                email, "UTC", "en", "FR"),
            path.Split('/')[^1],
            "",
            Cancel)).Refusal?.Code;

        Assert.Equal("link.unknown", await AcceptAsync("somebody@example.test", story.Customer, earlier));
        Assert.Equal("invitation.other-address", await AcceptAsync("other@example.test", story.Customer, link));
        var toAgent = await LinkAsync(await InviteAsync(story, agent));
        Assert.Equal("guest.is-staff", await AcceptAsync(agent, story.Agent, toAgent));
        Assert.Equal("incident.unknown", await CodeAsync(async () => await (await house.WelcomesAsync()).Client
            .InviteGuestAsync(story.Incident, new() { Email = "a@example.test" }, Cancel)));
        Assert.Equal("access.not-allowed", await CodeAsync(() => story.Agent.Client.InviteGuestAsync(
            story.Incident, new() { Email = "a@example.test" }, Cancel)));
        Assert.Equal("guest.sees-it-already", await CodeAsync(() => story.Customer.Client.InviteGuestAsync(
            story.Incident, new() { Email = $"{story.Customer.Id.Value:N}@example.test" }, Cancel)));
    }

    [Fact]
    public async Task Writes_to_no_more_than_some_strangers()
    {
        var story = await BeginAsync(house);
        for (var number = 0; number < 20; number++)
        {
            await InviteAsync(story, $"guest-{number}-{Guid.NewGuid():N}@example.test");
        }

        Assert.Equal("guest.too-many", await CodeAsync(() => InviteAsync(story, "one-more@example.test")));
        var other = await story.Customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        var elsewhere = story with { Incident = other.Id };
        for (var number = 0; number < 10; number++)
        {
            await InviteAsync(elsewhere, "the-same@example.test");
        }

        Assert.Equal("guest.too-many-invitations", await CodeAsync(() => InviteAsync(elsewhere, "last@example.test")));
    }

    [Fact]
    public async Task Tells_the_guest_what_is_said_and_the_customer_what_the_guest_says()
    {
        var (story, guest, _) = await JoinAsync();
        await guest.Client.CommentAsGuestAsync(story.Incident, Says("From the guest."), Cancel);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("From the agent."), null, Cancel);
        await story.Agent.Client.AddNoteAsync(story.Incident, Says("Nobody outside reads this."), Cancel);

        var mails = await FollowAsync(story);

        Assert.Equal(
            [("guest.news", guest.Id, "From the agent."), ("guest.wrote", story.Customer.Id, "From the guest.")],
            mails.OrderBy(mail => mail.Kind, StringComparer.Ordinal));
    }

    /// <summary>An invitation that somebody new has accepted, by the pages.</summary>
    private async Task<(Story Story, Somebody Guest, Guid Id)> JoinAsync()
    {
        var story = await BeginAsync(house);
        var guest = await house.WelcomesAsync();
        var email = $"{guest.Id.Value:N}@example.test";
        var invited = await InviteAsync(story, email);
        var link = await LinkAsync(invited);
        using var visit = new Visit(house);
        Assert.Contains(
            "/account/sign-in?returnUrl=", await visit.ReadAsync(link), StringComparison.Ordinal);
        Assert.Equal("incident.unknown", await CodeAsync(
            () => guest.Client.GetIncidentOfGuestAsync(story.Incident, Cancel)));
        var accepted = await house.Services.GetRequiredService<Server.Incidents.Guests.AcceptGuestInvitation>()
            .RunAsync(
                new SignedIn(
                    new Actor(guest.Id, "Guest", Guichet.Accounts.Role.Customer, SignInKind.Personal, null, null, []),
                    email, "UTC", "en", "FR"),
                link.Split('/')[^1],
                "",
                Cancel);
        Assert.Equal(story.Incident, accepted.Value);
        using var used = await visit.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, used.StatusCode);
        return (story, guest, invited.Id);
    }

    private static Task<GuestView> InviteAsync(Story story, string email) =>
        story.Customer.Client.InviteGuestAsync(story.Incident, new() { Email = email }, Cancel);

    private async Task<string> LinkAsync(GuestView guest) =>
        (await AnsweringFromAMail.ToldAsync(house, "guest.invited", guest.Id)).Path!;

    /// <summary>Every address of the API below an incident, but the guests' own.</summary>
    private async Task EveryOtherDoorIsClosedAsync(Somebody guest, Story story)
    {
        using var program = house.Factory.CreateClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", guest.Key);
        var routes = house.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => (
                Route: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
                Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]))
            .Where(door => door.Route.StartsWith("/api/v1/incidents/{id:guid}", StringComparison.Ordinal))
            .ToList();
        Assert.True(routes.Count > 25);
        foreach (var (route, methods) in routes)
        {
            var address = Parameter().Replace(route, story.Incident.ToString());
            using var request = new HttpRequestMessage(
                new HttpMethod(methods[0]), new Uri(address, UriKind.Relative));
            if (methods[0] is "POST" or "PUT")
            {
                request.Content = new StringContent(Anything, System.Text.Encoding.UTF8, "application/json");
                request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            }

            using var answer = await program.SendAsync(request, Cancel);
            Assert.False(answer.IsSuccessStatusCode, $"{methods[0]} {route} answered {(int)answer.StatusCode}");
        }
    }

    private async Task<IReadOnlyList<(string Kind, PersonId To, string Quote)>> FollowAsync(Story story)
    {
        var composition = house.Services.GetRequiredService<MailComposition>();
        var mails = new List<(string, PersonId, string)>();
        foreach (var following in await NewsAsync(story))
        {
            if (await composition.ComposeAsync(following, Cancel) is { } mail)
            {
                mails.Add((following.Kind, mail.To.Person!.Value, mail.Quote));
            }
        }

        return mails;
    }

    /// <summary>The addresses of all pages and files that show these words to whoever is signed in.</summary>
    private async Task<List<string>> ShowingAsync(Visit visit, string words, params Guid[] ids)
    {
        var showing = new List<string>();
        var doors = Door.Of(house)
            .Where(door => door is { Method: "GET", TakesKeys: false } && door.Parameters.Contains("id"))
            .SelectMany(door => ids.Select(id => door.At(new Dictionary<string, string> { ["id"] = id.ToString() })))
            .Append($"/search?q={Uri.EscapeDataString(words)}");
        foreach (var address in doors.Distinct())
        {
            using var answer = await visit.GetAsync(address);
            var page = await answer.Content.ReadAsStringAsync(Cancel);
            if (answer.IsSuccessStatusCode
                && page.Replace($"value=\"{words}\"", "", StringComparison.Ordinal)
                    .Contains(words, StringComparison.Ordinal))
            {
                showing.Add(address);
            }
        }

        return showing;
    }

    /// <summary>What its replies have told to guests, and of them.</summary>
    private async Task<List<OutboxMessage>> NewsAsync(Story story)
    {
        var news = new List<OutboxMessage>();
        foreach (var told in await RowsAsync("incident.replied", story.Incident))
        {
            news.AddRange(await house.Services.GetRequiredService<MailComposition>()
                .FollowUpAsync(told, House.Today));
        }

        return news;
    }

    private Task<OutgoingMail?> ComposeAsync(OutboxMessage told) =>
        house.Services.GetRequiredService<MailComposition>().ComposeAsync(told, Cancel);

    private async Task<List<OutboxMessage>> RowsAsync(string kind, Guid about)
    {
        await using var database = house.Storage.Read();
        return await database.Set<OutboxMessage>().AsNoTracking()
            .Where(row => row.Kind == kind && row.Payload.Contains(about.ToString()))
            .OrderBy(row => row.Id).ToListAsync(Cancel);
    }

    /// <summary>What most doors take, so that it is not the fields that refuse.</summary>
    private const string Anything = """
        {
          "id": "01900000-0000-7000-8000-00000000000a", "body": "Words.", "rating": 5, "email": "x@example.test",
          "reason": "customers-wish", "person": "01900000-0000-7000-8000-00000000000a"
        }
        """;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}

public sealed class InvitingAGuestOnSqlite(SqliteHouse house) : InvitingAGuest(house);

public sealed class InvitingAGuestOnPostgres(PostgresHouse house) : InvitingAGuest(house);
