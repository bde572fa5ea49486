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

        using (var server = await ServerProcess.StartAsync(Storage, Cancel))
        using (var client = new GuichetClient(server.Address, customer.Key))
        {
            var kill = Task.Run(async () =>
            {
                while (Volatile.Read(ref acknowledged).Count < 60)
                {
                    await Task.Yield();
                }

                await server.KillAsync();
            }, Cancel);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SubmitUntilItDiesAsync(client, acknowledged)));
            await kill;
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
