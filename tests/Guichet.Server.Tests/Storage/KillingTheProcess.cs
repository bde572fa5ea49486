using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Guichet.Client;
using Guichet.Packs;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Storage;

/// <summary>The real program as a process of its own over the house's database, killed in the middle of its work.
/// </summary>
public abstract class KillingTheProcess(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R23")]
    public async Task Keeps_every_incident_it_has_acknowledged_and_an_honest_ledger()
    {
        var customer = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(customer, size: 10_000);
        var acknowledged = new List<Guid>();

        var port = FreePort();
        using (var server = Start(port))
        using (var client = new GuichetClient(new Uri($"http://127.0.0.1:{port}/"), customer.Key))
        {
            await AnswersAsync(port);
            var kill = Task.Run(async () =>
            {
                while (Volatile.Read(ref acknowledged).Count < 60)
                {
                    await Task.Yield();
                }

                server.Kill();
            }, Cancel);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SubmitUntilItDiesAsync(client, acknowledged)));
            await kill;
            await server.WaitForExitAsync(Cancel);
        }

        await using var database = house.Storage.Read();
        var kept = await database.Set<Guichet.Incidents.Incident>()
            .Where(incident => incident.Pack == pack)
            .Select(incident => incident.Id)
            .ToListAsync(Cancel);
        var ledger = await database.Set<LedgerEntry>()
            .Where(entry => entry.Pack == pack)
            .OrderBy(entry => entry.Line)
            .ToListAsync(Cancel);

        Assert.Empty(acknowledged.Except(kept.Select(id => id.Value)));
        Assert.Equal(kept.Count, ledger[^1].ReservedAfter);
        Assert.Null(LedgerCheck.FirstBreak(ledger));
    }

    /// <summary>What the program is told to open: the house's own database.</summary>
    protected abstract string[] Storage { get; }

    private static async Task SubmitUntilItDiesAsync(GuichetClient client, List<Guid> acknowledged)
    {
        while (true)
        {
            try
            {
                var submitted = await client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
                lock (acknowledged)
                {
                    acknowledged.Add(submitted.Id);
                }
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static async Task AnswersAsync(int port)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        for (var deadline = Stopwatch.StartNew(); ;)
        {
            try
            {
                (await http.GetAsync(new Uri("health/live", UriKind.Relative), Cancel)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (deadline.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(50, Cancel); // The program is starting: there is nothing to wait on but its port.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Start(int port, [CallerFilePath] string caller = "")
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
            .. Storage,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}

public sealed class KillingTheProcessOnSqlite(SqliteHouse house) : KillingTheProcess(house)
{
    protected override string[] Storage =>
        ["--Storage:Provider", "sqlite", "--Storage:Connection", house.ConnectionForAProcess];
}

public sealed class KillingTheProcessOnPostgres(PostgresHouse house) : KillingTheProcess(house)
{
    protected override string[] Storage =>
        ["--Storage:Provider", "postgres", "--Storage:Connection", house.ConnectionForAProcess];
}
