using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SourceOutcome = Guichet.Client.Catalog.SourceOutcome;

namespace Guichet.Server.Tests.Upkeep;

public abstract class ReadingASource : IAsyncLifetime
{
    private readonly QuillFile quill = new();
    private SourceServer? server;

    private protected House? OwnHouse { get; set; }

    private House House => OwnHouse!;

    private SourceServer Server => server!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        server = await SourceServer.StartAsync();
        await House.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Imports_what_is_new_and_asks_for_something_newer_only()
    {
        var (administrator, id) = await AddAsync(quill.Write());

        await SweepAsync();
        var first = await ReadAsync(administrator, id);
        House.Clock.Advance(Duration.FromHours(6));
        await SweepAsync();
        var second = await ReadAsync(administrator, id);

        Assert.Equal((SourceOutcome.Imported, SourceOutcome.NothingNew), (first.Outcome, second.Outcome));
        Assert.Equal((2, 1), (Server.Asked, Server.NotModified));
        Assert.Equal(
            House.Clock.GetCurrentInstant() + Duration.FromHours(6), Instant.FromDateTimeOffset(second.DueAt));
        var change = (await administrator.GetCatalogChangesAsync(quill.Product, cancel: Cancel)).Items[0];
        Assert.Equal(
            (CatalogVersionKind.Address, "Quills", (string?)null),
            (change.By.Kind, change.By.Source, change.By.AppliedBy));
    }

    [Fact]
    public async Task Takes_the_same_document_for_nothing_new_where_the_server_knows_no_conditions()
    {
        Server.Etag = null;
        var (administrator, id) = await AddAsync(quill.Write());

        await administrator.ReadCatalogSourceAsync(id, Cancel);
        var again = await administrator.ReadCatalogSourceAsync(id, Cancel);

        Assert.Equal((SourceOutcome.NothingNew, 2, 0), (again.Outcome, Server.Asked, Server.NotModified));
    }

    [Fact]
    public async Task Can_be_changed_and_another_address_is_read_as_if_it_were_new()
    {
        var (administrator, id) = await AddAsync(quill.Write());
        await SweepAsync();
        var change = new CatalogSourceChange
        {
            Name = "Feathers", Address = $"{Server.Address}/moved", IntervalHours = 12,
        };

        var changed = await administrator.ChangeCatalogSourceAsync(id, change, Cancel);
        await SweepAsync();

        Assert.Equal(("Feathers", 12), (changed.Name, changed.IntervalHours));
        Assert.Equal((2, 0), (Server.Asked, Server.NotModified));
        Assert.Equal(SourceOutcome.NothingNew, (await ReadAsync(administrator, id)).Outcome);
    }

