using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Policies;
using Guichet.Incidents;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Storage;

/// <summary>The real program, killed again and again while it carries out an order to move promises. In a house of its
/// own.</summary>
public abstract class KillingTheProcessInAMove : IAsyncLifetime
{
    private const int Customers = 4;
    private const int Incidents = 50 * Customers;
    private const int Kills = 2;

    private protected abstract House House { get; }

    /// <summary>What the program is told to open: the house's own database.</summary>
    private protected abstract string Provider { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Moves_each_promise_exactly_once_and_tells_of_each_once()
    {
        var random = new Random(LongRun.Seed());
        var (administrator, order) = await BeginAsync();
        string[] storage =
        [
            "--Storage:Provider", Provider, "--Storage:Connection", House.ConnectionForAProcess,
            "--Mail:Delivers", "false",
        ];
        var halfway = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var server = await OrderAsync(storage, administrator, order);
            var before = (await ReadAsync(order)).Moved;
            MoveOrder seen;
            while ((seen = await ReadAsync(order)).Moved == before && seen.DoneAt is null)
            {
                await Task.Delay(1, Cancel); // Another process moves them: what it has committed is all that shows.
            }

            await Task.Delay(random.Next(10), Cancel);
            await server.KillAsync();
            halfway += (await ReadAsync(order)).DoneAt is null ? 1 : 0;
        }

        Assert.True(halfway > 0, "The order was done before anybody was killed.");
        // Whoever is left goes on with it: here the house itself.
        House.Clock.Reset(SystemClock.Instance.GetCurrentInstant());
        await House.Services.GetRequiredService<MovePromises>().RunAsync(Cancel);
        await HasMovedOnceAsync(order.Id!.Value);
    }

    /// <summary>Incidents, a policy that promises otherwise, and the order that is to move them.</summary>
    private async Task<(Somebody Administrator, NewPromiseMove Order)> BeginAsync()
    {
        House.Clock.Reset(SystemClock.Instance.GetCurrentInstant());
        await Task.WhenAll(Enumerable.Range(0, Customers).Select(async _ =>
        {
            var customer = await House.WelcomesAsync();
            var year = House.Clock.GetCurrentInstant().InUtc().Date.PlusYears(1);
            await House.GivesPackAsync(customer, size: Incidents, expiresOn: year);
            for (var count = 0; count < Incidents / Customers; count++)
            {
                await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
            }
        }));
        var administrator = await House.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace("within: 4h", "within: 6h", StringComparison.Ordinal), cancel: Cancel);
        return (administrator, new()
        {
            Id = Guid.CreateVersion7(), PolicyVersion = policy.Version + 1, Reason = "We answer later in November.",
        });
    }

    /// <summary>Starts the program and sends it the order, the same each time: it goes on at once.</summary>
    private static async Task<ServerProcess> OrderAsync(
        string[] storage, Somebody administrator, NewPromiseMove order)
    {
        var server = await ServerProcess.StartAsync(storage, Cancel);
        using var client = new GuichetClient(server.Address, administrator.Key);
        await client.MovePromisesAsync(order, Cancel);
        return server;
    }

    private async Task<MoveOrder> ReadAsync(NewPromiseMove order)
    {
        await using var database = House.Storage.Read();
        return await database.Set<MoveOrder>().AsNoTracking().SingleAsync(one => one.Id == order.Id, Cancel);
    }

    private async Task HasMovedOnceAsync(Guid order)
    {
        await using var database = House.Storage.Read();
        var done = await database.Set<MoveOrder>().AsNoTracking().SingleAsync(one => one.Id == order, Cancel);
        Assert.Equal((Incidents, 0), (done.Moved, done.LeftAlone));
        Assert.Equal(Incidents, await database.Set<MovedPromise>().CountAsync(one => one.Move == order, Cancel));
        var lines = await database.Set<ClockLine>()
            .Where(line => line.Kind == ClockEventKind.Moved)
            .GroupBy(line => line.Incident)
            .Select(moved => moved.Count())
            .ToListAsync(Cancel);
        Assert.Equal(Enumerable.Repeat(1, Incidents), lines);
        var told = await database.Set<OutboxMessage>()
            .Where(one => one.Kind == "promise.moved")
            .Select(one => one.Payload)
            .ToListAsync(Cancel);
        Assert.Equal((Incidents, Incidents), (told.Count, told.Distinct().Count()));
        Assert.All(
            await database.Set<Incident>().AsNoTracking().ToListAsync(Cancel),
            one => Assert.Equal((Duration.FromHours(6), 2), (one.Clock.Budget, one.Clock.PolicyVersion)));
    }
}

public sealed class KillingTheProcessInAMoveOnSqlite : KillingTheProcessInAMove
{
    private protected override House House { get; } = new SqliteHouse();

    private protected override string Provider => "sqlite";
}

public sealed class KillingTheProcessInAMoveOnPostgres : KillingTheProcessInAMove
{
    private protected override House House { get; } = new PostgresHouse();

    private protected override string Provider => "postgres";
}
