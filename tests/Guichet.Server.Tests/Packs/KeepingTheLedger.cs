using Guichet.Packs;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Packs;

public abstract class KeepingTheLedger(House house)
{
    private static readonly LocalDate Day = new(2026, 11, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R23")]
    public async Task Forty_holds_at_once_on_five_credits_leave_exactly_five()
    {
        var owner = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(owner);

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => HoldAsync(owner, pack)));

        Assert.Equal(5, results.Count(result => result.Refusal is null));
        Assert.Equal(35, results.Count(result => result.Refusal?.Code == "pack.exhausted"));
        var view = await owner.Client.GetPackAsync(pack.Value, Cancel);
        Assert.Equal((5, 5, 0), (view.Balance!.Value, view.Reserved!.Value, view.Available!.Value));
    }

    [Fact, Trait("Rule", "R23"), Trait("Rule", "R25")]
    public async Task A_credit_on_hold_is_settled_once_however_many_try()
    {
        var owner = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(owner);
        var incident = (await HoldAsync(owner, pack)).Value.Incident!.Value;

        var (_, _) = (await SettleAsync(pack, incident), await HoldAsync(owner, pack));

        // Another hold is open, so that the pack's own rule lets a second settlement pass: the database does not.
        await Assert.ThrowsAsync<DbUpdateException>(() => SettleAsync(pack, incident));
        var view = await owner.Client.GetPackAsync(pack.Value, Cancel);
        Assert.Equal((4, 1), (view.Balance!.Value, view.Reserved!.Value));
    }

    [Theory, Trait("Rule", "R23")]
    [InlineData("update ledger_entry set balance_after = 99 where pack = @pack")]
    [InlineData("update ledger_entry set reason = 'another' where pack = @pack")]
    [InlineData("delete from ledger_entry where pack = @pack")]
    public async Task No_line_is_changed_or_removed(string statement)
    {
        var owner = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(owner);

        await RefusedByDatabaseAsync(statement, pack);

        Assert.Equal(5, (await owner.Client.GetPackAsync(pack.Value, Cancel)).Balance);
    }

    [Theory, Trait("Rule", "R23")]
    [InlineData("2, 'Adjusted', -6, 0, -1, 0, null")] // below nothing
    [InlineData("2, 'Adjusted', 1, 0, 7, 0, null")] // totals that do not follow
    [InlineData("3, 'Adjusted', 1, 0, 6, 0, null")] // a line left out
    [InlineData("2, 'Consumed', -1, -1, 4, -1, @other")] // more given back than held
    [InlineData("2, 'Reserved', 0, 1, 5, 1, null")] // a hold for no incident
    [InlineData("2, 'Reserved', 0, 6, 5, 6, @other")] // more held than owned
    public async Task No_line_is_written_that_does_not_add_up(string values)
    {
        var owner = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(owner);

        await RefusedByDatabaseAsync(
            "insert into ledger_entry (line, kind, balance_change, reserved_change, balance_after, reserved_after, "
            + $"incident, pack, reason, at, previous_hash) select {values}, pack, 'by hand', at, previous_hash "
            + "from ledger_entry where pack = @pack and line = 1",
            pack);

        Assert.Single((await owner.Client.ReadStatementAsync(pack.Value, cancel: Cancel)).Items);
    }

    [Fact, Trait("Rule", "R23")]
    public async Task Every_ledger_holds_together_and_the_check_says_so()
    {
        var owner = await house.WelcomesAsync();
        var administrator = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var pack = await house.GivesPackAsync(owner);
        await SettleAsync(pack, (await HoldAsync(owner, pack)).Value.Incident!.Value);

        var found = await administrator.Client.CheckLedgerAsync(Cancel);

        Assert.Empty(found.Breaks);
        Assert.True(found is { Packs: >= 1, Lines: >= 3 });
    }

    private Task<Result<LedgerEntry>> HoldAsync(Somebody owner, IncidentPackId id) => house.Work.RunAsync<LedgerEntry>(
        async database =>
        {
            var pack = await database.LoadPackAsync(id, Cancel);
            if (!pack.Reserve(Guid.CreateVersion7(), owner.Id, Day, House.Today).Succeeded(
                out var line, out var refusal))
            {
                return refusal;
            }

            database.Append(line);
            return line;
        },
        Cancel);

    private Task<Result<LedgerEntry>> SettleAsync(IncidentPackId id, Guid incident) => house.Work.RunAsync<LedgerEntry>(
        async database =>
        {
            var line = (await database.LoadPackAsync(id, Cancel))
                .Consume(incident, null, "incident.solved", House.Today);
            database.Append(line);
            return line;
        },
        Cancel);

    private async Task RefusedByDatabaseAsync(string statement, IncidentPackId pack)
    {
        await using var database = house.Storage.Read();
        var connection = database.Database.GetDbConnection();
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in new[] { ("@pack", pack.Value), ("@other", Guid.CreateVersion7()) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync(Cancel));
    }
}

public sealed class KeepingTheLedgerOnSqlite(SqliteHouse house) : KeepingTheLedger(house);

public sealed class KeepingTheLedgerOnPostgres(PostgresHouse house) : KeepingTheLedger(house);
