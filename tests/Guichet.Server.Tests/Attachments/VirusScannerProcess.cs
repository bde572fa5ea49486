using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Guichet.Server.Tests.Attachments;

/// <summary>Debian's <c>clamd</c> with one signature that the test makes; without it the test is skipped.</summary>
internal sealed class VirusScannerProcess : IAsyncDisposable
{
    /// <summary>What it takes for a virus.</summary>
    public const string Virus = "GUICHET-TEST-VIRUS-7f3a";

    private const string Program = "/usr/sbin/clamd";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("guichet-clamd-");
    private Process? process;

    public VirusScannerProcess()
    {
        Assert.SkipUnless(File.Exists(Program), "The virus scanner is missing: install clamav-daemon.");
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public async Task StartAsync()
    {
        var signature = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Virus));
        var database = folder.CreateSubdirectory("db");
        await File.WriteAllTextAsync(
            Path.Combine(database.FullName, "test.ndb"), $"Guichet.Test:0:*:{signature}\n");
        var configuration = Path.Combine(folder.FullName, "clamd.conf");
        await File.WriteAllTextAsync(
            configuration,
            $"TCPSocket {Port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {database.FullName}\nForeground yes\n"
                + $"LogFile {Path.Combine(folder.FullName, "log")}\nStreamMaxLength 120M\n");
        process = Process.Start(new ProcessStartInfo(Program, ["--foreground", "--config-file", configuration])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await AnswersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private async Task AnswersAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, stop);
                await client.GetStream().WriteAsync("zPING\0"u8.ToArray(), stop);
                if (await client.GetStream().ReadAsync(new byte[10], stop) > 0)
                {
                    return;
                }
            }
            catch (SocketException)
            {
                await Task.Delay(100, stop);
            }
        }

        Assert.Fail("clamd does not answer.");
    }
}
