using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Server.Tests.Incidents;

namespace Guichet.Server.Tests.Packs;

[Trait("Rule", "R23")]
public abstract class CorrectingAPack(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leaves_a_line_with_the_reason_that_the_customer_reads()
    {
        var owner = await house.WelcomesAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var pack = (await house.GivesPackAsync(owner)).Value;

        var corrected = await clerk.Client.AdjustPackAsync(pack, Adjusts(2, 1), Cancel);

        Assert.Equal((7, 2), (corrected.Available!.Value, corrected.LastLine!.Value));
        var line = (await owner.Client.ReadStatementAsync(pack, cancel: Cancel)).Items[0];
        Assert.Equal(
            (LedgerEntryKind.Adjusted, "Charged by mistake", 2, 7),
            (line.Kind, line.Reason, line.Change, line.Balance));
    }

    [Fact]
    public async Task Sent_twice_is_done_once()
    {
        var (pack, clerk) = ((await house.GivesPackAsync(await house.WelcomesAsync())).Value,
            await house.WelcomesAsync(Role.BillingClerk));
        await clerk.Client.AdjustPackAsync(pack, Adjusts(2, 1), Cancel);

        var again = await Assert.ThrowsAsync<GuichetException>(
            () => clerk.Client.AdjustPackAsync(pack, Adjusts(2, 1), Cancel));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "version.changed"), (again.Status, again.Code));
        Assert.Equal(7, (await clerk.Client.GetPackAsync(pack, Cancel)).Available);
    }

    [Fact]
    public async Task Never_takes_what_is_not_there_however_many_try_at_once()
    {
        var owner = await house.WelcomesAsync();
        var clerk = await house.WelcomesAsync(Role.SupportManager);
        var pack = (await house.GivesPackAsync(owner)).Value;

        // Each tries until the ledger stands still under it: five times one credit, and then none is left.
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TakeOneAsync(clerk, pack)));

        Assert.Equal(5, answers.Count(code => code is null));
        Assert.Equal(7, answers.Count(code => code == "pack.nothing-left"));
        Assert.Equal(0, (await owner.Client.GetPackAsync(pack, Cancel)).Balance);
    }

    [Theory]
    [InlineData(0, "because", "/credits")]
    [InlineData(1, " ", "/reason")]
    public async Task Needs_a_number_and_a_reason(int credits, string reason, string field)
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var pack = (await house.GivesPackAsync(await house.WelcomesAsync())).Value;

        var refused = await Assert.ThrowsAsync<GuichetException>(() => clerk.Client.AdjustPackAsync(
            pack, new PackAdjustment { Credits = credits, Reason = reason, AfterLine = 1 }, Cancel));

        Assert.Equal([field], refused.Errors.Keys);
    }

    [Fact]
    public async Task Is_for_those_with_the_right()
    {
        var pack = (await house.GivesPackAsync(await house.WelcomesAsync())).Value;
        foreach (var role in new[] { Role.Customer, Role.Agent, Role.Administrator })
        {
            var somebody = await house.WelcomesAsync(role);
            Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<GuichetException>(
                () => somebody.Client.AdjustPackAsync(pack, Adjusts(1, 1), Cancel))).Status);
        }
    }

    [Fact]
    public async Task Gives_it_to_another_account_with_its_history()
    {
        var (former, next) = (await house.WelcomesAsync(), await house.WelcomesAsync());
        var manager = await house.WelcomesAsync(Role.SupportManager);
        var pack = (await house.GivesPackAsync(former)).Value;

        await manager.Client.TransferPackAsync(pack, Transfers(next), Cancel);

        Assert.True((await next.Client.GetPackAsync(pack, Cancel)) is { Owned: true, Held: true, Available: 5 });
        Assert.Equal(
            [LedgerEntryKind.Transferred, LedgerEntryKind.Purchased],
            (await next.Client.ReadStatementAsync(pack, cancel: Cancel)).Items.Select(line => line.Kind));
        Assert.Equal("pack.unknown", (await Assert.ThrowsAsync<GuichetException>(
            () => former.Client.GetPackAsync(pack, Cancel))).Code);
        Assert.Equal("pack.owner-already", (await Assert.ThrowsAsync<GuichetException>(
            () => manager.Client.TransferPackAsync(pack, Transfers(next), Cancel))).Code);
        await next.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
    }

    [Fact]
    public async Task Tells_the_balance_of_any_past_day()
    {
        var owner = await house.WelcomesAsync();
        var pack = (await house.GivesPackAsync(owner)).Value;
        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);

        var today = await owner.Client.ReadPackBalanceAsync(pack, new DateOnly(2026, 11, 20), Cancel);
        var before = await owner.Client.ReadPackBalanceAsync(pack, new DateOnly(2026, 11, 19), Cancel);
        var ahead = await Assert.ThrowsAsync<GuichetException>(
            () => owner.Client.ReadPackBalanceAsync(pack, new DateOnly(2026, 11, 21), Cancel));

        Assert.Equal((5, 1, 4, 2), (today.Balance, today.Reserved, today.Available, today.Line!.Value));
        Assert.Equal((0, 0, null), (before.Balance, before.Reserved, before.Line));
        Assert.Equal("pack.day-ahead", ahead.Code);
    }

    [Fact]
    public async Task Tells_no_balance_where_nothing_is_counted()
    {
        var vendor = await house.WelcomesAsync(Role.Administrator);
        var granted = await vendor.Client.GrantContractAsync(
            new() { Id = Guid.CreateVersion7(), Plan = "advanced-partner", StartsOn = new(2026, 11, 20) }, Cancel);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => vendor.Client.ReadPackBalanceAsync(granted.Id, new DateOnly(2026, 11, 20), Cancel));

        Assert.Equal("pack.uncounted", refused.Code);
    }

    [Fact]
    public async Task Uses_the_pack_that_expires_first_and_then_the_next()
    {
        var owner = await house.WelcomesAsync();
        var late = (await house.GivesPackAsync(owner, size: 2, expiresOn: new LocalDate(2027, 9, 1))).Value;
        var early = (await house.GivesPackAsync(owner, size: 1, expiresOn: new LocalDate(2027, 3, 1))).Value;
        await house.GivesPackAsync(owner, size: 3, expiresOn: new LocalDate(2026, 11, 19));

        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        Assert.Equal((0, 2), await AvailableAsync(owner, early, late));
        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        Assert.Equal((0, 1), await AvailableAsync(owner, early, late));
    }

    [Fact, Trait("Rule", "R10")]
    public async Task Says_what_the_pack_can_be_used_for_and_until_when()
    {
        var owner = await house.WelcomesAsync();
        var pack = (await house.GivesPackAsync(owner)).Value;
        var gone = (await house.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 19))).Value;

        var found = await owner.Client.ListPackCoverageAsync(pack, "windows server 2019", cancel: Cancel);
        var first = await owner.Client.ListPackCoverageAsync(pack, limit: 5, cancel: Cancel);
        var second = await owner.Client.ListPackCoverageAsync(pack, cursor: first.Next, limit: 5, cancel: Cancel);

        var covered = Assert.Single(found.Items);
        Assert.Equal(
            ("windows-server/2019", new DateOnly(2027, 11, 1), true),
            (covered.Reference, covered.LastDay!.Value, covered.EndsWithPack));
        Assert.Equal(10, first.Items.Concat(second.Items).Select(one => one.Reference).Distinct().Count());
        Assert.Empty((await owner.Client.ListPackCoverageAsync(gone, cancel: Cancel)).Items);
    }

    private static PackAdjustment Adjusts(int credits, int afterLine) =>
        new() { Credits = credits, Reason = "Charged by mistake", AfterLine = afterLine };

    private static PackTransfer Transfers(Somebody to) =>
        new() { Email = $"{to.Id.Value:N}@example.test", Reason = "The buyer has left" };

    private static async Task<string?> TakeOneAsync(Somebody clerk, Guid pack)
    {
        while (true)
        {
            var line = (await clerk.Client.GetPackAsync(pack, Cancel)).LastLine!.Value;
            try
            {
                await clerk.Client.AdjustPackAsync(pack, Adjusts(-1, line), Cancel);
                return null;
            }
            catch (GuichetException refused) when (refused.Code != "version.changed")
            {
                return refused.Code;
            }
            catch (GuichetException)
            {
                // Somebody else was quicker.
            }
        }
    }

    private static async Task<(int, int)> AvailableAsync(Somebody owner, Guid one, Guid other) => (
        (await owner.Client.GetPackAsync(one, Cancel)).Available!.Value,
        (await owner.Client.GetPackAsync(other, Cancel)).Available!.Value);
}

public sealed class CorrectingAPackOnSqlite(SqliteHouse house) : CorrectingAPack(house);

public sealed class CorrectingAPackOnPostgres(PostgresHouse house) : CorrectingAPack(house);
