using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Packs;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Packs;

/// <summary>Under a policy that lets owners of a 5-pack name others, and gives ten days of grace.</summary>
public abstract class LivingWithAPack : IAsyncLifetime
{
    private protected House House { get; init; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        _ = House.Factory;
        var administrator = await House.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text
                .Replace("    size: 5\n", "    size: 5\n    delegates: true\n", StringComparison.Ordinal)
                .Replace("giveBackGraceDays: 0", "giveBackGraceDays: 10", StringComparison.Ordinal),
            cancel: Cancel);
        await House.EmptyOutboxAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R21")]
    public async Task Warns_ninety_thirty_and_seven_days_before_the_end_once_on_whichever_node()
    {
        var owner = await House.WelcomesAsync();
        var pack = await House.GivesPackAsync(owner, expiresOn: new LocalDate(2027, 3, 31));
        var empty = await House.GivesPackAsync(owner, plan: "pay-per-incident", size: 1, new LocalDate(2027, 3, 31));
        await TakeAsync(owner, empty);

        Assert.Equal(0, await WarningsAsync(2026, 12, 30));
        Assert.Equal(1, await WarningsAsync(2026, 12, 31));
        Assert.Equal(0, await WarningsAsync(2027, 2, 28));
        Assert.Equal(1, await WarningsAsync(2027, 3, 1));
        Assert.Equal(1, await WarningsAsync(2027, 3, 30));
        Assert.Equal(0, await WarningsAsync(2027, 3, 31));
        Assert.Equal(0, await WarningsAsync(2027, 4, 1));
        Assert.True((await owner.Client.GetPackAsync(pack.Value, Cancel)) is { ExpiresSoon: false });
    }

