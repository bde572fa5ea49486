using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Packs;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>In a house of its own, whose policy leaves no more than 400 dollars to one person: a credit of the pack
/// cost 499.</summary>
public abstract class DecidingAboveALimit : IAsyncLifetime
{
    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        if (House.IsOpen)
        {
            var administrator = await House.WelcomesAsync(Role.Administrator);
            var policy = await administrator.Client.GetPolicyAsync(Cancel);
            var text = policy.Text.Replace("Above: 1000.00 USD", "Above: 400.00 USD", StringComparison.Ordinal);
            Assert.NotEqual(policy.Text, text);
            await administrator.Client.ApplyPolicyAsync(text, cancel: Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Takes_a_second_person_and_never_the_same()
    {
        var (story, second, closed) = await CloseAsync();
        var manager = story.Manager.Client;
        var asked = await manager.GetBillingDecisionAsync(story.Incident, Cancel);
        Assert.Equal((49900, true), (asked.Worth!.Amount, asked.NeedsSecondPerson));

        var proposed = await manager.DecideBillingAsync(story.Incident, Decides(charge: true), closed.Version, Cancel);

        Assert.Equal(ChargeState.AwaitingDecision, proposed.Charge);
        Assert.Equal(LedgerEntryKind.Reserved, (await story.LedgerAsync())[^1]);
        Assert.Equal("billing.already-proposed", await CodeAsync(() => second.Client.DecideBillingAsync(
            story.Incident, Decides(charge: false), proposed.Version, Cancel)));
        Assert.Equal("billing.own-proposal", await CodeAsync(
            () => manager.ConfirmBillingAsync(story.Incident, proposed.Version, Cancel)));
        Assert.Equal("version.changed", await CodeAsync(
            () => second.Client.ConfirmBillingAsync(story.Incident, closed.Version, Cancel)));
        var decided = await second.Client.ConfirmBillingAsync(story.Incident, proposed.Version, Cancel);

        Assert.Equal(ChargeState.Charged, decided.Charge);
        Assert.Equal(LedgerEntryKind.Consumed, (await story.LedgerAsync())[^1]);
        Assert.Equal("billing.already-decided", await CodeAsync(
            () => second.Client.ConfirmBillingAsync(story.Incident, decided.Version, Cancel)));
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Can_be_taken_back_or_sent_back_and_proposed_anew()
    {
        var (story, second, closed) = await CloseAsync();
        var manager = story.Manager.Client;
        Assert.Equal("billing.nothing-proposed", await CodeAsync(
            () => manager.WithdrawBillingAsync(story.Incident, closed.Version, Cancel)));

        var first = await manager.DecideBillingAsync(story.Incident, Decides(charge: true), closed.Version, Cancel);
        var listed = await manager.ListBillingDecisionsAsync(filter: new() { Proposed = true }, cancel: Cancel);
        Assert.Contains(listed.Items, one => one.Line.Id == story.Incident && one.Proposal is { Charge: true });
        var back = await manager.WithdrawBillingAsync(story.Incident, first.Version, Cancel);
        Assert.Equal("billing.nothing-proposed", await CodeAsync(
            () => second.Client.ConfirmBillingAsync(story.Incident, back.Version, Cancel)));
        var again = await manager.DecideBillingAsync(story.Incident, Decides(charge: true), back.Version, Cancel);
        var sent = await second.Client.WithdrawBillingAsync(story.Incident, again.Version, Cancel);
        var other = await second.Client.DecideBillingAsync(
            story.Incident, Decides(charge: false), sent.Version, Cancel);
        var decided = await manager.ConfirmBillingAsync(story.Incident, other.Version, Cancel);

        Assert.Equal(ChargeState.NotCharged, decided.Charge);
        Assert.Equal(LedgerEntryKind.Released, (await story.LedgerAsync())[^1]);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Is_void_where_the_incident_was_reopened_in_between()
    {
        var (story, second, closed) = await CloseAsync();
        var manager = story.Manager.Client;
        await manager.DecideBillingAsync(story.Incident, Decides(charge: true), closed.Version, Cancel);
        House.Clock.Advance(Duration.FromMinutes(1));
        await story.Customer.Client.ReopenIncidentAsync(story.Incident, Says("It is back."), cancel: Cancel);
        var again = await story.CloseAsync(story.Agent, ClosingReason.Unresolved);

        Assert.Null((await manager.GetBillingDecisionAsync(story.Incident, Cancel)).Proposal);
        Assert.Equal("billing.nothing-proposed", await CodeAsync(
            () => second.Client.ConfirmBillingAsync(story.Incident, again.Version, Cancel)));
        var proposed = await manager.DecideBillingAsync(story.Incident, Decides(charge: false), again.Version, Cancel);
        var decided = await second.Client.ConfirmBillingAsync(story.Incident, proposed.Version, Cancel);

        Assert.Equal(ChargeState.NotCharged, decided.Charge);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Is_proposed_once_and_confirmed_once_whatever_races()
    {
        var (story, second, closed) = await CloseAsync();
        Somebody[] managers = [story.Manager, second, await House.WelcomesAsync(Role.SupportManager)];

        var proposals = await RaceAsync(managers, (who, index) => who.Client.DecideBillingAsync(
            story.Incident, Decides(index % 2 == 0), closed.Version, Cancel));
        Assert.Equal([("billing.already-proposed", 11), ("done", 1)], proposals);
        var version = await story.VersionAsync();
        var confirmations = await RaceAsync(managers, (who, _) => who.Client.ConfirmBillingAsync(
            story.Incident, version, Cancel));

        Assert.Equal(1, confirmations.Single(one => one.Code == "done").Times);
        Assert.Equal(3, (await story.LedgerAsync()).Length);
    }

    private static async Task<(string Code, int Times)[]> RaceAsync(
        Somebody[] managers, Func<Somebody, int, Task> act)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async index =>
        {
            try
            {
                await act(managers[index % managers.Length], index);
                return "done";
            }
            catch (GuichetException refused)
            {
                return refused.Code;
            }
        }));
        return [.. answers.CountBy(one => one).OrderBy(one => one.Key).Select(one => (one.Key, one.Value))];
    }

    private async Task<(Story Story, Somebody Second, IncidentStateView Closed)> CloseAsync()
    {
        var story = await BeginAsync(House);
        var second = await House.WelcomesAsync(Role.SupportManager);
        return (story, second, await story.CloseAsync(story.Agent, ClosingReason.Unresolved));
    }
}

public sealed class DecidingAboveALimitOnSqlite : DecidingAboveALimit
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class DecidingAboveALimitOnPostgres : DecidingAboveALimit
{
    private protected override House House { get; } = new PostgresHouse();
}
