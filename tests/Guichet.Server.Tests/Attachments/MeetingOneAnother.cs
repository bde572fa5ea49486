using System.Security.Cryptography;
using Guichet.Client.Attachments;
using Guichet.Server.Attachments;
using Guichet.Server.Contents;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Attachments;

/// <summary>One request is in the middle of a file when another comes, or the house itself: in a house of its own whose
/// store stops where the test says.</summary>
public abstract class MeetingOneAnother : IAsyncLifetime
{
    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StoppingStore Store => (StoppingStore)House.Services.GetRequiredService<IContentStore>();

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Bytes_of_a_file_that_is_taken_back_while_they_arrive_do_not_stay()
    {
        var story = await BeginAsync(House);
        var client = story.Customer.Client;
        var announced = Bytes.Named("trace.log") with { Length = 10 };
        var id = announced.Id!.Value;
        await client.StartAttachmentAsync(story.Incident, announced, Cancel);
        Store.On("put", "uploads/", () => client.WithdrawAttachmentAsync(id, Cancel));

        Assert.Equal("attachment.unknown", await CodeAsync(
            () => client.ContinueAttachmentAsync(id, 0, new MemoryStream(new byte[5]), Cancel)));

        Assert.Empty(House.Stored());
    }

    [Fact]
    public async Task A_small_picture_of_bytes_that_are_cleared_away_does_not_stay()
    {
        var story = await BeginAsync(House);
        var announced = Bytes.Named("screen.png", Guid.CreateVersion7());
        Store.On("put", ".thumbnail", async () =>
        {
            await story.Customer.Client.WithdrawAttachmentAsync(announced.Id!.Value, Cancel);
            await House.SweepContentsAsync();
        });

        using var file = new MemoryStream(Bytes.Picture());
        Assert.Equal("attachment.unknown", await CodeAsync(
            () => story.Customer.Client.AttachAsync(story.Incident, announced, file, null, Cancel)));

        Assert.Empty(House.Stored());
    }

    [Fact]
    public async Task The_last_piece_sent_again_while_the_first_try_finishes_is_answered()
    {
        var story = await BeginAsync(House);
        var client = story.Customer.Client;
        var bytes = Bytes.Log();
        var announced = Bytes.Named("trace.log") with { Length = bytes.Length };
        var id = announced.Id!.Value;
        await client.StartAttachmentAsync(story.Incident, announced, Cancel);
        Store.On("open", "uploads/", () =>
            client.ContinueAttachmentAsync(id, bytes.Length, new MemoryStream(), Cancel));

        var sent = await client.ContinueAttachmentAsync(id, 0, new MemoryStream(bytes), Cancel);

        Assert.Equal(AttachmentState.Ready, sent.State);
        Assert.Equal(bytes, await story.Customer.FetchAsync(id));
    }

    [Fact]
    public async Task Parts_that_are_missing_are_said_and_not_taken_for_another_kind()
    {
        var story = await BeginAsync(House);
        var client = story.Customer.Client;
        var bytes = Bytes.Log();
        var announced = Bytes.Named("trace.log") with { Length = bytes.Length };
        var id = announced.Id!.Value;
        await client.StartAttachmentAsync(story.Incident, announced, Cancel);
        await client.ContinueAttachmentAsync(id, 0, new MemoryStream(bytes, 0, 5), Cancel);
        Directory.Delete(Path.Combine(House.Contents, "uploads"), recursive: true);

        Assert.Equal("attachment.parts-missing", await CodeAsync(
            () => client.ContinueAttachmentAsync(id, 5, new MemoryStream(bytes, 5, bytes.Length - 5), Cancel)));

        Assert.Equal(AttachmentState.Receiving, (await client.GetAttachmentAsync(id, Cancel)).State);
    }

    [Fact]
    public async Task An_upload_that_is_gone_on_with_while_others_are_forgotten_keeps_its_bytes()
    {
        var story = await BeginAsync(House);
        var client = story.Customer.Client;
        var bytes = Bytes.Log();
        var (left, goesOn) = (Bytes.Named("left.log") with { Length = 10 }, Bytes.Named("on.log"));
        goesOn = goesOn with { Length = bytes.Length };
        foreach (var announced in new[] { left, goesOn })
        {
            await client.StartAttachmentAsync(story.Incident, announced, Cancel);
            await client.ContinueAttachmentAsync(announced.Id!.Value, 0, new MemoryStream(bytes, 0, 5), Cancel);
            House.Clock.Advance(Duration.FromMinutes(1));
        }

        Store.On("delete", "uploads/", () => client.ContinueAttachmentAsync(
            goesOn.Id!.Value, 5, new MemoryStream(bytes, 5, 1), Cancel));
        await House.TendAsync(House.Clock.GetCurrentInstant() + Duration.FromHours(25));
        var rest = new MemoryStream(bytes, 6, bytes.Length - 6);
        await client.ContinueAttachmentAsync(goesOn.Id!.Value, 6, rest, Cancel);

        Assert.Equal(bytes, await story.Customer.FetchAsync(goesOn.Id.Value));
        Assert.Equal("attachment.unknown", await CodeAsync(
            () => client.GetAttachmentAsync(left.Id!.Value, Cancel)));
    }

