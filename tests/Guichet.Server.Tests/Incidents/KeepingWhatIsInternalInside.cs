using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Guests;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Attachments;
using Guichet.Server.Tests.Mail;
using Guichet.Server.Tests.Search;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using UglyToad.PdfPig;

namespace Guichet.Server.Tests.Incidents;

/// <summary>Everything that the desk keeps to itself is marked by one word; then a customer opens every door that an
/// address leads to, with every id there is, by page and by key, and reads every mail.</summary>
public sealed partial class KeepingWhatIsInternalInside : SqliteHouse
{
    private const string Internal = "zq7internal";
    private const string Visible = "xk5visible";

    /// <summary>Stands in what is internal and nowhere else: to be searched for.</summary>
    private const string Secret = "mandragora";
    private const int Minutes = 1237;
    private const string Customer = "camille@example.test";
    private const string Guest = "sam@example.test";
    private readonly string mails = Path.Combine(Path.GetTempPath(), $"guichet-mail-{Guid.NewGuid():N}");
    private readonly Dictionary<string, List<string>> ids = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override void Configure(IWebHostBuilder host)
    {
        host.UseSetting("Demo", "true");
        host.UseSetting("Mail:Folder", mails);
        host.UseSetting("Mail:Delivers", "false");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(mails))
        {
            Directory.Delete(mails, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R3")]
    public async Task No_customer_finds_any_of_it_behind_any_door()
    {
        var customer = await DemonstratedAsync(Customer);
        await LiveAsync(customer);

        // The walk comes where the incident is shown, to both, and mails tell of it.
        Assert.Superset(
            new HashSet<string>(
            [
                "/incidents/{Id:guid}", "/api/v1/incidents/{id:guid}/export.pdf",
                "/api/v1/incidents/{id:guid}/messages", "/api/v1/incidents/{id:guid}/timeline",
                "/api/v1/incidents/{id:guid}/export",
            ]),
            await WalkAsync(Customer, customer));
        Assert.Superset(
            new HashSet<string>(["/guest/incidents/{Id:guid}", "/api/v1/guest/incidents/{id:guid}/messages"]),
            await WalkAsync(Guest, await DemonstratedAsync(Guest)));
        Assert.Contains(true, await MailsAsync(Customer));
        Assert.Contains(true, await MailsAsync(Guest));
    }

    /// <summary>Behind which doors somebody saw what is there for all to see.</summary>
    private async Task<HashSet<string>> WalkAsync(string email, Somebody who)
    {
        using var browser = new Visit(this);
        using var signedIn = await browser.SignInAsync(email, DemonstrationPeople.Password);
        using var program = Factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        program.DefaultRequestHeaders.Authorization = new("Bearer", who.Key);
        var seen = new HashSet<string>();
        foreach (var door in Door.Of(this).Where(door => door.Method == "GET"))
        {
            foreach (var address in Addresses(door))
            {
                using var answer = door.TakesKeys
                    ? await program.GetAsync(
                        new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancel)
                    : await browser.GetAsync(address);
                if (answer.StatusCode == HttpStatusCode.OK
                    && answer.Content.Headers.ContentType?.MediaType != "text/event-stream"
                    && Judge(address, await WordsAsync(answer)))
                {
                    seen.Add(door.Route);
                }
            }
        }

        return seen;
    }

    /// <summary>Each thing that the desk can keep to itself.</summary>
    private async Task LiveAsync(Somebody customer)
    {
        var agent = await DemonstratedAsync("agent@example.test");
        var manager = await DemonstratedAsync("manager@example.test");
        var pack = await GivesPackAsync(customer);
        var incident = (await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        var replied = await agent.RepliesWithAsync(incident, $"{Visible}.log", Encoding.UTF8.GetBytes(Visible));
        await agent.Client.ReplyAsync(
            incident, Story.Replies(Visible) with { Minutes = Minutes }, cancel: Cancel);
        var note = Guid.CreateVersion7();
        var kept = await agent.AttachAsync(
            incident, $"{Internal}.log", Encoding.UTF8.GetBytes($"{Internal} {Secret} content"), note);
        await agent.Client.AddNoteAsync(
            incident, Story.Says($"@Maria Costa, {Internal} {Secret} note", note) with { Minutes = Minutes }, Cancel);
        await agent.Client.HandleAsync(
            incident,
            new NewDeskAct { Act = DeskAct.Assign, Agent = manager.Id.Value, Note = $"{Internal} {Secret} given" },
            cancel: Cancel);
        await agent.Client.WatchAsync(incident, agent.Id.Value, Cancel);
        await agent.Client.SaveViewAsync(
            Guid.CreateVersion7(), new SavedViewEntry { Name = $"{Internal} view", Filter = new() }, Cancel);
        await manager.Client.SaveCannedReplyAsync(
            Guid.CreateVersion7(), new() { Name = $"{Internal} reply", English = $"{Internal} reply" }, cancel: Cancel);
        await WorkAsync(incident, agent, manager);
        await InviteAsync(incident, customer);
        await this.IndexesAsync(incident);
        Assert.Equal([incident], await agent.FindsAsync(Secret));
        Assert.Empty(await customer.FindsAsync(Secret));
        ids["id"] = [.. new[] { incident, pack.Value, note, replied.Id, kept.Id }.Select(id => id.ToString())];
        ids["draft"] = ids["order"] = ids["person"] = ids["organization"] = ids["reply"] = ids["part"] = ids["id"];
    }

    private static async Task WorkAsync(Guid incident, Somebody agent, Somebody manager)
    {
        var call = new NewWork
        {
            Id = Guid.CreateVersion7(),
            Kind = WorkKind.Call,
            StartedAt = Today.ToDateTimeOffset(),
            Minutes = Minutes,
            Body = $"{Visible} call",
        };
        await agent.Client.RecordWorkAsync(incident, call, Cancel);
        await agent.Client.RecordWorkAsync(
            incident,
            call with { Id = Guid.CreateVersion7(), Kind = WorkKind.Research, Body = $"{Internal} {Secret} research" },
            Cancel);
        await agent.Client.SaveTaskAsync(
            incident,
            Guid.CreateVersion7(),
            new() { Text = $"{Internal} task", Assignee = manager.Id.Value },
            cancel: Cancel);
        await agent.Client.KeepDraftAsync(
            incident,
            DraftBox.Reply,
            new() { Entry = Guid.CreateVersion7(), Body = $"{Internal} {Secret} draft", Version = 1 },
            cancel: Cancel);
    }

    /// <summary>Somebody from outside, who accepts.</summary>
    private async Task InviteAsync(Guid incident, Somebody customer)
    {
        var invited = await customer.Client.InviteGuestAsync(incident, new() { Email = Guest }, Cancel);
        var path = (await AnsweringFromAMail.ToldAsync(this, "guest.invited", invited.Id)).Path!;
        var guest = await DemonstratedAsync(Guest);
        var actor = new Actor(guest.Id, "Sam Rivers", Role.Customer, SignInKind.Personal, null, null, []);
        await Services.GetRequiredService<AcceptGuestInvitation>().RunAsync(
            new SignedIn(actor, Guest, "UTC", "en", "US"), path.Split('/')[^1], "", Cancel);
        var agent = await DemonstratedAsync("agent@example.test");
        await agent.Client.ReplyAsync(incident, Story.Replies($"{Visible} for both"), cancel: Cancel);
    }

    private async Task<Somebody> DemonstratedAsync(string email)
    {
        var invented = DemonstrationPeople.All.Single(one => one.Email == email);
        await using var database = Storage.Read();
        var id = await database.Set<Person>().Where(one => one.Email == email).Select(one => one.Id)
            .SingleAsync(Cancel);
        return new(id, null, invented.ApiKey, new GuichetClient(Factory.CreateClient(), invented.ApiKey));
    }

    /// <summary>With each id in each place; where an address has several, the incident's comes first.</summary>
    private IEnumerable<string> Addresses(Door door) =>
        door.Parameters.Aggregate(
            new[] { new Dictionary<string, string>() }.AsEnumerable(),
            (all, name) => ids.TryGetValue(name, out var values)
                ? all.SelectMany(chosen => values.Select(
                    value => new Dictionary<string, string>(chosen) { [name] = value }))
                : all)
            .SelectMany(chosen => door.Route.EndsWith("/search", StringComparison.Ordinal)
                ? [$"{door.At(chosen)}?q={Secret}", $"{door.At(chosen)}?q={SubmittingAnIncident.Request().Title}"]
                : new[] { door.At(chosen) });

    /// <summary>Whether what is there for all to see is in it; what is internal never is.</summary>
    private static bool Judge(string where, string words)
    {
        Assert.False(words.Contains(Internal, StringComparison.OrdinalIgnoreCase), $"{where} shows what is internal.");
        Assert.False(TimeSpent().IsMatch(words), $"{where} shows the time spent.");
        return words.Contains(Visible, StringComparison.Ordinal);
    }

    /// <summary>Of each mail to that address, whether what is there for all to see is in it.</summary>
    private async Task<List<bool>> MailsAsync(string address)
    {
        Clock.Advance(Duration.FromMinutes(10));
        while (await this.DeliverAsync() > 0)
        {
        }

        var judged = new List<bool>();
        foreach (var file in Directory.GetFiles(mails, "*.eml"))
        {
            using var mail = await MimeMessage.LoadAsync(file, Cancel);
            if (mail.To.Mailboxes.Any(to => to.Address == address))
            {
                judged.Add(Judge(file, $"{mail.Subject}\n{mail.TextBody}\n{mail.HtmlBody}"));
            }
        }

        return judged;
    }

    private static async Task<string> WordsAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        if (answer.Content.Headers.ContentType?.MediaType != "application/pdf")
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var pdf = PdfDocument.Open(bytes);
        return string.Join('\n', pdf.GetPages().Select(page => page.Text));
    }

    [GeneratedRegex("\"minutes\":\\s*[1-9]|1[  , ]?237|20\\s*h\\s*37", RegexOptions.IgnoreCase)]
    private static partial Regex TimeSpent();
}
