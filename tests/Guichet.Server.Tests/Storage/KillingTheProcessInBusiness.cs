using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Invoices;
using Guichet.Server.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using ChargeState = Guichet.Incidents.ChargeState;
using Incident = Guichet.Incidents.Incident;
using OrderStatus = Guichet.Orders.OrderStatus;

namespace Guichet.Server.Tests.Storage;

/// <summary>The real program, killed again and again while customers buy and submit, agents close, a manager decides
/// and a clerk refunds. In a house of its own: the books are looked at as a whole.</summary>
public abstract class KillingTheProcessInBusiness : IAsyncLifetime
{
    private const int Customers = 4;
    private readonly Acknowledged acknowledged = new();

    private protected abstract House House { get; }

    /// <summary>What the program is told to open: the house's own database.</summary>
    private protected abstract string Provider { get; }

    /// <summary>How often outside the long run: five times on both databases together.</summary>
    private protected abstract int Kills { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R23"), Trait("Rule", "R25"), Trait("Rule", "R26")]
    public async Task Leaves_books_and_ledger_that_agree_and_everything_it_acknowledged()
    {
        var seed = LongRun.Seed();
        var random = new Random(seed);
        var vendor = new Vendor(
            await House.WelcomesAsync(Role.Administrator),
            await House.WelcomesAsync(Role.Agent),
            await House.WelcomesAsync(Role.SupportManager),
            await House.WelcomesAsync(Role.BillingClerk));
        var customers = new List<Somebody>();
        for (var count = 0; count < Customers; count++)
        {
            customers.Add(await House.WelcomesAsync());
            await customers[count].Client.KeepBillingDetailsAsync(BillingAPurchase.Lyon, Cancel);
        }

        string[] storage = ["--Storage:Provider", Provider, "--Storage:Connection", House.ConnectionForAProcess];
        for (var rounds = LongRun.Times(Kills, 100); rounds > 0; rounds--)
        {
            using var server = await ServerProcess.StartAsync(storage, Cancel);
            await AgreesAsync(server, vendor, seed);
            // The last time, late enough for a refund to have been answered.
            var until = acknowledged.Count + random.Next(rounds == 1 ? 40 : 5, 120);
            var kill = KillAsync(server, until, TimeSpan.FromMilliseconds(random.Next(20)));
            await Task.WhenAll(customers.Select(customer => DoBusinessAsync(server, customer, vendor)));
            await kill;
        }

        using var last = await ServerProcess.StartAsync(storage, Cancel);
        await AgreesAsync(last, vendor, seed);
        Assert.NotEmpty(acknowledged.Paid);
        Assert.NotEmpty(acknowledged.Decided);
        Assert.NotEmpty(acknowledged.Refunded);
    }

    /// <summary>Once so many acts were answered, and a moment more, so that it stands anywhere in the next
    /// ones.</summary>
    private async Task KillAsync(ServerProcess server, int until, TimeSpan moment)
    {
        while (acknowledged.Count < until)
        {
            await Task.Delay(1, Cancel);
        }

        await Task.Delay(moment, Cancel);
        await server.KillAsync();
    }

    /// <summary>Again and again: a pack is bought, two incidents are submitted, closed and decided, one credit is
    /// refunded; until nobody answers.</summary>
    private async Task DoBusinessAsync(ServerProcess server, Somebody customer, Vendor vendor)
    {
        using var buyer = new GuichetClient(server.Address, customer.Key);
        using var agent = new GuichetClient(server.Address, vendor.Agent.Key);
        using var manager = new GuichetClient(server.Address, vendor.Manager.Key);
        using var clerk = new GuichetClient(server.Address, vendor.Clerk.Key);
        try
        {
            while (true)
            {
                var order = await buyer.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
                await buyer.PayForDemonstrationAsync(order.Id, Cancel);
                acknowledged.Add(acknowledged.Paid, order.Id);
                for (var turn = 0; turn < 2; turn++)
                {
                    var id = (await buyer.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
                    acknowledged.Add(acknowledged.Submitted, id);
                    var read = (await agent.GetIncidentAsync(id, Cancel)).Line.Version;
                    var closed = await agent.CloseIncidentAsync(
                        id, Story.Closes(ClosingReason.Unresolved), read, Cancel);
                    var charge = turn == 0;
                    await manager.DecideBillingAsync(id, Story.Decides(charge), closed.Version, Cancel);
                    acknowledged.Add(acknowledged.Decided, (id, charge));
                }

                var refund = new NewRefund { Id = Guid.CreateVersion7(), Credits = 1, Reason = "One too many." };
                await clerk.RefundOrderAsync(order.Id, refund, Cancel);
                acknowledged.Add(acknowledged.Refunded, refund.Id!.Value);
            }
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
    }

    private async Task AgreesAsync(ServerProcess server, Vendor vendor, int seed)
    {
        using var administrator = new GuichetClient(server.Address, vendor.Administrator.Key);
        var ledger = await administrator.CheckLedgerAsync(Cancel);
        var books = await administrator.CheckBooksAsync(Cancel);
        Assert.True(ledger.Breaks.Count == 0, $"GUICHET_SEED={seed}: {string.Join(", ", ledger.Breaks)}");
        Assert.True(books.Breaks.Count == 0, $"GUICHET_SEED={seed}: {string.Join(", ", books.Breaks)}");

        await using var database = House.Storage.Read();
        var paid = await database.Set<Order>()
            .Where(order => order.Status == OrderStatus.Paid).Select(order => order.Id).ToListAsync(Cancel);
        var charges = await database.Set<Incident>().ToDictionaryAsync(one => one.Id.Value, one => one.Charge, Cancel);
        var refunds = await database.Set<Refund>().Select(refund => refund.Id).ToListAsync(Cancel);
        Assert.Empty(acknowledged.Paid.Except(paid.Select(id => id.Value)));
        Assert.Empty(acknowledged.Submitted.Except(charges.Keys));
        Assert.Empty(acknowledged.Refunded.Except(refunds.Select(id => id.Value)));
        Assert.All(acknowledged.Decided, one => Assert.Equal(
            one.Charge ? ChargeState.Charged : ChargeState.NotCharged, charges[one.Incident]));
    }

    private sealed record Vendor(Somebody Administrator, Somebody Agent, Somebody Manager, Somebody Clerk);

    /// <summary>What an answer was received for.</summary>
    private sealed class Acknowledged
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public List<Guid> Paid { get; } = [];

        public List<Guid> Submitted { get; } = [];

        public List<(Guid Incident, bool Charge)> Decided { get; } = [];

        public List<Guid> Refunded { get; } = [];

        public void Add<T>(List<T> kept, T one)
        {
            lock (kept)
            {
                kept.Add(one);
            }

            Interlocked.Increment(ref count);
        }
    }
}

public sealed class KillingTheProcessInBusinessOnSqlite : KillingTheProcessInBusiness
{
    private protected override House House { get; } = new SqliteHouse();

    private protected override string Provider => "sqlite";

    private protected override int Kills => 2;
}

public sealed class KillingTheProcessInBusinessOnPostgres : KillingTheProcessInBusiness
{
    private protected override House House { get; } = new PostgresHouse();

    private protected override string Provider => "postgres";

    private protected override int Kills => 3;
}
