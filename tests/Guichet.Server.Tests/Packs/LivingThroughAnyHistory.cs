using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Packs;

/// <summary>Histories drawn at random, some workers at once on a pack or two, by the rules and the unit of work.
/// Whatever order the database gave them, plain counters that go through them in that order come to the same.</summary>
public abstract class LivingThroughAnyHistory(House house)
{
    private const int Workers = 3;
    private const int ActsOfAWorker = 6;
    private static readonly LocalDate Day = new(2026, 11, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R21"), Trait("Rule", "R23")]
    public async Task Comes_to_what_plain_counters_say()
    {
        var seed = LongRun.Seed();
        var (one, other) = (await house.WelcomesAsync(), await house.WelcomesAsync());
        var refused = 0;
        await Parallel.ForAsync(
            0,
            LongRun.Times(200, 10_000),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel },
            async (number, _) =>
            {
                try
                {
                    Interlocked.Add(ref refused, await LiveAsync(new Random(seed ^ (number * 7919)), one.Id, other.Id));
                }
                catch (Exception broken)
                {
                    throw new InvalidOperationException($"GUICHET_SEED={seed}, history {number}", broken);
                }
            });
        Assert.True(refused > 0); // The histories reach what is not allowed.
    }

    /// <summary>One history; how many of its acts were refused.</summary>
    private async Task<int> LiveAsync(Random random, PersonId one, PersonId other)
    {
        var packs = new List<History>();
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            packs.Add(new History(await OpenAsync(random.Next(1, 5), one)));
        }

        int[] seeds = [.. Enumerable.Range(0, Workers).Select(_ => random.Next())];
        await Task.WhenAll(seeds.Select(seed => WorkAsync(new Random(seed), packs, [one, other])));
        foreach (var history in packs)
        {
            await CompareAsync(history);
        }

