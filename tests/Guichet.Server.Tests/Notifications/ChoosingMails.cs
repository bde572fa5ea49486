using System.Net;
using System.Text;
using System.Text.Json;
using Guichet.Accounts;
using Guichet.Client.Notifications;
using Guichet.Server.Incidents;
using Guichet.Server.Mail;
using Guichet.Server.Notifications;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Notifications;

/// <summary>Which mails somebody gets.</summary>
public abstract class ChoosingMails(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stops_what_can_be_stopped_for_that_person_alone()
    {
        var story = await BeginAsync(house);
        var customer = story.Customer.Client;
        await customer.ChooseMailAsync(new() { Stopped = [MailTopic.Replies, MailTopic.Following] }, Cancel);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("From the agent.", waits: true), null, Cancel);
        await customer.ReplyAsync(story.Incident, Replies("From the customer."), null, Cancel);
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), null, Cancel);

        var mails = await MailsAsync(story);

        Assert.Equal(
            [
                ("incident.replied", story.Agent.Id), ("incident.solution-offered", story.Customer.Id),
                ("incident.submitted", story.Customer.Id),
            ],
            mails.Select(mail => (mail.Kind, mail.Mail.To.Person!.Value))
                .OrderBy(mail => mail.Kind, StringComparer.Ordinal));
        var choices = await customer.ListMailChoicesAsync(Cancel);
        Assert.Equal(
            [MailTopic.Replies, MailTopic.Following],
            choices.Where(choice => !choice.Wanted).Select(choice => choice.Topic));
        await customer.ChooseMailAsync(new(), Cancel);
        Assert.Equal(4, (await MailsAsync(story)).Count);
    }

    [Fact]
    public async Task Cannot_stop_security_receipts_charges_and_what_silence_would_accept()
    {
        var customer = (await house.WelcomesAsync()).Client;
        var always = (await customer.ListMailChoicesAsync(Cancel)).Where(choice => choice.Always).ToList();

        Assert.Equal(
            [MailTopic.Security, MailTopic.Purchases, MailTopic.Charges, MailTopic.Answers, MailTopic.Promises],
            always.Select(choice => choice.Topic));
        foreach (var choice in always)
        {
            Assert.Equal("mail.always-sent", await CodeAsync(
                () => customer.ChooseMailAsync(new() { Stopped = [choice.Topic] }, Cancel)));
        }

        Assert.Equal("mail.not-sent-to-role", await CodeAsync(
            () => customer.ChooseMailAsync(new() { Stopped = [MailTopic.Mentions] }, Cancel)));
    }

    [Fact]
    public async Task Stops_by_one_click_from_the_mail_and_by_no_look()
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("From the agent."), null, Cancel);
        var mail = (await MailsAsync(story)).Single(one => one.Kind == "incident.replied").Mail;
        using var travelling = house.Services.GetRequiredService<MailEnvelope>()
            .Close(Guid.CreateVersion7(), mail, House.Today);
        var atOnce = new Uri(travelling.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).AbsolutePath;
        Assert.Equal("List-Unsubscribe=One-Click", travelling.Headers["List-Unsubscribe-Post"]);
        Assert.Contains(Navigation.MailChoices, travelling.TextBody, StringComparison.Ordinal);
        using var visit = new Visit(house);

        using var looked = await visit.GetAsync(mail.Stop!);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Contains(await story.Customer.Client.ListMailChoicesAsync(Cancel), one =>
            one is { Topic: MailTopic.Replies, Wanted: true });
        using var program = house.Factory.CreateClient();
        using var click = new StringContent(
            "List-Unsubscribe=One-Click", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var clicked = await program.PostAsync(new Uri(atOnce, UriKind.Relative), click, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, clicked.StatusCode);
        Assert.Contains(await story.Customer.Client.ListMailChoicesAsync(Cancel), one =>
            one is { Topic: MailTopic.Replies, Wanted: false });
        using var forged = await program.PostAsync(
            new Uri(atOnce.Replace("/stop/C", "/stop/D", StringComparison.Ordinal), UriKind.Relative), null, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        Assert.DoesNotContain(await MailsAsync(story), one => one.Kind == "incident.replied");
    }

    [Fact]
    public async Task Says_on_a_page_what_is_wanted_and_what_is_always_sent()
    {
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();

        using var saved = await visit.PostAsync(
            Navigation.MailChoices, "mail", ("Model.Sent", "true"), ("Model.Wanted", "Packs"));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await visit.ReadAsync(Navigation.MailChoices);
        Assert.Matches("value=\"Packs\"[^>]* checked", page);
        Assert.DoesNotMatch("value=\"Replies\"[^>]* checked", page);
        Assert.DoesNotContain("value=\"Charges\"", page, StringComparison.Ordinal);
        await using var database = house.Storage.Read();
        var person = await database.Set<Server.Accounts.Person>().SingleAsync(one => one.Email == email, Cancel);
        Assert.True(await database.HasStoppedAsync(person.Id, MailTopic.Replies, Cancel));
    }

    [Fact]
    public async Task Gets_replies_that_are_written_without_a_pause_as_one()
    {
        var story = await BeginAsync(house);
        foreach (var words in new[] { "One moment.", "It is the second node.", "Please restart it." })
        {
            await story.Agent.Client.ReplyAsync(story.Incident, Replies(words), null, Cancel);
        }

        await story.Customer.Client.ReplyAsync(story.Incident, Replies("Done."), null, Cancel);

        var mails = (await MailsAsync(story)).Where(one => one.Kind == "incident.replied").ToList();
        Assert.Equal(2, mails.Count);
        var quoted = mails.Single(one => one.Mail.To.Person == story.Customer.Id).Mail.Quote;
        foreach (var words in new[] { "One moment.", "It is the second node.", "Please restart it." })
        {
            Assert.Contains(words, quoted, StringComparison.Ordinal);
        }

        await using var database = house.Storage.Read();
        var told = await database.Set<OutboxMessage>()
            .Where(row => row.Kind == "incident.replied" && row.Payload.Contains(story.Incident.ToString()))
            .ToListAsync(Cancel);
        Assert.All(told, row => Assert.Equal(row.CreatedAt + IncidentWork.Calm, row.DueAt));
    }

    [Fact]
    public async Task Gets_what_a_colleague_wrote_on_ones_request_as_one_and_nobody_gets_their_own_words()
    {
        var customer = await house.WelcomesAsync(memberRole: Guichet.Accounts.MemberRole.Submitter);
        await house.GivesPackAsync(customer);
        var incident = (await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        var colleague = await house.WelcomesAsync(
            memberRole: Guichet.Accounts.MemberRole.Administrator, organization: customer.Organization);
        await customer.Client.ReplyAsync(incident, Replies("By myself."), null, Cancel);
        foreach (var words in new[] { "One moment.", "It is the second node." })
        {
            await colleague.Client.ReplyAsync(incident, Replies(words), null, Cancel);
        }

        var mail = Assert.Single(await FollowingAsync(incident)).Mail;

        Assert.Equal((customer.Id, "One moment.\n\nIt is the second node."), (mail.To.Person!.Value, mail.Quote));
        await customer.Client.ChooseMailAsync(new() { Stopped = [MailTopic.Replies] }, Cancel);
        Assert.Empty(await FollowingAsync(incident));
    }

    [Fact]
    public async Task Gets_every_reply_in_one_mail_though_its_writer_never_pauses()
    {
        var story = await BeginAsync(house);
        var words = Enumerable.Range(1, 14).Select(number => $"Line {number:00}.").ToList();
        foreach (var line in words)
        {
            var reply = Replies(line);
            await story.Agent.Client.ReplyAsync(story.Incident, reply, null, Cancel);
            var at = House.Today + (words.IndexOf(line) * Duration.FromSeconds(90));
            await using var database = house.Storage.Read();
            await database.Set<Guichet.Incidents.Message>()
                .Where(one => one.Id == new Guichet.Incidents.MessageId(reply.Id!.Value))
                .ExecuteUpdateAsync(one => one.SetProperty(row => row.At, at), Cancel);
        }

        var quotes = (await MailsAsync(story)).Where(one => one.Kind == "incident.replied")
            .Select(one => one.Mail.Quote).Order(StringComparer.Ordinal).ToList();

        Assert.InRange(quotes.Count, 2, 3);
        Assert.Equal(words, quotes.SelectMany(quote => quote.Split("\n\n")));
    }

    [Fact]
    public async Task Gets_a_flood_as_one_mail_that_says_that_there_is_more()
    {
        var story = await BeginAsync(house);
        for (var number = 1; number <= 52; number++)
        {
            await story.Agent.Client.ReplyAsync(story.Incident, Replies($"Line {number:00}."), null, Cancel);
        }

        var mail = Assert.Single(await MailsAsync(story), one => one.Kind == "incident.replied").Mail;
        Assert.StartsWith("[…]\n\nLine 03.", mail.Quote, StringComparison.Ordinal);
        Assert.EndsWith("Line 52.", mail.Quote, StringComparison.Ordinal);
    }

    [Fact]
    public void Knows_what_every_mail_is_about()
    {
        var name = typeof(MailTopics).Assembly.GetManifestResourceNames()
            .Single(one => one.StartsWith("Mail/", StringComparison.Ordinal)
                && one.EndsWith("Texts.en.json", StringComparison.Ordinal));
        using var texts = JsonDocument.Parse(typeof(MailTopics).Assembly.GetManifestResourceStream(name)!);
        var composers = house.Services.GetServices<IMailComposer>().ToList();
        var kinds = MailTopics.All.SelectMany(one => one.Kinds).ToHashSet();

        var unknown = texts.RootElement.EnumerateObject()
            .Where(text => text.Name.StartsWith("mail.kind.", StringComparison.Ordinal))
            .Select(text => text.Name["mail.kind.".Length..])
            .Where(kind => composers.Any(composer => composer.Makes(kind)) && !kinds.Contains(kind));

        Assert.Empty(unknown);
        Assert.Equal(Enum.GetValues<MailTopic>(), MailTopics.All.Select(one => one.Topic));
    }

    /// <summary>What follows from what was told of the incident, as far as a mail is made of it.</summary>
    private async Task<IReadOnlyList<(string Kind, OutgoingMail Mail)>> FollowingAsync(Guid incident)
    {
        var composition = house.Services.GetRequiredService<MailComposition>();
        await using var database = house.Storage.Read();
        var told = await database.Set<OutboxMessage>()
            .Where(row => row.Payload.Contains(incident.ToString()))
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .ToListAsync(Cancel);
        var mails = new List<(string, OutgoingMail)>();
        foreach (var message in told)
        {
            foreach (var following in await composition.FollowUpAsync(message, House.Today))
            {
                if (await composition.ComposeAsync(following, Cancel) is { } mail)
                {
                    mails.Add((following.Kind, mail));
                }
            }
        }

        return mails;
    }

    private async Task<IReadOnlyList<(string Kind, OutgoingMail Mail)>> MailsAsync(Story story)
    {
        var composition = house.Services.GetRequiredService<MailComposition>();
        await using var database = house.Storage.Read();
        var told = await database.Set<OutboxMessage>()
            .Where(row => row.Payload.Contains(story.Incident.ToString()))
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .ToListAsync(Cancel);
        var mails = new List<(string, OutgoingMail)>();
        foreach (var message in told)
        {
            if (await composition.ComposeAsync(message, Cancel) is { } mail)
            {
                mails.Add((message.Kind, mail));
            }
        }

        return mails;
    }
}

public sealed class ChoosingMailsOnSqlite(SqliteHouse house) : ChoosingMails(house);

public sealed class ChoosingMailsOnPostgres(PostgresHouse house) : ChoosingMails(house);
