using System.Buffers.Binary;
using System.Text;
using Guichet.Client.Attachments;
using Guichet.Client.Incidents;
using Microsoft.AspNetCore.Hosting;
using SkiaSharp;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Attachments;

/// <summary>With a virus scanner of its own, where there is one.</summary>
public abstract class ExaminingFiles
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Infected => Encoding.UTF8.GetBytes($"{Guid.NewGuid()} {VirusScannerProcess.Virus} end\n");

    private protected abstract House HouseWith(string scanner);

    [Fact]
    public async Task Hands_out_what_the_scanner_passes_and_never_what_it_finds()
    {
        await using var scanner = new VirusScannerProcess();
        await scanner.StartAsync();
        await using var house = HouseWith(scanner.Address);
        await house.InitializeAsync();
        var story = await BeginAsync(house);

        var clean = await story.Customer.RepliesWithAsync(story.Incident, "clean.log", Bytes.Log());
        var found = await story.Customer.RepliesWithAsync(story.Incident, "found.log", Infected);

        Assert.Equal(AttachmentState.Ready, clean.State);
        Assert.NotEmpty(await story.Agent.FetchAsync(clean.Id));
        Assert.Equal(AttachmentState.Quarantined, found.State);
        Assert.StartsWith("Guichet.Test", found.Threat, StringComparison.Ordinal);
        foreach (var reader in new[] { story.Customer, story.Agent })
        {
            Assert.Equal("attachment.quarantined", await CodeAsync(() => reader.FetchAsync(found.Id)));
            Assert.Contains(
                (await reader.Client.ListAttachmentsAsync(story.Incident, cancel: Cancel)).Items,
                file => file.State == AttachmentState.Quarantined);
        }
    }

    [Fact]
    public async Task Waits_for_a_scanner_that_is_away_and_then_judges_all_that_sent_the_same()
    {
        await using var scanner = new VirusScannerProcess();
        await using var house = HouseWith(scanner.Address);
        await house.InitializeAsync();
        var story = await BeginAsync(house);
        var bytes = Infected;
        var one = await story.Customer.RepliesWithAsync(story.Incident, "one.log", bytes);
        var two = await story.Customer.RepliesWithAsync(story.Incident, "two.log", bytes);
        var clean = await story.Customer.RepliesWithAsync(story.Incident, "clean.png", Bytes.Picture());
        Assert.All([one, two, clean], file => Assert.Equal(AttachmentState.Waiting, file.State));
        Assert.Equal("attachment.not-ready", await CodeAsync(() => story.Agent.FetchAsync(clean.Id)));

        await scanner.StartAsync();
        await house.TendAsync(house.Clock.GetCurrentInstant() + Duration.FromMinutes(5));

        var files = (await story.Agent.Client.ListAttachmentsAsync(story.Incident, cancel: Cancel)).Items;
        Assert.Equal(
            ["clean.png Ready", "one.log Quarantined", "two.log Quarantined"],
            files.Select(file => $"{file.Name} {file.State}").Order());
        Assert.True(files.Single(file => file.Id == clean.Id).HasThumbnail);
    }

    [Fact]
    public async Task What_waits_for_a_scanner_is_let_go_when_its_time_is_over_all_the_same()
    {
        await using var scanner = new VirusScannerProcess();
        await using var house = HouseWith(scanner.Address);
        await house.InitializeAsync();
        var story = await BeginAsync(house);
        var file = await story.Customer.RepliesWithAsync(story.Incident, "trace.log", Bytes.Log());
        await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);
        var closed = house.Clock.GetCurrentInstant();

        await house.TendAsync(closed + Duration.FromDays(364));
        Assert.Single(house.Stored());
        Assert.Equal(AttachmentState.Waiting, (await story.Agent.Client.GetAttachmentAsync(file.Id, Cancel)).State);
        await house.TendAsync(closed + Duration.FromDays(365));

        Assert.Empty(house.Stored());
        Assert.Equal(AttachmentState.Removed, (await story.Agent.Client.GetAttachmentAsync(file.Id, Cancel)).State);
    }

    [Fact]
    public async Task Makes_a_small_picture_of_a_picture()
    {
        await using var house = HouseWith("");
        await house.InitializeAsync();
        var story = await BeginAsync(house);

        var file = await story.Customer.RepliesWithAsync(story.Incident, "screen.png", Bytes.Picture(1600, 400));

        Assert.True(file.HasThumbnail);
        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Agent.Key);
        var bytes = await http.GetByteArrayAsync(
            new Uri($"api/v1/attachments/{file.Id}/thumbnail", UriKind.Relative), Cancel);
        using var small = SKBitmap.Decode(bytes);
        Assert.Equal((320, 80), (small.Width, small.Height));
    }

    [Fact]
    public async Task Does_not_unpack_a_picture_that_claims_to_be_as_large_as_a_house()
    {
        await using var house = HouseWith("");
        await house.InitializeAsync();
        var story = await BeginAsync(house);
        var bomb = Bytes.Picture(8, 8);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 60000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 60000);
        byte[] broken = [.. Bytes.Picture().AsSpan(0, 40)];

        var file = await story.Customer.RepliesWithAsync(story.Incident, "bomb.png", bomb);
        var torn = await story.Customer.RepliesWithAsync(story.Incident, "torn.png", broken);

        Assert.Equal((AttachmentState.Ready, false), (file.State, file.HasThumbnail));
        Assert.Equal((AttachmentState.Ready, false), (torn.State, torn.HasThumbnail));
    }
}

public sealed class ExaminingFilesOnSqlite : ExaminingFiles
{
    private protected override House HouseWith(string scanner) => new ScannedHouse(scanner);

    private sealed class ScannedHouse(string scanner) : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Scanner:Address", scanner);
    }
}

public sealed class ExaminingFilesOnPostgres : ExaminingFiles
{
    private protected override House HouseWith(string scanner) => new ScannedHouse(scanner);

    private sealed class ScannedHouse(string scanner) : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Scanner:Address", scanner);
    }
}
