using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Guichet.Client.Incidents;
using Microsoft.AspNetCore.Hosting;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Attachments;

/// <summary>Against npm's <c>s3rver</c>, which <c>GUICHET_TEST_S3RVER</c> names; without it the test is skipped.
/// </summary>
public sealed class KeepingContentsInABucket : IAsyncLifetime
{
    private static readonly string? Program = Environment.GetEnvironmentVariable("GUICHET_TEST_S3RVER");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("guichet-s3-");
    private Process? process;
    private BucketHouse? house;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (Program is null || !File.Exists(Program))
        {
            return;
        }

        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        process = Process.Start(new ProcessStartInfo(
            Program,
            [
                "--directory", folder.FullName, "--address", "127.0.0.1",
                "--port", port.ToString(CultureInfo.InvariantCulture), "--configure-bucket", "files",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line
            && !line.Contains("listening", StringComparison.Ordinal))
        {
        }

        house = new BucketHouse(port);
        await house.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (house is not null)
        {
            await house.DisposeAsync();
        }

        process?.Kill(entireProcessTree: true);
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Sends_in_pieces_fetches_and_lets_go()
    {
        Assert.SkipWhen(house is null, "S3 storage is missing: GUICHET_TEST_S3RVER names no s3rver.");
        var story = await BeginAsync(house);
        var bytes = Encoding.UTF8.GetBytes(new string('x', 3000));
        var announced = Bytes.Named("trace.log") with { Length = bytes.Length };
        var id = announced.Id!.Value;
        await story.Customer.Client.StartAttachmentAsync(story.Incident, announced, Cancel);
        await story.Customer.Client.ContinueAttachmentAsync(id, 0, new MemoryStream(bytes, 0, 1000), Cancel);
        await story.Customer.Client.ContinueAttachmentAsync(id, 1000, new MemoryStream(bytes, 1000, 2000), Cancel);
        var picture = await story.Customer.AttachAsync(story.Incident, "screen.png", Bytes.Picture());

        Assert.Equal(bytes, await story.Agent.FetchAsync(id));
        Assert.True(picture.HasThumbnail);
        Assert.Equal(3, Objects().Length);
        await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);
        await house.TendAsync(house.Clock.GetCurrentInstant() + Duration.FromDays(365));

        Assert.Empty(Objects());
    }

    private string[] Objects() =>
        Directory.GetFiles(folder.FullName, "*._S3rver_object", SearchOption.AllDirectories);

    private sealed class BucketHouse(int port) : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host)
        {
            host.UseSetting("Contents:S3:Bucket", "files");
            host.UseSetting("Contents:S3:Address", $"http://127.0.0.1:{port}");
            host.UseSetting("Contents:S3:AccessKey", "S3RVER");
            host.UseSetting("Contents:S3:SecretKey", "S3RVER");
        }
    }
}
