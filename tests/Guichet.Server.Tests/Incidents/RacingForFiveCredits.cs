using Guichet.Client;
using Guichet.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Incidents;

public abstract class RacingForFiveCredits(House house)
{
    private const int Submissions = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R23")]
    public async Task Opens_five_incidents_of_two_hundred_submitted_at_once()
    {
        var customer = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(customer);

        var answers = await Task.WhenAll(Enumerable.Range(0, Submissions).Select(async _ =>
        {
            try
            {
                await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
                return "opened";
            }
            catch (GuichetException refused)
            {
                return refused.Code;
            }
        }));

        Assert.Equal(
            [("opened", 5), ("pack.exhausted", Submissions - 5)],
            answers.CountBy(answer => answer).OrderBy(answer => answer.Key).Select(one => (one.Key, one.Value)));
        Assert.Equal(5, (await customer.Client.ListIncidentsAsync(cancel: Cancel)).Items.Count);
        await using var database = house.Storage.Read();
        var lines = await database.Set<LedgerEntry>()
            .Where(line => line.Pack == pack)
            .OrderBy(line => line.Line)
            .ToListAsync(Cancel);
        Assert.Equal(
            [LedgerEntryKind.Purchased, .. Enumerable.Repeat(LedgerEntryKind.Reserved, 5)],
            lines.Select(line => line.Kind));
        Assert.Equal((5, 5), (lines[^1].BalanceAfter, lines[^1].ReservedAfter));
        Assert.Null(LedgerCheck.FirstBreak(lines));
    }
}

public sealed class RacingForFiveCreditsOnSqlite(SqliteHouse house) : RacingForFiveCredits(house);

public sealed class RacingForFiveCreditsOnPostgres(PostgresHouse house) : RacingForFiveCredits(house);
