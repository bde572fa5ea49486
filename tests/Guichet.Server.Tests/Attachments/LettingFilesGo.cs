using Guichet.Accounts;
using Guichet.Client.Attachments;
using Guichet.Client.Incidents;
using Guichet.Server.Contents;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Attachments;

/// <summary>In a house of its own, as time moves. The policy keeps files for a year after closing.</summary>
public abstract class LettingFilesGo : IAsyncLifetime
{
    private static readonly Duration Year = Duration.FromDays(365);

    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Deletes_the_content_when_the_policy_says_so_and_once()
    {
        var story = await BeginAsync(House);
        var file = await story.Customer.RepliesWithAsync(story.Incident, "screen.png", Bytes.Picture());
        await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);
        var closed = House.Clock.GetCurrentInstant();

        await House.TendAsync(closed + Year - Duration.FromSeconds(1));
        Assert.Equal(2, House.Stored().Length);
        await House.TendAsync(closed + Year);
        await House.TendAsync(closed + Year + Duration.FromDays(30));

        Assert.Empty(House.Stored());
        var gone = await story.Customer.Client.GetAttachmentAsync(file.Id, Cancel);
        Assert.Equal((AttachmentState.Removed, "screen.png", false), (gone.State, gone.Name, gone.HasThumbnail));
        Assert.Equal((closed + Year).ToDateTimeOffset(), gone.RemovedAt);
        Assert.Equal("attachment.removed", await CodeAsync(() => story.Agent.FetchAsync(file.Id)));
        await using var database = House.Storage.Read();
        var entry = Assert.Single(
            await database.Set<AuditEntry>().ToListAsync(Cancel), one => one.Act == "attachment.removed");
        Assert.Equal(file.Id.ToString(), entry.Subject);
    }

    [Fact]
    public async Task Keeps_bytes_as_long_as_somebody_refers_to_them()
    {
        var (one, two) = (await BeginAsync(House), await BeginAsync(House));
        var bytes = Bytes.Log();
        await one.Customer.RepliesWithAsync(one.Incident, "trace.log", bytes);
        var kept = await two.Customer.RepliesWithAsync(two.Incident, "trace.log", bytes);
        await one.CloseAsync(one.Customer, ClosingReason.CustomersWish);
        var closed = House.Clock.GetCurrentInstant();

        await House.TendAsync(closed + Year);
        Assert.Single(House.Stored());
        Assert.Equal(bytes, await two.Agent.FetchAsync(kept.Id));
        await two.CloseAsync(two.Customer, ClosingReason.CustomersWish);
        await House.TendAsync(House.Clock.GetCurrentInstant() + Year);

        Assert.Empty(House.Stored());
    }

    [Fact]
    public async Task Is_put_off_by_reopening_and_by_a_policy_that_says_otherwise()
    {
        var story = await BeginAsync(House);
        var file = await story.Customer.RepliesWithAsync(story.Incident, "trace.log", Bytes.Log());
        await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);
        await story.Customer.Client.ReopenIncidentAsync(story.Incident, Says("It is back."), cancel: Cancel);

        await House.TendAsync(House.Clock.GetCurrentInstant() + Year);
        Assert.Equal(AttachmentState.Ready, (await story.Agent.Client.GetAttachmentAsync(file.Id, Cancel)).State);
        await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);
        await KeepsForAsync(days: 10);
        await House.TendAsync(House.Clock.GetCurrentInstant() + Duration.FromDays(9));
        Assert.Single(House.Stored());
        await House.TendAsync(House.Clock.GetCurrentInstant() + Duration.FromDays(1));

        Assert.Empty(House.Stored());
    }

    [Fact]
    public async Task Goes_on_after_an_interruption_between_the_line_and_the_bytes()
    {
        var story = await BeginAsync(House);
        await story.Customer.RepliesWithAsync(story.Incident, "trace.log", Bytes.Log());
        await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);
        var store = (FragileStore)House.Services.GetRequiredService<IContentStore>();
        store.IsBroken = true;

        await Assert.ThrowsAsync<IOException>(() => House.TendAsync(House.Clock.GetCurrentInstant() + Year));
        Assert.Single(House.Stored());
        store.IsBroken = false;
        await House.SweepContentsAsync();

        Assert.Empty(House.Stored());
        await using var database = House.Storage.Read();
        Assert.Equal(0, await database.Set<StoredContent>().CountAsync(Cancel));
    }

    [Fact]
    public async Task Takes_new_bytes_while_the_same_old_ones_are_deleted()
    {
        var (one, two) = (await BeginAsync(House), await BeginAsync(House));
        var bytes = Bytes.Log();
        await one.Customer.RepliesWithAsync(one.Incident, "trace.log", bytes);
        await one.CloseAsync(one.Customer, ClosingReason.CustomersWish);
        var store = (FragileStore)House.Services.GetRequiredService<IContentStore>();
        store.IsBroken = true;
        await Assert.ThrowsAsync<IOException>(() => House.TendAsync(House.Clock.GetCurrentInstant() + Year));
        store.IsBroken = false;

        var again = await two.Customer.RepliesWithAsync(two.Incident, "trace.log", bytes);
        await House.SweepContentsAsync();

        Assert.Single(House.Stored());
        Assert.Equal(bytes, await two.Customer.FetchAsync(again.Id));
    }

    [Fact]
    public async Task Forgets_what_nobody_goes_on_with()
    {
        var story = await BeginAsync(House);
        var client = story.Customer.Client;
        var announced = Bytes.Named("trace.log") with { Length = 10 };
        await client.StartAttachmentAsync(story.Incident, announced, Cancel);
        await client.ContinueAttachmentAsync(announced.Id!.Value, 0, new MemoryStream(new byte[5]), Cancel);
        var unsent = await story.Customer.AttachAsync(
            story.Incident, "unsent.log", Bytes.Log(), Guid.CreateVersion7());
        Assert.Equal(2, House.Stored().Length);

        await House.TendAsync(House.Clock.GetCurrentInstant() + Duration.FromHours(25));

        Assert.Single(House.Stored());
        Assert.Equal(unsent.Id, (await client.GetAttachmentAsync(unsent.Id, Cancel)).Id);
        await House.TendAsync(House.Clock.GetCurrentInstant() + Duration.FromDays(6));

        Assert.Empty(House.Stored());
        foreach (var id in new[] { announced.Id.Value, unsent.Id })
        {
            Assert.Equal("attachment.unknown", await CodeAsync(() => client.GetAttachmentAsync(id, Cancel)));
        }
    }

    private async Task KeepsForAsync(int days)
    {
        var administrator = await House.WelcomesAsync(Role.Administrator);
        var inForce = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            inForce.Text.Replace("attachments: 365", $"attachments: {days}", StringComparison.Ordinal),
            "Kept for less long.",
            cancel: Cancel);
    }

    /// <summary>Loses its disk when a test wants it.</summary>
    private protected sealed class FragileStore(IContentStore inner) : IContentStore
    {
        public bool IsBroken { get; set; }

        public Task PutAsync(string name, Stream from, CancellationToken cancel) => inner.PutAsync(name, from, cancel);

        public Task<Stream?> OpenAsync(string name, CancellationToken cancel) => inner.OpenAsync(name, cancel);

        public Task DeleteAsync(string name, CancellationToken cancel) =>
            IsBroken ? throw new IOException("The disk is gone.") : inner.DeleteAsync(name, cancel);

        public Task DeleteAllAsync(string folder, CancellationToken cancel) => inner.DeleteAllAsync(folder, cancel);
    }

    private protected static void Weaken(IWebHostBuilder host, Func<string> folder) =>
        host.ConfigureTestServices(services =>
        {
            services.RemoveAll<IContentStore>();
            services.AddSingleton<IContentStore>(_ => new FragileStore(new FolderContents(folder())));
        });
}

public sealed class LettingFilesGoOnSqlite : LettingFilesGo
{
    private protected override House House { get; } = new WeakHouse();

    private sealed class WeakHouse : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) => Weaken(host, () => Contents);
    }
}

public sealed class LettingFilesGoOnPostgres : LettingFilesGo
{
    private protected override House House { get; } = new WeakHouse();

    private sealed class WeakHouse : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) => Weaken(host, () => Contents);
    }
}