    [Fact]
    public async Task One_file_that_cannot_be_looked_into_does_not_keep_the_others()
    {
        var story = await BeginAsync(House);
        var (broken, whole) = (Bytes.Picture(), Bytes.Picture());
        Store.Unreadable = name => !name.StartsWith("uploads/", StringComparison.Ordinal);
        var one = await story.Customer.RepliesWithAsync(story.Incident, "one.png", broken);
        House.Clock.Advance(Duration.FromSeconds(1));
        var two = await story.Customer.RepliesWithAsync(story.Incident, "two.png", whole);
        Assert.All([one, two], file => Assert.Equal(AttachmentState.Waiting, file.State));

        var hash = Convert.ToHexStringLower(SHA256.HashData(broken));
        Store.Unreadable = name => name.Contains(hash, StringComparison.Ordinal);
        await House.TendAsync(House.Clock.GetCurrentInstant() + Duration.FromMinutes(5));

        Assert.Equal(
            [AttachmentState.Waiting, AttachmentState.Ready],
            (await story.Agent.Client.ListAttachmentsAsync(story.Incident, cancel: Cancel)).Items
                .OrderBy(file => file.Name).Select(file => file.State));
        Store.Unreadable = _ => false;
        await House.TendAsync(House.Clock.GetCurrentInstant() + Duration.FromMinutes(5));
        Assert.Equal(AttachmentState.Ready, (await story.Agent.Client.GetAttachmentAsync(one.Id, Cancel)).State);
    }

    [Fact]
    public async Task What_waits_for_messages_has_a_bound_for_each_person()
    {
        var story = await BeginAsync(House);
        var client = story.Customer.Client;
        var sent = await story.Customer.RepliesWithAsync(story.Incident, "sent.bin", new byte[150_000]);
        Assert.Equal(150_000, sent.Length);
        var entry = Guid.CreateVersion7();
        await story.Customer.AttachAsync(story.Incident, "one.bin", new byte[150_000], entry);

        Assert.Equal("attachment.too-much-unsent", await CodeAsync(() => client.StartAttachmentAsync(
            story.Incident, Bytes.Named("two.bin") with { Length = 50_001 }, Cancel)));
        await story.Agent.AttachAsync(story.Incident, "other.bin", new byte[150_000], Guid.CreateVersion7());
        await client.ReplyAsync(story.Incident, Replies("Here it is.", entry), cancel: Cancel);
        await client.StartAttachmentAsync(story.Incident, Bytes.Named("two.bin") with { Length = 150_001 }, Cancel);

        Assert.Equal("attachment.too-much-unsent", await CodeAsync(() => client.StartAttachmentAsync(
            story.Incident, Bytes.Named("three.bin") with { Length = 50_000 }, Cancel)));
    }

    /// <summary>Does what a test wants, once, before it does what it is asked.</summary>
    private sealed class StoppingStore(IContentStore inner) : IContentStore
    {
        private (string Act, string Name, Func<Task> Then)? stop;

        public Func<string, bool> Unreadable { get; set; } = _ => false;

        public void On(string act, string name, Func<Task> then) => stop = (act, name, then);

        public async Task PutAsync(string name, Stream from, CancellationToken cancel)
        {
            await StopAsync("put", name);
            await inner.PutAsync(name, from, cancel);
        }

        public async Task<Stream?> OpenAsync(string name, CancellationToken cancel)
        {
            await StopAsync("open", name);
            return Unreadable(name) ? throw new IOException("The disk is gone.") : await inner.OpenAsync(name, cancel);
        }

        public Task DeleteAsync(string name, CancellationToken cancel) => inner.DeleteAsync(name, cancel);

        public async Task DeleteAllAsync(string folder, CancellationToken cancel)
        {
            await StopAsync("delete", folder);
            await inner.DeleteAllAsync(folder, cancel);
        }

        private async Task StopAsync(string act, string name)
        {
            if (stop is { } set && set.Act == act && name.Contains(set.Name, StringComparison.Ordinal))
            {
                stop = null;
                await set.Then();
            }
        }
    }

    private protected static void Prepare(IWebHostBuilder host, Func<string> folder)
    {
        host.UseSetting("Attachments:MostUnsentBytes", "200000");
        host.ConfigureTestServices(services =>
        {
            services.RemoveAll<IContentStore>();
            services.AddSingleton<IContentStore>(_ => new StoppingStore(new FolderContents(folder())));
        });
    }
}

public sealed class MeetingOneAnotherOnSqlite : MeetingOneAnother
{
    private protected override House House { get; } = new StoppingHouse();

    private sealed class StoppingHouse : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) => Prepare(host, () => Contents);
    }
}

public sealed class MeetingOneAnotherOnPostgres : MeetingOneAnother
{
    private protected override House House { get; } = new StoppingHouse();

    private sealed class StoppingHouse : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) => Prepare(host, () => Contents);
    }
}
