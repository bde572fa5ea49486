using System.Globalization;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Guichet.Server.Tests.Mail;

public sealed class DeliveringMail
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_tried_again_after_a_451_and_arrives_once()
    {
        await using var server = await MailServer.StartAsync(refusals: 1);
        await using var house = await MailHouse.OpenAsync(server.Port);
        await house.SubmitsAsync();

        await house.DeliverAsync();
        var put = Assert.Single(await house.ReadOutboxAsync());
        var atOnce = await house.DeliverAsync();
        house.Clock.Advance(Duration.FromSeconds(18));
        await house.DeliverAsync();

        Assert.Contains("Not now", put.Error, StringComparison.Ordinal);
        Assert.Equal(0, atOnce);
        Assert.Single(server.Mails);
        var sent = Assert.Single(await house.ReadOutboxAsync());
        Assert.Equal((true, 2, (string?)null), (sent.DoneAt is not null, sent.Attempts, sent.Error));
    }

    [Fact]
    public async Task Starts_again_under_the_same_id_where_the_house_died_before_it_was_settled()
    {
        await using var server = await MailServer.StartAsync();
        await using var house = await MailHouse.OpenAsync(server.Port);
        await house.SubmitsAsync();

        // Claimed, and never heard of again.
        Assert.Single(await house.Outbox().ClaimAsync(10, Cancel));
        Assert.Equal(0, await house.DeliverAsync());
        house.Clock.Advance(OutboxQueue.Lease);
        await house.DeliverAsync();

        var told = Assert.Single(await house.ReadOutboxAsync());
        Assert.Equal($"{told.Id}@support.example.test", Assert.Single(server.Mails).MessageId);
    }

    [Fact]
    public async Task Waits_while_no_server_answers()
    {
        await using var house = await MailHouse.OpenAsync(port: 1);
        await house.SubmitsAsync();

        await house.DeliverAsync();

        var waiting = Assert.Single(await house.ReadOutboxAsync());
        Assert.Null(waiting.DoneAt);
        Assert.NotEmpty(waiting.Error!);
    }

    [Fact]
    public async Task Tells_the_customer_and_the_team_of_a_new_incident()
    {
        await using var server = await MailServer.StartAsync();
        await using var house = await MailHouse.OpenAsync(server.Port, team: "team@example.test");
        var (customer, submitted) = await house.SubmitsAsync();

        await house.DeliverAsync();
        await house.DeliverAsync();

        Assert.Equal(2, server.Mails.Count);
        var (toCustomer, toTeam) = (server.Mails[0], server.Mails[1]);
        Assert.Equal($"{customer.Id.Value:N}@example.test", Assert.Single(toCustomer.To.Mailboxes).Address);
        Assert.Equal("team@example.test", Assert.Single(toTeam.To.Mailboxes).Address);
        Assert.Contains(
            $"https://support.example.test/incidents/{submitted.Id}", toCustomer.TextBody, StringComparison.Ordinal);
        Assert.Contains(
            $"https://support.example.test/desk/incidents/{submitted.Id}", toTeam.TextBody, StringComparison.Ordinal);
        Assert.Equal(toCustomer.References, toTeam.References);
    }

    [Fact]
    public async Task Says_that_no_person_wrote_it_and_in_which_thread_it_lies()
    {
        await using var server = await MailServer.StartAsync();
        await using var house = await MailHouse.OpenAsync(server.Port);
        var (_, submitted) = await house.SubmitsAsync();

        await house.DeliverAsync();

        var mail = Assert.Single(server.Mails);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("All", mail.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal($"incident.{submitted.Id}@support.example.test", Assert.Single(mail.References));
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"[#{submitted.Number}] Cluster node does not come back"),
            mail.Subject);
        Assert.Equal("no-reply@support.example.test", Assert.Single(mail.From.Mailboxes).Address);
    }

    [Fact]
    public async Task Takes_no_header_and_no_markup_from_what_people_typed()
    {
        await using var server = await MailServer.StartAsync();
        await using var house = await MailHouse.OpenAsync(server.Port);
        await house.SubmitsAsync(
            "Help\r\nBcc: everybody@example.test\r\n\r\n<script>alert(1)</script>",
            "Zoé\r\nBcc: all@example.test");

        await house.DeliverAsync();

        var mail = Assert.Single(server.Mails);
        Assert.Empty(mail.Bcc);
        Assert.Single(mail.To);
        Assert.DoesNotContain("\n", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_server_leaves_a_file_in_the_folder()
    {
        await using var house = await MailHouse.OpenAsync(port: null);
        await house.SubmitsAsync();

        await house.DeliverAsync();

        var told = Assert.Single(await house.ReadOutboxAsync());
        Assert.NotNull(told.DoneAt);
        var file = Assert.Single(Directory.GetFiles(house.Folder));
        Assert.Equal($"{told.Id}.eml", Path.GetFileName(file));
        Assert.StartsWith("[#", (await MimeMessage.LoadAsync(file, Cancel)).Subject, StringComparison.Ordinal);
    }

    /// <summary>A house of one's own, whose mail goes to the port or, without one, to its folder.</summary>
    private sealed class MailHouse(int? port, string team) : SqliteHouse, IAsyncDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("guichet-mail-").FullName;

        public static async Task<MailHouse> OpenAsync(int? port, string team = "")
        {
            var house = new MailHouse(port, team);
            await house.InitializeAsync();
            return house;
        }

        public async Task<(Somebody Customer, SubmittedIncidentView Incident)> SubmitsAsync(
            string? title = null, string? name = null)
        {
            var customer = await WelcomesAsync();
            await GivesPackAsync(customer);
            if (name is not null)
            {
                await Work.RunAsync<bool>(
                    async database =>
                    {
                        (await database.Set<Person>().SingleAsync(person => person.Id == customer.Id)).Name = name;
                        return true;
                    },
                    Cancel);
            }

            var request = SubmittingAnIncident.Request();
            var submitted = await customer.Client.SubmitIncidentAsync(
                title is null ? request : request with { Title = title }, Cancel);
            return (customer, submitted);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }

        protected override void Configure(IWebHostBuilder host)
        {
            host.UseSetting("Mail:Delivers", "false");
            host.UseSetting("Mail:Folder", Folder);
            host.UseSetting("Mail:PublicAddress", "https://support.example.test");
            host.UseSetting("Mail:TeamAddress", team);
            if (port is { } number)
            {
                host.UseSetting("Mail:Host", "127.0.0.1");
                host.UseSetting("Mail:Port", number.ToString(CultureInfo.InvariantCulture));
                host.UseSetting("Mail:Security", "None");
            }
        }
    }
}
