using System.Net;
using System.Security.Cryptography;
using System.Text;
using Guichet.Client;
using Guichet.Client.Attachments;
using Guichet.Client.Incidents;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Attachments;

public abstract class SendingFiles(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comes_back_as_it_was_sent()
    {
        var story = await BeginAsync(house);
        var bytes = Bytes.Log();

        var sent = await story.Customer.RepliesWithAsync(story.Incident, "trace.log", bytes);

        Assert.Equal((AttachmentState.Ready, "text/plain"), (sent.State, sent.MediaType));
        Assert.Equal(bytes, await story.Agent.FetchAsync(sent.Id));
        var listed = Assert.Single(
            (await story.Agent.Client.ListAttachmentsAsync(story.Incident, cancel: Cancel)).Items);
        Assert.Equal(
            (sent.Id, "trace.log", bytes.Length, true), (listed.Id, listed.Name, listed.Length, listed.IsSent));
    }

    [Fact]
    public async Task Is_handed_out_so_that_no_browser_runs_it()
    {
        var story = await BeginAsync(house);
        var page = Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>");
        var sent = await story.Customer.RepliesWithAsync(story.Incident, "ré\"port.html", page);

        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Agent.Key);
        using var answer = await http.GetAsync(
            new Uri($"api/v1/attachments/{sent.Id}/content", UriKind.Relative), Cancel);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("ré_port.html", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(
            "sandbox; default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Goes_on_where_it_was_interrupted()
    {
        var story = await BeginAsync(house);
        var bytes = RandomNumberGenerator.GetBytes(GuichetClient.AttachmentChunk + 10_000);
        bytes[0] = 0;
        var id = Guid.CreateVersion7();
        var announced = Bytes.Named("memory.dmp", null, id) with { Length = bytes.Length };
        var client = story.Customer.Client;
        await client.StartAttachmentAsync(story.Incident, announced, Cancel);
        await client.ContinueAttachmentAsync(id, 0, new MemoryStream(bytes, 0, 5000), Cancel);

        Assert.Equal(5000, (await client.GetAttachmentAsync(id, Cancel)).Received);
        Assert.Equal("attachment.wrong-offset", await CodeAsync(
            () => client.ContinueAttachmentAsync(id, 0, new MemoryStream(bytes, 0, 5000), Cancel)));
        Assert.Equal("attachment.wrong-offset", await CodeAsync(
            () => client.ContinueAttachmentAsync(id, 6000, new MemoryStream(bytes, 0, 10), Cancel)));
        var progress = new List<long>();
        using var file = new MemoryStream(bytes);
        var done = await client.AttachAsync(
            story.Incident, announced, file, new Reports(progress.Add), Cancel);

        Assert.Equal(AttachmentState.Ready, done.State);
        Assert.Equal([5000, 5000 + GuichetClient.AttachmentChunk, bytes.Length], progress.Distinct().Order());
        Assert.Equal(bytes, await story.Customer.FetchAsync(id));
        Assert.False(Directory.Exists(Path.Combine(house.Contents, "uploads", $"{id:N}")));
    }

    [Fact]
    public async Task Lies_in_the_store_once_however_often_it_is_sent()
    {
        var story = await BeginAsync(house);
        var bytes = Bytes.Log();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));

        var sent = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            one => story.Customer.AttachAsync(story.Incident, $"trace-{one}.log", bytes)));

        Assert.All(sent, file => Assert.Equal(AttachmentState.Ready, file.State));
        await house.SweepContentsAsync();
        Assert.Single(house.Stored(), name => name.StartsWith(hash, StringComparison.Ordinal));
        Assert.Equal(bytes, await story.Agent.FetchAsync(sent[3].Id));
    }

    [Fact]
    public async Task Is_refused_by_its_content_and_forgotten()
    {
        var story = await BeginAsync(house);
        byte[] program = [.. "MZ"u8, 0x90, 0, 3, 0, .. RandomNumberGenerator.GetBytes(100)];

        Assert.Equal("attachment.executable", await CodeAsync(
            () => story.Customer.AttachAsync(story.Incident, "holiday.jpg", program)));
        Assert.Equal("attachment.pretends", await CodeAsync(
            () => story.Customer.AttachAsync(story.Incident, "holiday.jpg", Bytes.Log())));

        Assert.Empty((await story.Customer.Client.ListAttachmentsAsync(story.Incident, cancel: Cancel)).Items);
        Assert.DoesNotContain(house.Stored(), name => name.Contains(
            Convert.ToHexStringLower(SHA256.HashData(program)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_refused_where_it_does_not_keep_to_what_was_announced()
    {
        var story = await BeginAsync(house);
        var client = story.Customer.Client;
        var announced = Bytes.Named("../../etc/pass\u202ewd.txt") with { Length = 10 };
        var id = announced.Id!.Value;

        Assert.Equal("passwd.txt", (await client.StartAttachmentAsync(story.Incident, announced, Cancel)).Name);
        Assert.Equal("attachment.too-long", await CodeAsync(
            () => client.ContinueAttachmentAsync(id, 0, new MemoryStream(new byte[11]), Cancel)));
        Assert.Equal("attachment.id-reused", await CodeAsync(
            () => client.StartAttachmentAsync(story.Incident, announced with { Length = 11 }, Cancel)));
        Assert.Equal("attachment.too-large", await CodeAsync(
            () => client.StartAttachmentAsync(story.Incident, Bytes.Named("a") with { Length = 100_000_001 }, Cancel)));
        Assert.Equal("attachment.empty", await CodeAsync(
            () => client.StartAttachmentAsync(story.Incident, Bytes.Named("a") with { Length = 0 }, Cancel)));
        Assert.Equal("fields.wrong", await CodeAsync(
            () => client.StartAttachmentAsync(story.Incident, Bytes.Named(new string('a', 1001)), Cancel)));
    }

    [Fact]
    public async Task Does_not_unpack_what_is_packed()
    {
        var story = await BeginAsync(house);
        using var packed = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(
            packed, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await archive.CreateEntry("../../zeros.txt").OpenAsync(Cancel);
            var zeros = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < 200; megabyte++)
            {
                await entry.WriteAsync(zeros, Cancel);
            }
        }

        var sent = await story.Customer.AttachAsync(story.Incident, "bomb.zip", packed.ToArray());

        Assert.Equal((AttachmentState.Ready, packed.Length), (sent.State, sent.Length));
    }

    [Fact]
    public async Task Of_somebody_else_cannot_be_touched()
    {
        var story = await BeginAsync(house);
        var other = await house.WelcomesAsync();
        var announced = Bytes.Named("trace.log") with { Length = 10 };
        var id = announced.Id!.Value;
        await story.Customer.Client.StartAttachmentAsync(story.Incident, announced, Cancel);
        foreach (var stranger in new[] { other.Client, story.Agent.Client })
        {
            Assert.Equal("attachment.unknown", await CodeAsync(
                () => stranger.ContinueAttachmentAsync(id, 0, new MemoryStream(new byte[1]), Cancel)));
            Assert.Equal("attachment.unknown", await CodeAsync(() => stranger.GetAttachmentAsync(id, Cancel)));
            Assert.Equal("attachment.unknown", await CodeAsync(() => stranger.WithdrawAttachmentAsync(id, Cancel)));
        }

        Assert.Equal("incident.unknown", await CodeAsync(
            () => other.Client.StartAttachmentAsync(story.Incident, Bytes.Named("a") with { Length = 1 }, Cancel)));
    }

    [Fact]
    public async Task Goes_with_a_message_of_ones_own_on_an_open_incident()
    {
        var story = await BeginAsync(house);
        var of = Guid.CreateVersion7();
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", of), cancel: Cancel);

        Assert.Equal("attachment.entry-not-yours", await CodeAsync(
            () => story.Customer.AttachAsync(story.Incident, "trace.log", Bytes.Log(), of)));
        Assert.Equal(of, (await story.Agent.AttachAsync(story.Incident, "how-to.txt", Bytes.Log(), of)).Entry);
        await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);
        Assert.Equal("attachment.incident-closed", await CodeAsync(
            () => story.Customer.AttachAsync(story.Incident, "trace.log", Bytes.Log())));
    }

    [Fact]
    public async Task Of_a_message_that_is_sent_does_not_go_with_another()
    {
        var story = await BeginAsync(house);
        var (first, bytes) = (Guid.CreateVersion7(), Bytes.Log());
        var sent = await story.Customer.AttachAsync(story.Incident, "trace.log", bytes, first);
        var again = Bytes.Named("trace.log", Guid.CreateVersion7(), sent.Id) with { Length = bytes.Length };
        var client = story.Customer.Client;
        Assert.Equal(again.Entry, (await client.StartAttachmentAsync(story.Incident, again, Cancel)).Entry);
        await client.StartAttachmentAsync(story.Incident, again with { Entry = first }, Cancel);
        await client.ReplyAsync(story.Incident, Replies("Here it is.", first), cancel: Cancel);

        Assert.Equal("attachment.id-reused", await CodeAsync(
            () => client.StartAttachmentAsync(story.Incident, again, Cancel)));
        Assert.Equal(
            first,
            (await client.StartAttachmentAsync(story.Incident, again with { Entry = first }, Cancel)).Entry);
    }

    [Fact]
    public async Task Can_be_taken_back_until_its_message_is_sent()
    {
        var story = await BeginAsync(house);
        var bytes = Bytes.Log();
        var unsent = await story.Customer.AttachAsync(story.Incident, "trace.log", bytes, Guid.CreateVersion7());
        var sent = await story.Customer.RepliesWithAsync(story.Incident, "other.log", Bytes.Log());

        await story.Customer.Client.WithdrawAttachmentAsync(unsent.Id, Cancel);

        Assert.Equal("attachment.unknown", await CodeAsync(
            () => story.Customer.Client.GetAttachmentAsync(unsent.Id, Cancel)));
        Assert.Equal("attachment.sent", await CodeAsync(
            () => story.Customer.Client.WithdrawAttachmentAsync(sent.Id, Cancel)));
        await house.SweepContentsAsync();
        Assert.DoesNotContain(house.Stored(), name => name.Contains(
            Convert.ToHexStringLower(SHA256.HashData(bytes)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_what_is_missing_where_no_offset_is_given()
    {
        var story = await BeginAsync(house);
        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Customer.Key);
        using var content = new ByteArrayContent([1]);
        using var answer = await http.PatchAsync(
            new Uri($"api/v1/attachments/{Guid.NewGuid()}", UriKind.Relative), content, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private sealed class Reports(Action<long> told) : IProgress<long>
    {
        public void Report(long value) => told(value);
    }
}

public sealed class SendingFilesOnSqlite(SqliteHouse house) : SendingFiles(house);

public sealed class SendingFilesOnPostgres(PostgresHouse house) : SendingFiles(house);
