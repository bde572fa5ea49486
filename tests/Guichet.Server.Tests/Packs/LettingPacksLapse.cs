using Guichet.Client.Packs;
using Guichet.Server.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Packs;

public abstract class LettingPacksLapse(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ExpirePacks Sweep => house.Services.GetRequiredService<ExpirePacks>();

    [Fact, Trait("Rule", "R21")]
    public async Task Begins_on_the_day_after_the_last_usable_one()
    {
        var owner = await house.WelcomesAsync();
        var yesterday = await house.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 19));
        var today = await house.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 20));

        await Sweep.RunAsync(House.Today, Cancel);

        var lapsed = await owner.Client.GetPackAsync(yesterday.Value, Cancel);
        Assert.Equal((0, PackState.Expired), (lapsed.Balance!.Value, lapsed.State));
        var usable = await owner.Client.GetPackAsync(today.Value, Cancel);
        Assert.Equal((5, PackState.Usable), (usable.Balance!.Value, usable.State));
    }

    [Fact, Trait("Rule", "R21"), Trait("Rule", "R23")]
    public async Task Writes_one_line_however_often_it_runs_and_leaves_what_is_on_hold()
    {
        var owner = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 19));
        await house.Work.RunAsync<bool>(
            async database =>
            {
                var held = (await database.LoadPackAsync(pack, Cancel))
                    .Reserve(Guid.CreateVersion7(), owner.Id, new LocalDate(2026, 11, 19), House.Today);
                database.Append(held.Value);
                return true;
            },
            Cancel);

        await Sweep.RunAsync(House.Today, Cancel);
        await Sweep.RunAsync(House.Today, Cancel);

        var lines = (await owner.Client.ReadStatementAsync(pack.Value, cancel: Cancel)).Items;
        Assert.Equal(
            [LedgerEntryKind.Expired, LedgerEntryKind.Reserved, LedgerEntryKind.Purchased],
            lines.Select(line => line.Kind));
        Assert.Equal((-4, 1, 1), (lines[0].Change, lines[0].Balance, lines[0].Reserved));
    }
}

public sealed class LettingPacksLapseOnSqlite(SqliteHouse house) : LettingPacksLapse(house);

public sealed class LettingPacksLapseOnPostgres(PostgresHouse house) : LettingPacksLapse(house);
