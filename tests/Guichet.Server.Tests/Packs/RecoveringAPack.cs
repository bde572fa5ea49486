using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Mail;
using Guichet.Server.Recovery;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Mail;
using Guichet.Server.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using LedgerEntryKind = Guichet.Client.Packs.LedgerEntryKind;
using RecoveryState = Guichet.Client.Packs.RecoveryState;

namespace Guichet.Server.Tests.Packs;

[Trait("Rule", "R22")]
public abstract class RecoveringAPack : IAsyncLifetime
{
    private Somebody owner = null!;
    private Somebody asker = null!;
    private Somebody agent = null!;
    private string number = "";
    private Guid pack;

    private protected House House { get; init; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        _ = House.Factory;
        (owner, asker) = (await House.WelcomesAsync(), await House.WelcomesAsync());
        agent = await House.WelcomesAsync(Role.Agent);
        var order = await owner.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        (pack, number) = (
            (await owner.Client.PayForDemonstrationAsync(order.Id, Cancel)).Pack!.Value, order.ConfirmationNumber);
        await House.EmptyOutboxAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Goes_to_who_asked_when_the_owner_has_had_time_and_an_agent_agrees()
    {
        var asked = await AskAsync(asker, number.ToLowerInvariant().Replace("-", " "));
        await House.DeliverAsync();
        Assert.Equal("recovery.waits", await RefusedAsync(() => ApproveAsync(asked.Id)));
        House.Clock.AdvanceDays(7);

        var waiting = Assert.Single((await agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items);
        var approved = await ApproveAsync(waiting.Recovery.Id);

        Assert.Equal((RecoveryState.Approved, pack), (approved.State, approved.Pack!.Value));
        var lines = (await asker.Client.ReadStatementAsync(pack, cancel: Cancel)).Items;
        Assert.Equal(
            [(LedgerEntryKind.Transferred, "pack.recovered"), (LedgerEntryKind.Purchased, "order.paid")],
            lines.Select(line => (line.Kind, line.Reason)));
        Assert.Equal("pack.unknown", await RefusedAsync(() => owner.Client.GetPackAsync(pack, Cancel)));
        Assert.Null((await asker.Client.GetPackAsync(pack, Cancel)).OrderNumber);
        Assert.Equal(
            [DecideRecovery.Decided, DecideRecovery.DecidedToOwner],
            (await KindsAsync()).Where(kind => kind.StartsWith("recovery.decided", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Is_asked_alike_whether_there_is_such_a_number_or_not()
    {
        var real = await AskAsync(asker, number);
        var invented = await AskAsync(asker, "AAAA-BBBB-CCCC");
        var nonsense = await AskAsync(asker, "?");

        foreach (var other in new[] { invented, nonsense })
        {
            Assert.Equal(
                real with { Id = other.Id, ConfirmationNumber = other.ConfirmationNumber }, other);
        }

        Assert.Equal(Enumerable.Repeat(AskForPack.Kind, 3), await KindsAsync());
        Assert.Single(
            (await agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items, waiting => waiting.Pack is not null);
        Assert.Equal(3, (await asker.Client.ListOwnRecoveriesAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Of_a_number_of_no_purchase_waits_for_an_agent_like_any_other()
    {
        var asked = await AskAsync(asker, "AAAA-BBBB-CCCC");
        House.Clock.AdvanceDays(70);

        var waiting = Assert.Single((await agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items);
        Assert.Equal((asked.Id, null, null), (waiting.Recovery.Id, waiting.Pack, waiting.OwnerName));
        Assert.Equal("recovery.no-purchase", await RefusedAsync(() => ApproveAsync(asked.Id)));
        Assert.Equal("recovery.no-purchase", await RefusedAsync(
            () => agent.Client.TellPackOwnerAsync(asked.Id, Cancel)));
        await agent.Client.RefuseRecoveryAsync(asked.Id, Decides(), Cancel);

        Assert.Empty((await agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items);
    }

    [Fact]
    public async Task Is_not_taken_from_an_owner_who_was_not_told()
    {
        var (asked, late) = (await AskAsync(asker, number), await House.WelcomesAsync());
        await House.DeliverAsync();
        var (former, manager) = (await ReadKeyAsync(asked.Id), await House.WelcomesAsync(Role.SupportManager));
        await manager.Client.TransferPackAsync(
            pack, new PackTransfer { Email = $"{late.Id.Value:N}@example.test", Reason = "By hand" }, Cancel);
        House.Clock.AdvanceDays(8);

        Assert.Equal("recovery.owner-changed", await RefusedAsync(() => ApproveAsync(asked.Id)));
        Assert.Null(Assert.Single((await agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items).OwnerToldAt);
        await agent.Client.TellPackOwnerAsync(asked.Id, Cancel);
        await agent.Client.TellPackOwnerAsync(asked.Id, Cancel);

        Assert.NotEqual(former, await ReadKeyAsync(asked.Id));
        Assert.Equal("recovery.waits", await RefusedAsync(() => ApproveAsync(asked.Id)));
        Assert.Equal(
            [owner.Id.Value, late.Id.Value],
            (await House.ReadOutboxAsync()).Where(message => message.Kind == TellPackOwner.Notice)
                .Select(notice => Told.Of(notice).Id("person")));
        House.Clock.AdvanceDays(7);
        Assert.Equal(RecoveryState.Approved, (await ApproveAsync(asked.Id)).State);
        Assert.Equal("pack.unknown", await RefusedAsync(() => late.Client.GetPackAsync(pack, Cancel)));
    }

    [Fact]
    public async Task Asked_for_by_two_goes_to_one_whom_the_other_takes_it_from_only_when_they_were_told()
    {
        var second = await House.WelcomesAsync();
        var (one, other) = (await AskAsync(asker, number), await AskAsync(second, number));
        await House.DeliverAsync();
        House.Clock.AdvanceDays(7);
        await ApproveAsync(one.Id);

        Assert.Equal("recovery.owner-changed", await RefusedAsync(() => ApproveAsync(other.Id)));
        Assert.Equal(5, (await asker.Client.GetPackAsync(pack, Cancel)).Available);
    }

    [Fact]
    public async Task Is_told_to_the_owner_who_can_object_by_the_mail_alone()
    {
        var asked = await AskAsync(asker, number);
        await AskAsync(asker, "AAAA-BBBB-CCCC");
        await House.DeliverAsync();

        var notice = Assert.Single(
            await House.ReadOutboxAsync(), message => message.Kind == TellPackOwner.Notice);
        Assert.Equal(owner.Id.Value, Told.Of(notice).Id("person"));
        var mail = await House.Services.GetRequiredService<MailComposition>().CloseAsync(notice, Cancel);
        var key = await ReadKeyAsync(asked.Id);
        Assert.Contains($"/packs/recovery/objection/{key}", mail!.TextBody, StringComparison.Ordinal);
        using var browser = new Accounts.Visit(House);
        // Cut off at a thousand, the last sign would be half a one.
        foreach (var unfit in new[] { "I am \u0007 still here", new string('!', 999) + "\U0001F600" })
        {
            using var told = await browser.PostAsync(
                $"/packs/recovery/objection/{key}", "object", ("Model.Words", unfit));
            Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        }

        using var objected = await browser.PostAsync(
            $"/packs/recovery/objection/{key}", "object", ("Model.Words", "I am still here"));

        House.Clock.AdvanceDays(8);
        Assert.Equal("recovery.objected", await RefusedAsync(() => ApproveAsync(asked.Id)));
        var waiting = (await agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items
            .Single(one => one.Pack is not null);
        Assert.Equal("I am still here", waiting.Objection);
        await agent.Client.RefuseRecoveryAsync(asked.Id, Decides(), Cancel);
        Assert.Equal(5, (await owner.Client.GetPackAsync(pack, Cancel)).Available);
    }

    [Fact]
    public async Task Approved_by_two_at_once_changes_hands_once()
    {
        var second = await House.WelcomesAsync(Role.SupportManager);
        var one = await AskAsync(asker, number);
        var other = await AskAsync(await House.WelcomesAsync(), number);
        await House.DeliverAsync();
        House.Clock.AdvanceDays(7);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(count => Record.ExceptionAsync(() =>
            (count % 2 == 0 ? agent : second).Client.ApproveRecoveryAsync(one.Id, Decides(), Cancel)).AsTask()));

        Assert.Single(answers, refused => refused is null);
        Assert.All(
            answers.OfType<GuichetException>(), refused => Assert.Equal("recovery.decided", refused.Code));
        Assert.Single(
            (await asker.Client.ReadStatementAsync(pack, cancel: Cancel)).Items,
            line => line.Kind == LedgerEntryKind.Transferred);
        Assert.Equal(RecoveryState.Open, (await agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items
            .Single(waiting => waiting.Recovery.Id == other.Id).Recovery.State);
    }

    [Fact]
    public async Task Is_tried_five_times_an_hour_by_an_account_and_from_an_address()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Record.ExceptionAsync(
            () => AskAsync(asker, "AAAA-BBBB-CCCC")).AsTask()));
        Assert.Equal(5, answers.Count(refused => refused is null));

        var ask = House.Services.GetRequiredService<AskForPack>();
        var codes = new List<string?>();
        for (var count = 0; count < 6; count++)
        {
            var somebody = await House.WelcomesAsync();
            var actor = new Actor(
                somebody.Id, "", Role.Customer, SignInKind.Personal, null, null, []);
            codes.Add((await ask.RunAsync(actor, Asks(number), "192.0.2.7", Cancel)).Refusal?.Code);
        }

        Assert.Equal([null, null, null, null, null, "attempts.too-many"], codes);
        House.Clock.Advance(Duration.FromHours(1) + Duration.FromSeconds(1));
        await AskAsync(asker, number);
    }

    [Fact]
    public async Task Is_counted_by_the_network_of_an_ipv6_address_and_forgotten_after_a_day()
    {
        var ask = House.Services.GetRequiredService<AskForPack>();
        var codes = new List<string?>();
        for (var count = 0; count < 6; count++)
        {
            var actor = new Actor(
                (await House.WelcomesAsync()).Id, "", Role.Customer, SignInKind.Personal, null, null, []);
            codes.Add((await ask.RunAsync(actor, Asks(number), $"2001:db8:0:7::{count}", Cancel)).Refusal?.Code);
        }

        Assert.Equal([null, null, null, null, null, "attempts.too-many"], codes);
        var forget = House.Services.GetRequiredService<ForgetAttempts>();
        Assert.Equal(0, await forget.RunAsync(House.Clock.GetCurrentInstant(), Cancel));
        House.Clock.AdvanceDays(2);
        Assert.Equal(4, await forget.RunAsync(House.Clock.GetCurrentInstant(), Cancel));
        await using var database = House.Storage.Read();
        Assert.Equal(5, (await database.Set<RecoveryAttempt>()
            .SingleAsync(one => one.Source == "address:2001:db8:0:7::/64", Cancel)).Attempt);
    }

    [Fact]
    public async Task Sent_twice_is_asked_once()
    {
        var asks = Asks(number);

        Assert.Equal(
            await asker.Client.AskForPackAsync(asks, Cancel), await asker.Client.AskForPackAsync(asks, Cancel));
        Assert.Equal(
            "recovery.id-reused",
            await RefusedAsync(() => asker.Client.AskForPackAsync(
                asks with { ConfirmationNumber = "AAAA-BBBB-CCCC" }, Cancel)));
    }

    private static NewRecovery Asks(string number) =>
        new() { Id = Guid.CreateVersion7(), ConfirmationNumber = number, Words = "The buyer has left" };

    private static RecoveryDecision Decides() => new() { Reason = "The invoice was shown" };

    private static async Task<string> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<GuichetException>(act)).Code;

    private static Task<RecoveryView> AskAsync(Somebody who, string typed) =>
        who.Client.AskForPackAsync(Asks(typed), Cancel);

    private Task<RecoveryView> ApproveAsync(Guid id) => agent.Client.ApproveRecoveryAsync(id, Decides(), Cancel);

    private async Task<List<string>> KindsAsync() => [.. (await House.ReadOutboxAsync()).Select(one => one.Kind)];

    private async Task<Guid> ReadKeyAsync(Guid id)
    {
        await using var database = House.Storage.Read();
        return await database.Set<PackRecovery>()
            .Where(one => one.Id == id)
            .Select(one => one.ObjectionKey)
            .SingleAsync(Cancel);
    }
}

public sealed class RecoveringAPackOnSqlite : RecoveringAPack
{
    public RecoveringAPackOnSqlite() => House = new QuietSqliteHouse();
}

public sealed class RecoveringAPackOnPostgres : RecoveringAPack
{
    public RecoveringAPackOnPostgres() => House = new QuietPostgresHouse();
}
