using CsCheck;
using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Tests.Packs;

[Trait("Rule", "R23")]
public class PuttingAPackRight
{
    private static readonly PersonId Owner = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    private static readonly PersonId Other = new(Guid.Parse("01990000-0000-7000-8000-000000000003"));
    private static readonly LocalDate LastDay = new(2027, 11, 20);
    private static readonly LocalDate After = LastDay.PlusDays(3);
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "pack.nothing-left")]
    public void Takes_out_what_nobody_has_used_and_leaves_what_is_on_hold(int credits, string? refused)
    {
        var pack = NewPack();
        pack.Reserve(Guid.NewGuid(), Owner, LastDay, At);

        var result = pack.TakeBack(credits, null, "order.refunded", LastDay, At);

        Assert.Equal(refused, result.Refusal?.Code);
        Assert.Equal(
            refused is null ? (0, 1) : (4, 1), (pack.Available!.Value, pack.LastEntry!.ReservedAfter));
    }

    [Fact]
    public void Takes_nothing_out_of_an_expired_pack_or_of_one_that_is_not_counted()
    {
        var uncounted = new IncidentPack(default, "signature", Owner, null, LastDay, null);

        Assert.Equal("pack.expired", NewPack().TakeBack(1, null, "order.refunded", After, At).Refusal?.Code);
        Assert.Equal("pack.nothing-left", uncounted.TakeBack(1, null, "order.refunded", LastDay, At).Refusal?.Code);
        Assert.Equal("pack.uncounted", uncounted.Adjust(1, Owner, "why", LastDay, At).Refusal?.Code);
    }

    [Fact]
    public void A_person_adds_or_takes_credits_with_a_reason()
    {
        var pack = NewPack();

        var added = Assert.Single(pack.Adjust(2, Other, "Charged by mistake", LastDay, At).Value);
        var taken = Assert.Single(pack.Adjust(-3, Other, "Two too many, and one more", LastDay, At).Value);

        Assert.Equal(
            (LedgerEntryKind.Adjusted, 2, 7, Other, "Charged by mistake"),
            (added.Kind, added.BalanceChange, added.BalanceAfter, added.By!.Value, added.Reason));
        Assert.Equal((-3, 4), (taken.BalanceChange, taken.BalanceAfter));
        Assert.Equal("pack.nothing-left", pack.Adjust(-5, Other, "why", LastDay, At).Refusal?.Code);
        Assert.Equal(4, pack.Available);
    }

    [Fact, Trait("Rule", "R22")]
    public void Changes_hands_without_moving_a_credit()
    {
        var pack = NewPack();

        var line = Assert.Single(pack.Transfer(Other, Owner, "pack.recovered", At).Value);

        Assert.Equal(
            (LedgerEntryKind.Transferred, 0, 5, Other), (line.Kind, line.BalanceChange, line.BalanceAfter, pack.Owner));
        Assert.Equal("pack.owner-already", pack.Transfer(Other, Owner, "pack.recovered", At).Refusal?.Code);
    }

    [Fact, Trait("Rule", "R21")]
    public void What_comes_back_to_an_expired_pack_expires_at_once_without_grace()
    {
        var pack = NewPack();
        var incident = Hold(pack);

        var lines = pack.Release(incident, Other, "Not ours", After, At);

        Assert.Equal([LedgerEntryKind.Released, LedgerEntryKind.Expired], lines.Select(line => line.Kind));
        Assert.Equal((LastDay, false), (pack.ExpiresOn!.Value, pack.IsProlonged));
    }

    [Fact, Trait("Rule", "R21")]
    public void With_grace_it_can_be_used_for_some_days_and_nothing_else_can()
    {
        var pack = NewPack();
        var incident = Hold(pack);

        // The sweep has not come by yet: four credits are still there.
        var lines = pack.Release(incident, Other, "Not ours", After, At, graceDays: 10);

        Assert.Equal([LedgerEntryKind.Expired, LedgerEntryKind.Released], lines.Select(line => line.Kind));
        Assert.Equal((After.PlusDays(10), true, 1), (pack.ExpiresOn!.Value, pack.IsProlonged, pack.Available!.Value));
        Assert.Null(pack.Reserve(Guid.NewGuid(), Owner, After.PlusDays(10), At).Refusal);
        Assert.Equal("pack.expired", pack.Reserve(Guid.NewGuid(), Owner, After.PlusDays(11), At).Refusal?.Code);
    }

    [Fact, Trait("Rule", "R21")]
    public void Credits_are_added_to_an_expired_pack_only_with_grace()
    {
        Assert.Equal("pack.expired", NewPack().Adjust(1, Other, "why", After, At).Refusal?.Code);

        var pack = NewPack();
        Assert.Null(pack.Adjust(1, Other, "why", After, At, graceDays: 1).Refusal);
        Assert.Equal((1, After.PlusDays(1)), (pack.Available!.Value, pack.ExpiresOn!.Value));
    }

    [Fact]
    public void Whatever_is_put_right_the_lines_hold_together_and_nothing_is_negative() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[-9, 9], Gen.Int[0, 3]).Array[1, 50].Sample(acts =>
        {
            var pack = NewPack();
            var lines = new List<LedgerEntry> { pack.LastEntry! };
            var held = new Queue<Guid>();
            var today = LastDay.PlusDays(-20);
            foreach (var (act, credits, grace) in acts)
            {
                lines.AddRange(Act(pack, held, (act, credits, grace), today));
                today = today.PlusDays(grace);
            }

            Assert.Null(LedgerCheck.FirstBreak(lines));
            Assert.All(lines, line => Assert.True(line.BalanceAfter >= line.ReservedAfter && line.ReservedAfter >= 0));
            Assert.Equal(lines.Sum(line => line.BalanceChange), pack.LastEntry!.BalanceAfter);
            Assert.Equal(held.Count, pack.LastEntry.ReservedAfter);
        });

    private static IReadOnlyList<LedgerEntry> Act(
        IncidentPack pack, Queue<Guid> held, (int Kind, int Credits, int Grace) act, LocalDate today)
    {
        switch (act.Kind)
        {
            case 0 when pack.Reserve(Guid.NewGuid(), Owner, today, At).Succeeded(out var line, out _):
                held.Enqueue(line.Incident!.Value);
                return [line];
            case 1 when held.Count > 0:
                return [pack.Consume(held.Dequeue(), Owner, "incident.solved", At)];
            case 2 when held.Count > 0:
                return pack.Release(held.Dequeue(), Owner, "Not ours", today, At, act.Grace);
            case 3 when act.Credits != 0:
                return pack.Adjust(act.Credits, Owner, "why", today, At, act.Grace).Succeeded(out var put, out _)
                    ? put
                    : [];
            case 4:
                return pack.Transfer(pack.Owner == Owner ? Other : Owner, Owner, "why", At).Value;
            case 5 when pack.Expire(today, At) is { } lapsed:
                return [lapsed];
            default:
                return [];
        }
    }

    private static Guid Hold(IncidentPack pack) =>
        pack.Reserve(Guid.NewGuid(), Owner, LastDay, At).Value.Incident!.Value;

    private static IncidentPack NewPack()
    {
        var id = new IncidentPackId(Guid.Parse("01990000-0000-7000-8000-000000000002"));
        var pack = new IncidentPack(id, "pack-5", Owner, 5, LastDay, null);
        pack.Purchase(Owner, "order.paid", At);
        return pack;
    }
}
