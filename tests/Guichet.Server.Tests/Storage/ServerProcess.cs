using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Guichet.Server.Tests.Storage;

/// <summary>The built server as a process of its own on a free port; killed, it has no chance to clean up.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it over that storage and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(IEnumerable<string> storage, CancellationToken cancel)
    {
        var port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}/");
        var started = new ServerProcess(Start(port, storage), address);
        try
        {
            await started.AnswersAsync(cancel);
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL, wherever it stands.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task AnswersAsync(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var deadline = Stopwatch.StartNew(); ;)
        {
            try
            {
                (await http.GetAsync(new Uri("health/live", UriKind.Relative), cancel)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException refused)
            {
                if (process.HasExited || deadline.Elapsed > TimeSpan.FromMinutes(2))
                {
                    throw new InvalidOperationException(await LastWordsAsync(deadline.Elapsed), refused);
                }

                await Task.Delay(50, cancel); // The program is starting: there is nothing to wait on but its port.
            }
        }
    }

    private async Task<string> LastWordsAsync(TimeSpan waited)
    {
        var end = process.HasExited ? $"it ended with {process.ExitCode}" : "it was still starting";
        await KillAsync();
        var said = await process.StandardError.ReadToEndAsync(CancellationToken.None)
            + await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return $"The server did not answer within {waited.TotalSeconds:0} s; {end}. {said}";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(int port, IEnumerable<string> storage, [CallerFilePath] string caller = "")
    {
        var root = new DirectoryInfo(caller);
        while (!File.Exists(Path.Combine(root!.FullName, "Guichet.slnx")))
        {
            root = root.Parent;
        }

        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in (string[])
        [
            Path.Combine(root.FullName, "artifacts/bin/Guichet.Server/debug/Guichet.Server.dll"),
            "--urls", $"http://127.0.0.1:{port}",
            "--contentRoot", Path.Combine(root.FullName, "src/Guichet.Server"),
            "--Logging:LogLevel:Default", "None",
            "--Mail:Folder", Path.Combine(Path.GetTempPath(), $"guichet-mail-{port}"),
            "--Payments:Gateway", "demonstration",
            "--FrontDoor:RequestsPerMinute", "0",
            .. storage,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
