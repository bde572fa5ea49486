using System.Net;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Packs;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

public abstract class WorkingOnAnIncident(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R4"), Trait("Rule", "R8"), Trait("Rule", "R24"), Trait("Rule", "R25")]
    public async Task Goes_from_the_statement_to_an_accepted_solution_that_uses_the_credit_up()
    {
        var story = await BeginAsync(house);
        var (customer, agent) = (story.Customer.Client, story.Agent.Client);

        var proposed = await agent.ProposeStatementAsync(
            story.Incident, States("The node fails after the update."), cancel: Cancel);
        Assert.Equal(IncidentStatus.WaitingOnCustomer, proposed.Status);
        await customer.AcceptStatementAsync(story.Incident, Accepts(), cancel: Cancel);
        await agent.ReplyAsync(story.Incident, Replies("Which build?", waits: true), cancel: Cancel);
        await customer.ReplyAsync(story.Incident, Replies("17763.5122"), cancel: Cancel);
        await agent.OfferSolutionAsync(
            story.Incident, Says("Remove the update, then install the next."), cancel: Cancel);
        var closed = await customer.AcceptSolutionAsync(story.Incident, Accepts(), cancel: Cancel);

        Assert.Equal((IncidentStatus.Closed, ClosingReason.Solved, ChargeState.Charged), (
            closed.Status, closed.ClosingReason, closed.Charge));
        Assert.Equal(
            [LedgerEntryKind.Purchased, LedgerEntryKind.Reserved, LedgerEntryKind.Consumed], await story.LedgerAsync());
        var incident = await customer.GetIncidentAsync(story.Incident, Cancel);
        Assert.True(incident.Clock.Met);
        Assert.Equal(("The node fails after the update.", true), (incident.Statement, incident.StatementAccepted));
        Assert.Equal([IncidentAct.Reopen, IncidentAct.DisputeCharge], incident.Acts);
        var messages = await customer.ListMessagesAsync(story.Incident, cancel: Cancel);
        Assert.Equal(
            [
                MessageKind.Problem, MessageKind.StatementProposed, MessageKind.StatementAccepted, MessageKind.Reply,
                MessageKind.Reply, MessageKind.SolutionOffered, MessageKind.SolutionAccepted,
            ],
            messages.Items.Select(message => message.Kind));
        Assert.Contains("incident.closed", await story.ToldAsync());
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Closed_unresolved_waits_for_a_decision_that_is_taken_once()
    {
        var story = await BeginAsync(house);
        var closed = await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        Assert.Equal(ChargeState.AwaitingDecision, closed.Charge);
        var manager = story.Manager.Client;
        var waiting = Assert.Single(
            (await ReadAllDecisionsAsync(manager)), decision => decision.Line.Id == story.Incident);
        Assert.Equal(
            ("This is why it ends.", 1, 1), (waiting.ClosingWords, waiting.AgentMessages, waiting.CustomerMessages));

        var decided = await manager.DecideBillingAsync(story.Incident, Decides(charge: false), closed.Version, Cancel);

        Assert.Equal(ChargeState.NotCharged, decided.Charge);
        Assert.Equal(
            [LedgerEntryKind.Purchased, LedgerEntryKind.Reserved, LedgerEntryKind.Released], await story.LedgerAsync());
        Assert.Equal("billing.already-decided", await CodeAsync(
            () => manager.DecideBillingAsync(story.Incident, Decides(charge: true), decided.Version, Cancel)));
        Assert.Equal("billing.already-decided", await CodeAsync(
            () => manager.DecideBillingAsync(story.Incident, Decides(charge: true), closed.Version, Cancel)));
        Assert.Equal(3, (await story.LedgerAsync()).Length);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Many_decisions_at_once_settle_the_credit_once()
    {
        var story = await BeginAsync(house);
        var closed = await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async index =>
        {
            try
            {
                await story.Manager.Client.DecideBillingAsync(
                    story.Incident, Decides(index % 2 == 0), closed.Version, Cancel);
                return "decided";
            }
            catch (GuichetException refused)
            {
                return refused.Code;
            }
        }));

        Assert.Equal(1, answers.Count(answer => answer == "decided"));
        Assert.Equal(11, answers.Count(answer => answer == "billing.already-decided"));
        Assert.Equal(3, (await story.LedgerAsync()).Length);
    }

    [Fact, Trait("Rule", "R24"), Trait("Rule", "R25")]
    public async Task Out_of_scope_waits_for_a_decision_and_a_product_defect_gives_the_credit_back()
    {
        var scope = await BeginAsync(house);
        var defect = await BeginAsync(house);

        Assert.Equal(
            ChargeState.AwaitingDecision, (await scope.CloseAsync(scope.Agent, ClosingReason.OutOfScope)).Charge);
        Assert.Equal(
            ChargeState.NotCharged, (await defect.CloseAsync(defect.Agent, ClosingReason.ProductDefect)).Charge);

        Assert.Equal(LedgerEntryKind.Released, (await defect.LedgerAsync())[^1]);
        Assert.Equal(LedgerEntryKind.Reserved, (await scope.LedgerAsync())[^1]);
    }

    [Fact, Trait("Rule", "R24")]
    public async Task Each_side_closes_only_for_its_own_reasons()
    {
        var story = await BeginAsync(house);

        Assert.Equal(
            "access.may-not-act", await CodeAsync(() => story.CloseAsync(story.Customer, ClosingReason.Unresolved)));
        Assert.Equal(
            "access.may-not-act", await CodeAsync(() => story.CloseAsync(story.Agent, ClosingReason.CustomersWish)));
    }

    [Fact]
    public async Task A_message_sent_twice_is_written_once_and_its_id_serves_no_other()
    {
        var story = await BeginAsync(house);
        var reply = Replies("Hello", Guid.CreateVersion7());

        var first = await story.Agent.Client.ReplyAsync(story.Incident, reply, 1, Cancel);
        var second = await story.Agent.Client.ReplyAsync(story.Incident, reply, 1, Cancel);

        Assert.Equal(first, second);
        Assert.Equal("message.id-reused", await CodeAsync(
            () => story.Agent.Client.ReplyAsync(story.Incident, reply with { Body = "Other" }, null, Cancel)));
        Assert.Equal(2, (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items.Count);
    }

    [Fact]
    public async Task An_act_is_repeated_by_its_id_and_no_other_act_is_done_by_it()
    {
        var story = await BeginAsync(house);
        var (agent, incident) = (story.Agent.Client, story.Incident);
        async Task<string?> DiffersAsync(Func<Task> act)
        {
            var refused = await Assert.ThrowsAsync<GuichetException>(act);
            Assert.Equal("message.id-reused", refused.Code);
            return refused.Facts["fields"].GetString();
        }

        var severity = new NewSeverity
        {
            Id = Guid.CreateVersion7(),
            Severity = Severity.C,
            Hours = HoursOfCoverage.BusinessHours,
            Reason = "Two nodes are enough.",
        };
        var lowered = await agent.ChangeSeverityAsync(incident, severity, await story.VersionAsync(), Cancel);
        Assert.Equal(lowered, await agent.ChangeSeverityAsync(incident, severity, 1, Cancel));
        Assert.Equal("severity", await DiffersAsync(
            () => agent.ChangeSeverityAsync(incident, severity with { Severity = Severity.B }, 1, Cancel)));

        var stated = States("It fails.");
        var waiting = await agent.ProposeStatementAsync(incident, stated, cancel: Cancel);
        Assert.Equal(waiting, await agent.ProposeStatementAsync(incident, stated, cancel: Cancel));
        Assert.Equal("solutionCriterion", await DiffersAsync(() => agent.ProposeStatementAsync(
            incident, stated with { SolutionCriterion = "It works by ten." }, cancel: Cancel)));

        var closure = Closes(ClosingReason.Unresolved);
        var closed = await agent.CloseIncidentAsync(incident, closure, await story.VersionAsync(), Cancel);
        Assert.Equal(closed, await agent.CloseIncidentAsync(incident, closure, 1, Cancel));
        Assert.Equal("reason", await DiffersAsync(() => agent.CloseIncidentAsync(
            incident, closure with { Reason = ClosingReason.ProductDefect }, 1, Cancel)));
        Assert.Equal("sender", await DiffersAsync(() => story.Manager.Client.CloseIncidentAsync(
            incident, closure with { Reason = ClosingReason.ProductDefect }, 1, Cancel)));
        Assert.Equal(ClosingReason.Unresolved, (await agent.GetIncidentAsync(incident, Cancel)).Line.ClosingReason);
    }

    [Fact]
    public async Task A_message_sent_ten_times_at_once_is_written_once()
    {
        var story = await BeginAsync(house);
        var reply = Replies("Hello", Guid.CreateVersion7());

        await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => story.Agent.Client.ReplyAsync(story.Incident, reply, null, Cancel)));

        Assert.Equal(2, (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items.Count);
    }

    [Fact]
    public async Task A_stale_version_changes_nothing_and_names_both_versions()
    {
        var story = await BeginAsync(house);
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("One more thing"), cancel: Cancel);

        var refused = await Assert.ThrowsAsync<GuichetException>(() => story.Agent.Client.CloseIncidentAsync(
            story.Incident, Closes(ClosingReason.Unresolved), 1, Cancel));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "version.changed"), (refused.Status, refused.Code));
        Assert.Equal((1, 2), (refused.Facts["expected"].GetInt32(), refused.Facts["current"].GetInt32()));
        Assert.Equal(
            IncidentStatus.Submitted, (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Status);
    }

    [Fact]
    public async Task Closing_without_the_version_read_is_refused()
    {
        var story = await BeginAsync(house);
        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Agent.Key);

        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            http, $"api/v1/incidents/{story.Incident}/closure", Closes(ClosingReason.Unresolved), GuichetClient.Json,
            Cancel);

        Assert.Equal(428, (int)answer.StatusCode);
    }

    [Fact, Trait("Rule", "R7"), Trait("Rule", "R8")]
    public async Task A_changed_severity_moves_the_promise_and_tells_the_customer_why()
    {
        var story = await BeginAsync(house);

        var changed = await story.Agent.Client.ChangeSeverityAsync(
            story.Incident,
            new NewSeverity { Id = Guid.CreateVersion7(), Severity = Severity.C, Hours = HoursOfCoverage.BusinessHours,
                Reason = "One node of two still works." },
            1,
            Cancel);

        // The calendar is open from 06:00 to 18:00 in Redmond; eight hours from 14:00 UTC end at 22:00 UTC.
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero), changed.DueAt);
        var messages = await story.Customer.Client.ListMessagesAsync(story.Incident, cancel: Cancel);
        Assert.Equal("One node of two still works.", messages.Items[^1].Body);
        Assert.Null((await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Clock.RespondedAt);
    }

    [Fact]
    public async Task An_agent_takes_it_and_hands_it_over()
    {
        var story = await BeginAsync(house);

        await story.Agent.Client.AssignIncidentAsync(story.Incident, new NewAssignment(), cancel: Cancel);
        Assert.Equal(story.Agent.Id.Value, (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Agent);

        await story.Agent.Client.AssignIncidentAsync(
            story.Incident, new NewAssignment { Agent = story.Manager.Id.Value }, cancel: Cancel);
        Assert.Equal(story.Manager.Id.Value, (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Agent);
        Assert.Equal("agent.unknown", await CodeAsync(() => story.Agent.Client.AssignIncidentAsync(
            story.Incident, new NewAssignment { Agent = story.Customer.Id.Value }, cancel: Cancel)));
    }

    [Fact, Trait("Rule", "R25")]
    public async Task The_same_problem_again_reopens_it_without_another_charge()
    {
        var story = await BeginAsync(house);
        var (customer, agent) = (story.Customer.Client, story.Agent.Client);
        await agent.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);
        await customer.AcceptSolutionAsync(story.Incident, Accepts(), cancel: Cancel);

        await customer.ReopenIncidentAsync(story.Incident, Says("It is back."), cancel: Cancel);
        await agent.OfferSolutionAsync(story.Incident, Says("Try that."), cancel: Cancel);
        var closed = await customer.AcceptSolutionAsync(story.Incident, Accepts(), cancel: Cancel);

        Assert.Equal(ChargeState.Charged, closed.Charge);
        Assert.Equal(3, (await story.LedgerAsync()).Length);
    }

    private static async Task<IReadOnlyList<BillingDecisionView>> ReadAllDecisionsAsync(GuichetClient manager)
    {
        var all = new List<BillingDecisionView>();
        string? cursor = null;
        do
        {
            var page = await manager.ListBillingDecisionsAsync(cursor, cancel: Cancel);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }
}

public sealed class WorkingOnAnIncidentOnSqlite(SqliteHouse house) : WorkingOnAnIncident(house);

public sealed class WorkingOnAnIncidentOnPostgres(PostgresHouse house) : WorkingOnAnIncident(house);
