using CsCheck;
using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Tests.Packs;

public class KeepingALedger
{
    private static readonly PersonId Owner = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    private static readonly LocalDate LastDay = new(2027, 11, 20);
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);

    /// <summary>Sizes, and acts with what they choose: hold, consume, give back, let a day pass, let lapse.</summary>
    private static readonly Gen<(int Size, (int Act, int Choice)[] Acts)> Lives =
        Gen.Select(Gen.Int[1, 20], Gen.Select(Gen.Int[0, 4], Gen.Int[0, 99]).Array[0, 60]);

    [Fact, Trait("Rule", "R23")]
    public void The_totals_are_the_sums_of_the_changes_whatever_happens() => Lives.Sample(life =>
    {
        var lines = Live(life.Size, life.Acts);
        var last = lines[^1];
        Assert.Equal(lines.Sum(line => line.BalanceChange), last.BalanceAfter);
        Assert.Equal(lines.Sum(line => line.ReservedChange), last.ReservedAfter);
        Assert.Null(LedgerCheck.FirstBreak(lines));
    });

    [Fact, Trait("Rule", "R23")]
    public void No_balance_is_ever_negative_and_no_more_is_held_than_owned() => Lives.Sample(life =>
        Assert.All(Live(life.Size, life.Acts), line =>
        {
            Assert.InRange(line.BalanceAfter, 0, life.Size);
            Assert.InRange(line.ReservedAfter, 0, line.BalanceAfter);
        }));

    [Fact, Trait("Rule", "R23")]
    public void Every_hold_is_settled_once_or_still_open() => Lives.Sample(life =>
    {
        var lines = Live(life.Size, life.Acts);
        int Count(params LedgerEntryKind[] kinds) => lines.Count(line => kinds.Contains(line.Kind));
        Assert.Equal(
            Count(LedgerEntryKind.Reserved),
            Count(LedgerEntryKind.Consumed, LedgerEntryKind.Released) + lines[^1].ReservedAfter);
    });

    [Fact, Trait("Rule", "R23")]
    public void A_changed_line_shows_at_the_line_after_it() =>
        Gen.Select(Lives, Gen.Int[0, 99]).Sample((life, choice) =>
    {
        var lines = Live(life.Size, life.Acts);
        if (lines.Count < 2)
        {
            return;
        }

        var changed = choice % (lines.Count - 1);
        lines[changed] = lines[changed] with { Reason = lines[changed].Reason + "!" };

        var found = LedgerCheck.FirstBreak(lines);
        Assert.Equal((changed + 2, "ledger.hash-wrong"), (found!.Line, found.Code));
    });

    [Fact, Trait("Rule", "R23")]
    public void A_line_left_out_shows()
    {
        var lines = Live(5, [(0, 0), (0, 0), (1, 0)]);
        lines.RemoveAt(1);

        var found = LedgerCheck.FirstBreak(lines);

        Assert.Equal((3, "ledger.line-missing"), (found!.Line, found.Code));
    }

    [Fact, Trait("Rule", "R23")]
    public void Totals_that_do_not_follow_show()
    {
        var lines = Live(5, [(0, 0)]);
        lines[1] = lines[1] with { BalanceAfter = 6 };

        Assert.Equal("ledger.totals-wrong", LedgerCheck.FirstBreak(lines)!.Code);
    }

    [Fact, Trait("Rule", "R23")]
    public void The_hash_is_the_same_for_ever()
    {
        // A stored chain must stay readable: should this fail, the reading of the fields has changed.
        var line = new LedgerEntry(
            new IncidentPackId(Guid.Parse("01990000-0000-7000-8000-000000000002")), 1, LedgerEntryKind.Purchased,
            5, 0, 5, 0, null, Owner, "order.paid", At, LedgerEntry.NoHash);

        Assert.Equal("1f5c805d640982ac31da57a2e18120bf171327a0c864f32b028b4ee2480bcac2", line.Hash());
    }

    [Fact, Trait("Rule", "R23")]
    public void Nothing_is_held_in_an_empty_pack()
    {
        var pack = NewPack(1);
        pack.Purchase(Owner, "order.paid", At);

        Assert.Null(pack.Reserve(Guid.NewGuid(), Owner, LastDay, At).Refusal);
        Assert.Equal("pack.exhausted", pack.Reserve(Guid.NewGuid(), Owner, LastDay, At).Refusal?.Code);
    }

    private static IncidentPack NewPack(int size) =>
        new(new IncidentPackId(Guid.Parse("01990000-0000-7000-8000-000000000002")), "pack-5", Owner, size, LastDay,
            null);

    private static List<LedgerEntry> Live(int size, IEnumerable<(int Act, int Choice)> acts)
    {
        var pack = NewPack(size);
        var lines = new List<LedgerEntry> { pack.Purchase(Owner, "order.paid", At) };
        var held = new List<Guid>();
        var today = LastDay.PlusDays(-20);
        foreach (var (act, choice) in acts)
        {
            switch (act)
            {
                case 0 when pack.Reserve(Guid.NewGuid(), Owner, today, At).Succeeded(out var line, out _):
                    lines.Add(line);
                    held.Add(line.Incident!.Value);
                    break;
                case 1 when held.Count > 0:
                    lines.Add(pack.Consume(Take(held, choice), Owner, "incident.solved", At));
                    break;
                case 2 when held.Count > 0:
                    lines.AddRange(pack.Release(Take(held, choice), Owner, "Not ours to charge", today, At));
                    break;
                case 3:
                    today = today.PlusDays(choice % 5);
                    break;
                case 4 when pack.Expire(today, At) is { } lapsed:
                    lines.Add(lapsed);
                    break;
            }
        }

        return lines;
    }

    private static Guid Take(List<Guid> held, int choice)
    {
        var taken = held[choice % held.Count];
        held.Remove(taken);
        return taken;
    }
}
