using System.Diagnostics;
using System.Net;

namespace Guichet.Benchmarks.Load;

/// <summary>The built server in a process of its own, as it would be installed, on loopback.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Queue<string> lastLines = new();

    private RunningServer(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first answer of <c>/health/live</c>.</summary>
    public TimeSpan AnsweredAfter { get; private set; }

    /// <summary>Resident memory, in MB.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Time on processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<RunningServer> StartAsync(HouseDatabase database, CancellationToken cancel)
    {
        var built = BuiltServer();
        var address = new Uri($"http://127.0.0.1:{TemporaryPostgres.FreePort()}");
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet",
            [built, "--urls", address.AbsoluteUri, "--contentRoot", Path.GetDirectoryName(built)!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Storage__Provider"] = database.Provider;
        start.Environment["Storage__Connection"] = database.Connection;
        start.Environment["Payments__Gateway"] = "demonstration";
        start.Environment["FrontDoor__RequestsPerMinute"] = "0";

        // Mails leave by themselves later; composing them here would be measured as part of a submission.
        start.Environment["Mail__Delivers"] = "false";
        start.Environment["Mail__Folder"] = Path.Combine(Path.GetTempPath(), "guichet-bench-mail");
        var watch = Stopwatch.StartNew();
        var server = new RunningServer(Process.Start(start)!, address);
        server.process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            while (await StatusAsync(http, "/health/live", cancel) != HttpStatusCode.OK)
            {
                server.ThrowIfGone(watch.Elapsed);
                await Task.Delay(5, cancel);
            }

            server.AnsweredAfter = watch.Elapsed;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The answer's status; null where nobody listens yet.</summary>
    public static async Task<HttpStatusCode?> StatusAsync(HttpClient http, string path, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancel);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    /// <summary>Beside this program in the tree of build outputs, and built alike.</summary>
    private static string BuiltServer()
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var built = Path.GetFullPath(Path.Combine(
            here, "..", "..", "Guichet.Server", Path.GetFileName(here), "Guichet.Server.dll"));
        return File.Exists(built)
            ? built
            : throw new InvalidOperationException($"{built} is missing: build the server.");
    }

    private void ThrowIfGone(TimeSpan elapsed)
    {
        if (process.HasExited || elapsed > Patience)
        {
            lock (lastLines)
            {
                throw new InvalidOperationException($"The server does not answer.\n{string.Join('\n', lastLines)}");
            }
        }
    }

    private void Keep(string? line)
    {
        lock (lastLines)
        {
            lastLines.Enqueue(line ?? "");
            if (lastLines.Count > 40)
            {
                lastLines.Dequeue();
            }
        }
    }
}