    [Fact, Trait("Rule", "R21")]
    public async Task Warns_once_of_the_nearest_end_who_comes_late()
    {
        var owner = await House.WelcomesAsync();
        await House.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 24));

        Assert.Equal(1, await WarningsAsync(2026, 11, 20));
        Assert.Equal(0, await WarningsAsync(2026, 11, 21));
        Assert.True((await owner.Client.ListPacksAsync(cancel: Cancel)).Items[0].ExpiresSoon);
    }

    /// <summary>More than one batch, most of them with one last day.</summary>
    [Fact, Trait("Rule", "R21")]
    public async Task Warns_of_every_one_of_many_in_one_run()
    {
        const int Many = 230;
        var owner = await House.WelcomesAsync();
        await House.Work.RunAsync<bool>(
            database =>
            {
                database.AddRange(Enumerable.Range(0, Many).Select(number => new PackRow
                {
                    Id = new(Guid.CreateVersion7()),
                    Plan = "advanced-partner",
                    Owner = owner.Id,
                    StartsOn = new LocalDate(2026, 11, 1),
                    ExpiresOn = new LocalDate(2026, 11, number % 10 == 0 ? 23 : 24),
                    CreatedAt = House.Today,
                }));
                return Task.FromResult<Result<bool>>(true);
            },
            Cancel);
        var sweep = House.Services.GetRequiredService<WarnOfPacks>();

        Assert.Equal(Many, await sweep.RunAsync(House.Today, Cancel));
        Assert.Equal(0, await sweep.RunAsync(House.Today, Cancel));
        Assert.Equal(Many, (await ToldAsync(WarnOfPacks.Kind)).Count);
    }

    [Fact, Trait("Rule", "R23")]
    public async Task Tells_with_the_hold_that_few_are_left()
    {
        var owner = await House.WelcomesAsync();
        await House.GivesPackAsync(owner, size: 3);

        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        Assert.Empty(await ToldAsync(WarnOfPacks.FewLeft));
        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);

        Assert.Single(await ToldAsync(WarnOfPacks.FewLeft));
    }

    [Fact, Trait("Rule", "R20")]
    public async Task Is_shared_with_whom_the_owner_names_until_they_are_removed()
    {
        var (owner, named) = (await House.WelcomesAsync(), await House.WelcomesAsync());
        var pack = (await House.GivesPackAsync(owner)).Value;
        await owner.Client.NameDelegateAsync(pack, Names(named), Cancel);
        await owner.Client.NameDelegateAsync(pack, Names(named), Cancel);

        await named.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);

        var view = await named.Client.GetPackAsync(pack, Cancel);
        Assert.Equal((true, false), (view.Shared, (await owner.Client.GetPackAsync(pack, Cancel)).Shared));
        Assert.Equal((3, false, null), (view.Available!.Value, view.Owned, view.OrderNumber));
        var people = await owner.Client.GetPackPeopleAsync(pack, Cancel);
        Assert.Single(people.Delegates);
        Assert.Equal([(1, 1), (1, 1)], people.Uses.Select(use => (use.Submitted, use.OnHold)));
        Assert.Equal("pack.unknown", (await RefusedAsync(() => named.Client.GetPackPeopleAsync(pack, Cancel))).Code);
        var stranger = await RefusedAsync(() => named.Client.NameDelegateAsync(pack, Names(owner), Cancel));
        Assert.Equal("pack.not-owner", stranger.Code);

        await owner.Client.RemoveDelegateAsync(pack, Address(named), Cancel);
        Assert.Equal("pack.unknown", (await RefusedAsync(() => named.Client.GetPackAsync(pack, Cancel))).Code);
        Assert.NotNull(await Record.ExceptionAsync(
            () => named.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)));
        Assert.Single(await ToldAsync(ShareWithDelegates.Kind));
    }

    [Fact, Trait("Rule", "R20")]
    public async Task Tells_an_address_once_of_a_pack_and_twenty_a_day()
    {
        var owner = await House.WelcomesAsync();
        var pack = (await House.GivesPackAsync(owner)).Value;
        for (var count = 0; count < 20; count++)
        {
            var address = $"somebody{count}@example.test";
            await owner.Client.NameDelegateAsync(pack, new NewDelegation { Email = address }, Cancel);
            await owner.Client.RemoveDelegateAsync(pack, address, Cancel);
        }

        await owner.Client.NameDelegateAsync(pack, new NewDelegation { Email = "somebody7@example.test" }, Cancel);
        Assert.Equal(20, (await ToldAsync(ShareWithDelegates.Kind)).Count);
        var another = new NewDelegation { Email = "somebody20@example.test" };
        Assert.Equal("attempts.too-many", (await RefusedAsync(
            () => owner.Client.NameDelegateAsync(pack, another, Cancel))).Code);
        House.Clock.Advance(Duration.FromHours(25));
        await owner.Client.NameDelegateAsync(pack, another, Cancel);
        Assert.Equal(21, (await ToldAsync(ShareWithDelegates.Kind)).Count);
    }

    [Fact, Trait("Rule", "R20"), Trait("Rule", "R22")]
    public async Task Has_nobody_named_by_a_former_owner_after_a_transfer_at_the_same_time()
    {
        var (manager, next) = (await House.WelcomesAsync(Role.SupportManager), await House.WelcomesAsync());
        for (var count = 0; count < 10; count++)
        {
            var (owner, named) = (await House.WelcomesAsync(), await House.WelcomesAsync());
            var pack = (await House.GivesPackAsync(owner)).Value;
            var transfer = new PackTransfer { Email = Address(next), Reason = "By hand" };

            await Task.WhenAll(
                Record.ExceptionAsync(() => owner.Client.NameDelegateAsync(pack, Names(named), Cancel)).AsTask(),
                manager.Client.TransferPackAsync(pack, transfer, Cancel));

            Assert.Empty((await next.Client.GetPackPeopleAsync(pack, Cancel)).Delegates);
        }
    }

    [Fact, Trait("Rule", "R20"), Trait("Rule", "R23")]
    public async Task Shared_by_many_it_is_not_used_more_often_than_it_holds()
    {
        var owner = await House.WelcomesAsync();
        var pack = (await House.GivesPackAsync(owner)).Value;
        var people = new List<Somebody> { owner };
        for (var count = 0; count < 3; count++)
        {
            people.Add(await House.WelcomesAsync());
            await owner.Client.NameDelegateAsync(pack, Names(people[^1]), Cancel);
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Record.ExceptionAsync(
            () => people[number % 4].Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).AsTask()));

        Assert.Equal(5, results.Count(refused => refused is null));
        Assert.Equal((5, 0), (
            (await owner.Client.GetPackAsync(pack, Cancel)).Reserved!.Value,
            (await owner.Client.GetPackAsync(pack, Cancel)).Available!.Value));
    }

    [Fact, Trait("Rule", "R20")]
    public async Task Is_not_shared_where_the_policy_does_not_say_so()
    {
        var owner = await House.WelcomesAsync();
        var pack = (await House.GivesPackAsync(owner, plan: "pay-per-incident", size: 1)).Value;

        var refused = await RefusedAsync(() => owner.Client.NameDelegateAsync(pack, Names(owner), Cancel));

        Assert.Equal("pack.no-delegates", refused.Code);
    }

    /// <summary>The day is the policy's, which is in Los Angeles: it ends at eight in the morning in UTC.</summary>
    [Theory, Trait("Rule", "R21"), Trait("Rule", "R23")]
    [InlineData(7, 59, PackState.Usable, 5)]
    [InlineData(8, 0, PackState.Expired, 0)]
    public async Task Ends_at_one_instant_wherever_one_is_and_before_anything_has_swept(
        int hour, int minute, PackState state, int available)
    {
        var owner = await House.WelcomesAsync();
        var pack = (await House.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 24))).Value;
        House.Clock.Reset(Instant.FromUtc(2026, 11, 25, hour, minute));

        var view = await owner.Client.GetPackAsync(pack, Cancel);
        var submitted = await Record.ExceptionAsync(
            () => owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel));

        Assert.Equal((state, available), (view.State, view.Available!.Value));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero), view.UsableBefore);
        Assert.Equal(state == PackState.Usable, submitted is null);
    }

    /// <summary>Half past seven in the morning in UTC is the day before in Los Angeles.</summary>
    [Fact, Trait("Rule", "R23")]
    public async Task Has_the_balance_of_the_policys_day()
    {
        var owner = await House.WelcomesAsync();
        var pack = (await House.GivesPackAsync(owner)).Value;
        House.Clock.Reset(Instant.FromUtc(2026, 11, 25, 7, 30));
        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);

        var before = await owner.Client.ReadPackBalanceAsync(pack, new DateOnly(2026, 11, 23), Cancel);
        var after = await owner.Client.ReadPackBalanceAsync(pack, new DateOnly(2026, 11, 24), Cancel);

        Assert.Equal((5, 4), (before.Available, after.Available));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), before.Until);
    }

    /// <summary>Swept a week late: what was in it stays as the statement says it, and none of it could be used.
    /// </summary>
    [Fact, Trait("Rule", "R21"), Trait("Rule", "R23")]
    public async Task Had_nothing_available_on_days_after_its_last_whenever_it_was_swept()
    {
        var owner = await House.WelcomesAsync();
        var pack = (await House.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 24))).Value;
        await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        House.Clock.Reset(Instant.FromUtc(2026, 12, 1, 12, 0));

        var before = new[] { await AvailableAsync(24), await AvailableAsync(25), await AvailableAsync(30) };
        await House.Services.GetRequiredService<ExpirePacks>().RunAsync(Cancel);
        var swept = new[] { await AvailableAsync(24), await AvailableAsync(25), await AvailableAsync(30) };
        var today = await owner.Client.ReadPackBalanceAsync(pack, new DateOnly(2026, 12, 1), Cancel);

        Assert.Equal([(5, 1, 4), (5, 1, 0), (5, 1, 0)], before);
        Assert.Equal(before, swept);
        Assert.Equal((1, 1, 0), (today.Balance, today.Reserved, today.Available));

        async Task<(int Balance, int Reserved, int Available)> AvailableAsync(int day)
        {
            var view = await owner.Client.ReadPackBalanceAsync(pack, new DateOnly(2026, 11, day), Cancel);
            return (view.Balance, view.Reserved, view.Available);
        }
    }

    [Fact, Trait("Rule", "R21"), Trait("Rule", "R23")]
    public async Task Gives_grace_to_a_credit_that_comes_back_to_an_expired_pack()
    {
        var owner = await House.WelcomesAsync();
        var (agent, manager) = (await House.WelcomesAsync(Role.Agent), await House.WelcomesAsync(Role.SupportManager));
        var pack = (await House.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 21))).Value;
        var submitted = await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        var incident = submitted.Id;
        House.Clock.Reset(Instant.FromUtc(2026, 12, 1, 12, 0));
        await House.Services.GetRequiredService<ExpirePacks>().RunAsync(Cancel);
        Assert.Equal(PackState.Expired, (await owner.Client.GetPackAsync(pack, Cancel)).State);

        var closed = await agent.Client.CloseIncidentAsync(
            incident,
            new NewClosure { Id = Guid.CreateVersion7(), Reason = ClosingReason.Unresolved, Body = "We found no way." },
            submitted.Version,
            Cancel);
        await manager.Client.DecideBillingAsync(
            incident, new NewBillingDecision { Charge = false, Reason = "Nothing was found" }, closed.Version, Cancel);

        var view = await owner.Client.GetPackAsync(pack, Cancel);
        Assert.Equal(
            (PackState.Usable, 1, new DateOnly(2026, 12, 11)),
            (view.State, view.Available!.Value, view.ExpiresOn!.Value));
        House.Clock.Reset(Instant.FromUtc(2026, 12, 13, 12, 0));
        await House.Services.GetRequiredService<ExpirePacks>().RunAsync(Cancel);
        Assert.Equal(0, (await owner.Client.GetPackAsync(pack, Cancel)).Balance);
    }

    [Fact, Trait("Rule", "R14"), Trait("Rule", "R23")]
    public async Task Gives_no_grace_to_a_pack_whose_enrolment_is_over()
    {
        var partner = await House.WelcomesAsync(signIn: SignInKind.Work, memberRole: MemberRole.Administrator);
        var manager = await House.WelcomesAsync(Role.SupportManager);
        await manager.Client.EnrollPartnerAsync(
            partner.Organization!.Value.Value,
            new()
            {
                Id = Guid.CreateVersion7(),
                Level = Client.Accounts.PartnerLevel.Gold,
                ValidFrom = new(2026, 1, 1),
                ValidUntil = new(2026, 12, 31),
            },
            Cancel);
        var pack = (await partner.Client.ActivateBenefitAsync("partner-gold-20", Cancel)).Id;
        House.Clock.Reset(Instant.FromUtc(2027, 1, 2, 12, 0));
        await House.Services.GetRequiredService<ExpirePacks>().RunAsync(Cancel);
        var line = (await manager.Client.GetPackAsync(pack, Cancel)).LastLine;

        Assert.Equal("pack.expired", (await RefusedAsync(() => partner.Client.RenewAccessIdAsync(
            pack, new(), Cancel))).Code);
        Assert.Equal("pack.expired", (await RefusedAsync(() => manager.Client.AdjustPackAsync(
            pack, new PackAdjustment { Credits = 1, Reason = "Put right", AfterLine = line }, Cancel))).Code);
    }

    private static string Address(Somebody somebody) => $"{somebody.Id.Value:N}@example.test";

    private static NewDelegation Names(Somebody somebody) => new() { Email = Address(somebody) };

    private static Task<GuichetException> RefusedAsync(Func<Task> act) => Assert.ThrowsAsync<GuichetException>(act);

    private Task<Result<bool>> TakeAsync(Somebody owner, Guichet.Packs.IncidentPackId id) => House.Work.RunAsync<bool>(
        async database =>
        {
            var pack = await database.LoadPackAsync(id, Cancel);
            var day = new LocalDate(2026, 11, 20);
            database.Append(pack.Reserve(Guid.CreateVersion7(), owner.Id, day, House.Today).Value);
            return true;
        },
        Cancel);

    /// <summary>How many warnings two sweeps at the same time write on that day.</summary>
    private async Task<int> WarningsAsync(int year, int month, int day)
    {
        House.Clock.Reset(Instant.FromUtc(year, month, day, 12, 0));
        var before = (await ToldAsync(WarnOfPacks.Kind)).Count;
        var sweep = House.Services.GetRequiredService<WarnOfPacks>();
        await Task.WhenAll(
            Task.Run(() => sweep.RunAsync(Cancel), Cancel), Task.Run(() => sweep.RunAsync(Cancel), Cancel));
        return (await ToldAsync(WarnOfPacks.Kind)).Count - before;
    }

    private async Task<List<OutboxMessage>> ToldAsync(string kind) =>
        [.. (await House.ReadOutboxAsync()).Where(message => message.Kind == kind)];
}

public sealed class LivingWithAPackOnSqlite : LivingWithAPack
{
    public LivingWithAPackOnSqlite() => House = new QuietSqliteHouse();
}

public sealed class LivingWithAPackOnPostgres : LivingWithAPack
{
    public LivingWithAPackOnPostgres() => House = new QuietPostgresHouse();
}