    [Fact]
    public async Task Is_not_done_before_it_is_due_nor_by_two_at_once()
    {
        await AddAsync(quill.Write());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync()));
        House.Clock.Advance(Duration.FromHours(5));
        await SweepAsync();

        Assert.Equal(1, Server.Asked);
    }

    [Fact]
    public async Task Parks_what_ends_support_earlier_until_an_administrator_approves()
    {
        var (administrator, id) = await AddAsync(quill.Write());
        await SweepAsync();
        Change(quill.Write("2029-01-09"));

        var waiting = await administrator.ReadCatalogSourceAsync(id, Cancel);
        var pending = await administrator.GetPendingImportAsync(id, Cancel);
        var before = await administrator.GetReleaseAsync(quill.Product, "2", cancel: Cancel);
        await administrator.ApprovePendingImportAsync(id, Seen(pending), Cancel);

        Assert.Equal(SourceOutcome.Waits, waiting.Outcome);
        await using var database = House.Storage.Read();
        Assert.Single(await database.Set<OutboxMessage>()
            .Where(message => message.Kind == AdministratorsTold.ImportWaits)
            .ToListAsync(Cancel));
        Assert.NotNull(waiting.PendingSince);
        Assert.True(Assert.Single(pending.Preview.Impact.Moves).Backwards);
        Assert.Equal(new DateOnly(2030, 1, 9), before.MainstreamEndsOn);
        var after = await administrator.GetReleaseAsync(quill.Product, "2", cancel: Cancel);
        Assert.Equal(new DateOnly(2029, 1, 9), after.MainstreamEndsOn);
        Assert.Null((await ReadAsync(administrator, id)).PendingSince);
        var change = (await administrator.GetCatalogChangesAsync(quill.Product, cancel: Cancel)).Items[0];
        Assert.NotNull(change.By.AppliedBy);
    }

    [Fact]
    public async Task What_is_left_aside_comes_again_only_where_the_source_changes()
    {
        var (administrator, id) = await AddAsync(quill.Write());
        await SweepAsync();
        Change(quill.Write("2029-01-09"));
        await administrator.ReadCatalogSourceAsync(id, Cancel);

        await administrator.DiscardPendingImportAsync(id, Cancel);
        Server.Etag = null;
        var same = await administrator.ReadCatalogSourceAsync(id, Cancel);
        Change(quill.Write("2028-01-09"));
        var other = await administrator.ReadCatalogSourceAsync(id, Cancel);

        Assert.Null(same.PendingSince);
        Assert.NotNull(other.PendingSince);
        await administrator.RemoveCatalogSourceAsync(id, Cancel);
        Assert.DoesNotContain(await administrator.GetCatalogSourcesAsync(Cancel), one => one.Id == id);
    }

    [Fact]
    public async Task An_approval_is_of_what_was_seen_and_nothing_newer()
    {
        var (administrator, id) = await AddAsync(quill.Write());
        await SweepAsync();
        Change(quill.Write("2029-01-09"));
        await administrator.ReadCatalogSourceAsync(id, Cancel);
        var seen = await administrator.GetPendingImportAsync(id, Cancel);
        Change(quill.Write("2025-01-09"));
        House.Clock.Advance(Duration.FromHours(6));
        await SweepAsync();

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.ApprovePendingImportAsync(id, Seen(seen), Cancel));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "version.changed"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task That_cannot_be_read_says_why_and_is_tried_at_its_next_time()
    {
        var (administrator, id) = await AddAsync("{ \"format\": \"guichet-catalog/1\", \"products\": 1 }");
        await SweepAsync();
        var wrong = await ReadAsync(administrator, id);
        Server.Status = 503;
        var down = await administrator.ReadCatalogSourceAsync(id, Cancel);
        (Server.Status, Server.Document) = (null, quill.Write());
        House.Clock.Advance(Duration.FromHours(6));
        await SweepAsync();
        var up = await ReadAsync(administrator, id);

        Assert.Equal((SourceOutcome.Failed, "catalog.mistakes"), (wrong.Outcome, wrong.Code));
        Assert.Equal((SourceOutcome.Failed, "fetch.status"), (down.Outcome, down.Code));
        Assert.Contains("503", down.Sentence, StringComparison.Ordinal);
        Assert.Equal((SourceOutcome.Imported, (string?)null), (up.Outcome, up.Code));
    }

    [Theory]
    [InlineData("/moved", SourceOutcome.Imported, null)]
    [InlineData("/round", SourceOutcome.Failed, "fetch.redirected-too-often")]
    [InlineData("/large", SourceOutcome.Failed, "file.too-large")]
    [InlineData("/nowhere", SourceOutcome.Failed, "fetch.status")]
    public async Task Follows_and_reads_within_limits(string path, SourceOutcome outcome, string? code)
    {
        var (administrator, id) = await AddAsync(quill.Write(), path);

        var read = await administrator.ReadCatalogSourceAsync(id, Cancel);

        Assert.Equal((outcome, code), (read.Outcome, read.Code));
    }

    private static async Task<CatalogSourceView> ReadAsync(GuichetClient administrator, Guid id) =>
        (await administrator.GetCatalogSourcesAsync(Cancel)).Single(one => one.Id == id);

    private static PendingApproval Seen(PendingImportView pending) =>
        new() { FetchedAt = pending.FetchedAt, Version = pending.Preview.Version };

    private void Change(string document) =>
        (Server.Document, Server.Etag) = (document, Server.Etag is null ? null : $"\"{Guid.NewGuid():N}\"");

    private Task SweepAsync() => House.Services.GetRequiredService<ReadSources>().RunAsync(Cancel);

    private async Task<(GuichetClient Administrator, Guid Id)> AddAsync(string document, string path = "/catalog.json")
    {
        Server.Document = document;
        var administrator = (await House.WelcomesAsync(Role.Administrator)).Client;
        var source = new NewCatalogSource
        {
            Id = Guid.CreateVersion7(),
            Name = "Quills",
            Address = Server.Address + path,
            Format = CatalogFormat.Guichet,
            IntervalHours = 6,
        };
        await administrator.AddCatalogSourceAsync(source, Cancel);
        return (administrator, source.Id.Value);
    }
}

public sealed class ReadingASourceOnSqlite : ReadingASource
{
    public override ValueTask InitializeAsync()
    {
        OwnHouse = new OpenHouse();
        return base.InitializeAsync();
    }

    private sealed class OpenHouse : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) =>
            host.UseSetting("Catalog:AllowPrivateAddresses", "true");
    }
}

public sealed class ReadingASourceOnPostgres : ReadingASource
{
    public override ValueTask InitializeAsync()
    {
        OwnHouse = new OpenHouse();
        return base.InitializeAsync();
    }

    private sealed class OpenHouse : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) =>
            host.UseSetting("Catalog:AllowPrivateAddresses", "true");
    }
}
