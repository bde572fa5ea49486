using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Packs;
using Guichet.Server.Incidents.Disputes;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>In a house of its own, as time moves. It is Friday, 10:00 UTC; 24 business hours on the calendar of Redmond
/// are over on Monday at its close, which is Tuesday, 02:00 UTC.</summary>
public abstract class DisputingACharge : IAsyncLifetime
{
    private static readonly Instant Due = Instant.FromUtc(2026, 11, 24, 2, 0);

    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Gives_the_credit_back_where_somebody_else_upholds_it()
    {
        var story = await ChargeAsync();
        var seen = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.Contains(IncidentAct.DisputeCharge, seen.Acts);
        Assert.Equal(Due.ToDateTimeOffset().AddDays(26).AddHours(8), seen.DisputableUntil);

        await story.Customer.Client.DisputeChargeAsync(story.Incident, Says("It was never solved."), cancel: Cancel);

        var waiting = Assert.Single(
            (await story.Manager.Client.ListDisputesAsync(cancel: Cancel)).Items, one => one.Line.Id == story.Incident);
        Assert.Equal(("It was never solved.", Due.ToDateTimeOffset()), (waiting.Words, waiting.DueAt));
        var answered = await AnswerAsync(story.Manager, story, upheld: true);
        Assert.Equal(ChargeState.NotCharged, answered.Charge);
        Assert.Equal(
            [
                LedgerEntryKind.Purchased, LedgerEntryKind.Reserved, LedgerEntryKind.Consumed,
                LedgerEntryKind.Adjusted,
            ],
            await story.LedgerAsync());
        var known = await story.Customer.Client.GetDisputeAsync(story.Incident, Cancel);
        Assert.Equal(((bool?)true, "We have looked again."), (known.Upheld, known.Answer));
        var told = await story.ToldAsync();
        Assert.Contains("incident.charge-disputed", told);
        Assert.Contains("incident.dispute-upheld", told);
        var messages = await story.Customer.Client.ListMessagesAsync(story.Incident, cancel: Cancel);
        Assert.Equal(
            [MessageKind.ChargeDisputed, MessageKind.DisputeUpheld],
            messages.Items.TakeLast(2).Select(one => one.Kind));
        Assert.Contains(
            (await story.Manager.Client.ListDisputesAsync(answered: true, cancel: Cancel)).Items,
            one => one.Line.Id == story.Incident);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Is_answered_by_somebody_else_than_who_decided_and_once()
    {
        var story = await BeginAsync(House);
        var closed = await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        await story.Manager.Client.DecideBillingAsync(story.Incident, Decides(charge: true), closed.Version, Cancel);
        await story.Customer.Client.DisputeChargeAsync(story.Incident, Says("You did not help."), cancel: Cancel);
        var other = await House.WelcomesAsync(Role.SupportManager);

        Assert.Equal("dispute.own-decision", await CodeAsync(() => AnswerAsync(story.Manager, story, upheld: false)));
        Assert.Equal("access.not-allowed", await CodeAsync(() => AnswerAsync(story.Agent, story, upheld: false)));
        var answered = await AnswerAsync(other, story, upheld: false);

        Assert.Equal(ChargeState.Charged, answered.Charge);
        Assert.Equal("dispute.already-answered", await CodeAsync(() => AnswerAsync(other, story, upheld: true)));
        Assert.Equal("dispute.already-disputed", await CodeAsync(() => story.Customer.Client.DisputeChargeAsync(
            story.Incident, Says("Again."), cancel: Cancel)));
        Assert.Equal(3, (await story.LedgerAsync()).Length);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Is_possible_for_the_days_of_the_policy_and_only_where_something_was_charged()
    {
        var (story, late) = (await ChargeAsync(), await ChargeAsync());
        var defect = await BeginAsync(House);
        await defect.CloseAsync(defect.Agent, ClosingReason.ProductDefect);
        var open = await BeginAsync(House);

        foreach (var nothing in new[] { defect, open })
        {
            Assert.Equal("dispute.nothing-charged", await CodeAsync(
                () => nothing.Customer.Client.DisputeChargeAsync(nothing.Incident, Says("No."), cancel: Cancel)));
        }

        House.Clock.Advance(Duration.FromDays(30));
        await story.Customer.Client.DisputeChargeAsync(story.Incident, Says("At the very last."), cancel: Cancel);
        House.Clock.Advance(Duration.FromMilliseconds(1));
        Assert.Equal("dispute.too-late", await CodeAsync(
            () => late.Customer.Client.DisputeChargeAsync(late.Incident, Says("Too late."), cancel: Cancel)));
    }

    [Fact, Trait("Rule", "R21"), Trait("Rule", "R25")]
    public async Task Gives_back_to_an_expired_pack_what_expires_at_once()
    {
        var customer = await House.WelcomesAsync();
        var pack = await House.GivesPackAsync(customer, size: 1, expiresOn: new LocalDate(2026, 11, 21));
        var submitted = await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        var story = new Story(
            House, customer, await House.WelcomesAsync(Role.Agent), await House.WelcomesAsync(Role.SupportManager),
            pack, submitted.Id);
        await SolveAsync(story);
        House.Clock.Advance(Duration.FromDays(3));
        await customer.Client.DisputeChargeAsync(story.Incident, Says("It was never solved."), cancel: Cancel);

        await AnswerAsync(story.Manager, story, upheld: true);

        Assert.Equal([LedgerEntryKind.Adjusted, LedgerEntryKind.Expired], (await story.LedgerAsync())[^2..]);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Happens_once_and_is_answered_once_whatever_races()
    {
        var story = await ChargeAsync();
        Somebody[] managers = [story.Manager, await House.WelcomesAsync(Role.SupportManager)];

        var disputes = await RaceAsync(_ => story.Customer.Client.DisputeChargeAsync(
            story.Incident, Says("It was never solved."), cancel: Cancel));
        Assert.Equal([("dispute.already-disputed", 11), ("done", 1)], disputes);
        var answers = await RaceAsync(index => AnswerAsync(managers[index % 2], story, upheld: true));

        Assert.Equal([("dispute.already-answered", 11), ("done", 1)], answers);
        Assert.Equal(4, (await story.LedgerAsync()).Length);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Tells_every_manager_once_that_the_answer_is_overdue()
    {
        var (story, answered) = (await ChargeAsync(), await ChargeAsync());
        foreach (var one in new[] { story, answered })
        {
            await one.Customer.Client.DisputeChargeAsync(one.Incident, Says("It was never solved."), cancel: Cancel);
        }

        await AnswerAsync(story.Manager, answered, upheld: false);
        await SweepAsync(Due);
        Assert.DoesNotContain(TellOverdueDisputes.Kind, await story.ToldAsync());
        await SweepAsync(Due + Duration.FromSeconds(1));
        await SweepAsync(Due + Duration.FromDays(1));

        Assert.Equal(2, (await story.ToldAsync()).Count(kind => kind == TellOverdueDisputes.Kind));
        Assert.DoesNotContain(TellOverdueDisputes.Kind, await answered.ToldAsync());
        Assert.Equal(
            story.Incident, (await story.Manager.Client.ListDisputesAsync(cancel: Cancel)).Items[0].Line.Id);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Gives_a_charge_back_where_a_reopened_incident_ends_as_a_defect_of_the_product()
    {
        var story = await ChargeAsync();
        await story.Customer.Client.ReopenIncidentAsync(story.Incident, Says("It is back."), cancel: Cancel);

        var closed = await story.CloseAsync(story.Agent, ClosingReason.ProductDefect);

        Assert.Equal(ChargeState.NotCharged, closed.Charge);
        Assert.Equal(LedgerEntryKind.Adjusted, (await story.LedgerAsync())[^1]);
    }

    private async Task SweepAsync(Instant at)
    {
        House.Clock.Reset(at);
        await House.Services.GetRequiredService<TellOverdueDisputes>().RunAsync(Cancel);
    }

    private async Task<Story> ChargeAsync()
    {
        var story = await BeginAsync(House);
        await SolveAsync(story);
        return story;
    }

    private static async Task SolveAsync(Story story)
    {
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);
        await story.Customer.Client.AcceptSolutionAsync(story.Incident, Accepts(), cancel: Cancel);
    }

    private static Task<IncidentStateView> AnswerAsync(Somebody who, Story story, bool upheld) =>
        who.Client.AnswerDisputeAsync(
            story.Incident,
            new NewDisputeAnswer { Id = Guid.CreateVersion7(), Upheld = upheld, Reason = "We have looked again." },
            cancel: Cancel);

    private static async Task<(string Code, int Times)[]> RaceAsync(Func<int, Task> act)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async index =>
        {
            try
            {
                await act(index);
                return "done";
            }
            catch (GuichetException refused)
            {
                return refused.Code;
            }
        }));
        return [.. answers.CountBy(one => one).OrderBy(one => one.Key).Select(one => (one.Key, one.Value))];
    }
}

public sealed class DisputingAChargeOnSqlite : DisputingACharge
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class DisputingAChargeOnPostgres : DisputingACharge
{
    private protected override House House { get; } = new PostgresHouse();
}