        return packs.Sum(history => history.Done.Count(done => done.Refusal is not null));
    }

    private async Task WorkAsync(Random random, List<History> packs, PersonId[] people)
    {
        foreach (var history in packs)
        {
            await DoAsync(history, Draw(random, history, people) with { Kind = PackActKind.Purchase });
        }

        for (var count = 0; count < ActsOfAWorker; count++)
        {
            var history = packs[random.Next(packs.Count)];
            await DoAsync(history, Draw(random, history, people));
        }
    }

    private static PackAct Draw(Random random, History history, PersonId[] people)
    {
        // Holds are the most frequent, as nothing can be settled without them.
        var kind = random.Next(3) == 0 ? PackActKind.Reserve : (PackActKind)random.Next(1, 11);
        return new PackAct(
            kind,
            kind == PackActKind.Reserve ? Guid.CreateVersion7() : history.AnyIncident(random),
            kind == PackActKind.Adjust && random.Next(2) == 0 ? -random.Next(1, 4) : random.Next(1, 4),
            people[random.Next(people.Length)],
            random.Next(5) == 0 ? Day.PlusDays(random.Next(10, 20)) : Day,
            random.Next(2) * 3);
    }

    private async Task DoAsync(History history, PackAct act)
    {
        var result = await house.Work.RunAsync<PackActDone>(
            async database =>
            {
                var row = await database.Set<PackRow>().SingleAsync(one => one.Id == history.Row.Id, Cancel);
                var pack = await database.LoadPackAsync(row.Id, Cancel);
                var after = pack.LastEntry?.Line ?? 0;
                var settled = await database.Set<LedgerEntry>().AsNoTracking()
                    .Where(line => line.Pack == row.Id && line.Incident == act.Incident)
                    .OrderBy(line => line.Line)
                    .Select(line => line.Kind)
                    .ToListAsync(Cancel);
                var frozen = await database.Set<LedgerEntry>()
                    .Where(line => line.Pack == row.Id
                        && (line.Reason == "payment.disputed" || line.Reason == "payment.dispute-won"))
                    .SumAsync(line => -line.BalanceChange, Cancel);
                var (lines, refusal) = Ask(pack, act, settled, frozen);
                await database.AppendAsync(pack, lines, Cancel);
                row.Owner = pack.Owner;
                return new PackActDone(act, after, lines, refusal);
            },
            Cancel);
        history.Add(result.Value);
    }

    /// <summary>By the rules; what an incident's own state forbids elsewhere is asked of its lines here.</summary>
    private static (LedgerEntry[] Lines, string? Refusal) Ask(
        IncidentPack pack, PackAct act, List<LedgerEntryKind> settled, int frozen)
    {
        var (by, today, at) = (act.To, act.Today, House.Today);
        var isOpen = pack.LastEntry is not null;
        var isHeld = settled is [LedgerEntryKind.Reserved];
        var isUsed = settled is [LedgerEntryKind.Reserved, LedgerEntryKind.Consumed];
        return act.Kind switch
        {
            PackActKind.Purchase => isOpen ? ([], "test.open") : ([pack.Purchase(by, "order.paid", at)], null),
            _ when !isOpen => ([], "test.not-open"),
            PackActKind.Reserve => Said(pack.Reserve(act.Incident, by, today, at)),
            PackActKind.Consume =>
                isHeld ? ([pack.Consume(act.Incident, by, "incident.solved", at)], null) : ([], "test.not-held"),
            PackActKind.Release => isHeld
                ? ([.. pack.Release(act.Incident, by, "incident.closed", today, at, act.GraceDays)], null)
                : ([], "test.not-held"),
            PackActKind.GiveBack => isUsed
                ? ([.. pack.GiveBack(act.Incident, by, "charge.disputed", today, at, act.GraceDays)], null)
                : ([], "test.not-used"),
            PackActKind.Expire => pack.Expire(today, at) is { } line ? ([line], null) : ([], "test.nothing"),
            PackActKind.Transfer => Said(pack.Transfer(act.To, by, "sold", at)),
            PackActKind.TakeBack => Said(pack.TakeBack(act.Credits, by, "order.refunded", today, at)),
            PackActKind.Freeze =>
                pack.Freeze(today, at, act.Credits) is { } line ? ([line], null) : ([], "test.nothing"),
            PackActKind.Thaw => frozen > 0
                ? ([.. pack.Thaw(frozen, today, at, act.GraceDays)], null)
                : ([], "test.nothing"),
            _ => Said(pack.Adjust(act.Credits, by, "put right", today, at, act.GraceDays)),
        };
    }

    private static (LedgerEntry[] Lines, string? Refusal) Said(Result<LedgerEntry> result) =>
        result.Succeeded(out var line, out var refusal) ? ([line], null) : ([], refusal.Code);

    private static (LedgerEntry[] Lines, string? Refusal) Said(Result<LedgerEntry[]> result) =>
        result.Succeeded(out var lines, out var refusal) ? (lines, null) : ([], refusal.Code);

    private async Task CompareAsync(History history)
    {
        await using var database = house.Storage.Read();
        var row = await database.Set<PackRow>().AsNoTracking().SingleAsync(one => one.Id == history.Row.Id, Cancel);
        var ledger = await database.Set<LedgerEntry>().AsNoTracking()
            .Where(line => line.Pack == row.Id).OrderBy(line => line.Line).ToListAsync(Cancel);
        var plain = new PlainCounters(history.Row.Size!.Value, history.Row.ExpiresOn!.Value, history.Row.Owner);

        // In the order of the lines; what was refused at a line comes before what was written after it.
        foreach (var done in history.Done.OrderBy(done => done.After).ThenBy(done => done.Lines.Length > 0))
        {
            Assert.Equal(done.After, plain.Lines);
            Assert.Equal((done.Act, done.Refusal, done.Lines.Length), Expected(plain, done.Act));
            if (done.Lines is [.., var last])
            {
                Assert.Equal((last.BalanceAfter, last.ReservedAfter), (plain.Balance, plain.Reserved));
            }
        }

        Assert.Null(LedgerCheck.FirstBreak(ledger));
        Assert.Equal(plain.Lines, ledger.Count);
        Assert.Equal((plain.Balance, plain.Reserved), (
            ledger.Sum(line => line.BalanceChange), ledger.Sum(line => line.ReservedChange)));
        Assert.Equal((plain.LastDay, plain.Owner), (row.ExpiresOn!.Value, row.Owner));
        Assert.All(ledger, line => Assert.True(line is { ReservedAfter: >= 0, AvailableAfter: >= 0 }));
    }

    private static (PackAct Act, string? Refusal, int Lines) Expected(PlainCounters plain, PackAct act)
    {
        var (refusal, lines) = plain.Do(act);
        return (act, refusal, lines);
    }

    private async Task<PackRow> OpenAsync(int size, PersonId owner)
    {
        PackRow Row(IncidentPackId id) => new()
        {
            Id = id,
            Plan = "pack-5",
            Owner = owner,
            Size = size,
            StartsOn = Day,
            ExpiresOn = Day.PlusDays(9),
            CreatedAt = House.Today,
        };

        var row = Row(new IncidentPackId(Guid.CreateVersion7()));
        await house.Work.RunAsync<bool>(
            database =>
            {
                database.Add(Row(row.Id));
                return Task.FromResult<Result<bool>>(true);
            },
            Cancel);
        return row;
    }

    /// <summary>What was done to one pack, as the workers were answered.</summary>
    private sealed class History(PackRow row)
    {
        private readonly Lock door = new();
        private readonly List<Guid> incidents = [];

        public PackRow Row => row;

        public List<PackActDone> Done { get; } = [];

        public void Add(PackActDone done)
        {
            lock (door)
            {
                Done.Add(done);
                if (done is { Act.Kind: PackActKind.Reserve, Refusal: null })
                {
                    incidents.Add(done.Act.Incident);
                }
            }
        }

        public Guid AnyIncident(Random random)
        {
            lock (door)
            {
                return incidents.Count == 0 ? Guid.CreateVersion7() : incidents[random.Next(incidents.Count)];
            }
        }
    }
}

public sealed class LivingThroughAnyHistoryOnSqlite(SqliteHouse house) : LivingThroughAnyHistory(house);

public sealed class LivingThroughAnyHistoryOnPostgres(PostgresHouse house) : LivingThroughAnyHistory(house);
