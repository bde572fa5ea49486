using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Tests.Packs;

public class ReachingTheLastDay
{
    private static readonly PersonId Owner = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    private static readonly Guid Incident = Guid.Parse("01990000-0000-7000-8000-000000000003");
    private static readonly LocalDate LastDay = new(2027, 11, 20);
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);

    [Theory, Trait("Rule", "R21")]
    [InlineData("2026-11-20", "2027-11-20")]
    [InlineData("2027-03-01", "2028-03-01")]
    [InlineData("2028-02-28", "2029-02-28")]
    [InlineData("2028-02-29", "2029-02-28")]
    public void A_year_on_is_the_same_date_and_of_29_February_the_28th(string boughtOn, string lastDay) =>
        Assert.Equal(Day(lastDay), IncidentPack.LastDay(Day(boughtOn), Period.FromYears(1)));

    [Fact, Trait("Rule", "R21")]
    public void It_can_be_used_on_that_day_and_not_on_the_next()
    {
        Assert.Null(Bought().Reserve(Incident, Owner, LastDay, At).Refusal);

        var refusal = Bought().Reserve(Incident, Owner, LastDay.PlusDays(1), At).Refusal;

        Assert.Equal(("pack.expired", LastDay), (refusal!.Code, refusal.Facts["date"]));
    }

    [Fact, Trait("Rule", "R21")]
    public void What_is_left_lapses_on_the_next_day_and_only_once()
    {
        var pack = Bought();

        Assert.Null(pack.Expire(LastDay, At));
        Assert.Equal((-5, 0), (pack.Expire(LastDay.PlusDays(1), At)!.BalanceChange, pack.Available!.Value));
        Assert.Null(pack.Expire(LastDay.PlusDays(2), At));
    }

    [Fact, Trait("Rule", "R21")]
    public void Nothing_was_available_after_that_day_though_nothing_has_lapsed_yet()
    {
        var pack = Bought();

        Assert.Equal(
            (0, 5, 0),
            (pack.AvailableOn(LastDay, null), pack.AvailableOn(LastDay, pack.LastEntry),
                pack.AvailableOn(LastDay.PlusDays(1), pack.LastEntry)));
    }

    [Fact, Trait("Rule", "R23")]
    public void A_credit_on_hold_stays_and_is_honoured()
    {
        var pack = Bought();
        pack.Reserve(Incident, Owner, LastDay, At);

        Assert.Equal(-4, pack.Expire(LastDay.PlusDays(1), At)!.BalanceChange);

        var line = pack.Consume(Incident, Owner, "incident.solved", At);
        Assert.Equal((0, 0), (line.BalanceAfter, line.ReservedAfter));
    }

    [Fact, Trait("Rule", "R23")]
    public void A_credit_that_comes_back_afterwards_lapses_at_once()
    {
        var pack = Bought();
        pack.Reserve(Incident, Owner, LastDay, At);
        pack.Expire(LastDay.PlusDays(1), At);

        var lines = pack.Release(Incident, Owner, "Not ours to charge", LastDay.PlusDays(2), At);

        Assert.Equal([LedgerEntryKind.Released, LedgerEntryKind.Expired], lines.Select(line => line.Kind));
        Assert.Equal((0, 0), (lines[^1].BalanceAfter, lines[^1].ReservedAfter));
    }

    [Fact, Trait("Rule", "R23")]
    public void A_credit_that_comes_back_in_time_can_be_used_again()
    {
        var pack = Bought();
        pack.Reserve(Incident, Owner, LastDay, At);

        Assert.Single(pack.Release(Incident, Owner, "Not ours to charge", LastDay, At));
        Assert.Equal(5, pack.Available);
    }

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static IncidentPack Bought()
    {
        var pack = new IncidentPack(
            new IncidentPackId(Guid.Parse("01990000-0000-7000-8000-000000000002")), "pack-5", Owner, 5, LastDay, null);
        pack.Purchase(Owner, "order.paid", At);
        return pack;
    }
}
