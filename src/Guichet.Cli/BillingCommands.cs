using System.CommandLine;
using Guichet.Client;
using Guichet.Client.Incidents;

namespace Guichet.Cli;

/// <summary>Decisions on charges, and disputes of them.</summary>
internal static class BillingCommands
{
    public static Command Create(CommandContext context) => new("billing", "Decide what is charged")
    {
        List(context),
        Decide(context),
        Step(context, "confirm", "Confirm what another person has proposed.",
            (client, incident, version, cancel) => client.ConfirmBillingAsync(incident, version, cancel)),
        Step(context, "withdraw", "Take your proposal back, or send another person's back to them.",
            (client, incident, version, cancel) => client.WithdrawBillingAsync(incident, version, cancel)),
    };

    public static Command CreateDisputes(CommandContext context) => new("disputes", "Dispute a charge, or answer")
    {
        Disputes(context),
        Open(context),
        Answer(context),
    };

    private static Command List(CommandContext context)
    {
        var proposed = new Option<bool>("--proposed") { Description = "Only those that wait for a second person" };
        var command = new Command("list", """
            List closed incidents whose charge waits for a decision, longest waiting first.

            Example:
              guichet billing list --proposed
            """) { proposed };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ListBillingDecisionsAsync(
                filter: new BillingFilter { Proposed = call.Get(proposed) }, cancel: call.Cancel);
            call.Screen.Show(page, waiting => call.Screen.Table(
                ["Id", "Number", "Closed as", "Closed", "Plan", "Proposed"],
                waiting.Items.Select(one => new[]
                {
                    one.Line.Id.ToString(),
                    Screen.Number((int)one.Line.Number),
                    one.Line.ClosingReason is { } reason ? Screen.Word(reason) : "",
                    Screen.Moment(one.ClosedAt),
                    one.Line.Plan,
                    one.Proposal is { } by ? $"{(by.Charge ? "charge" : "do not charge")}, {by.ProposedByName}" : "",
                })));
        });
    }

    private static Command Decide(CommandContext context)
    {
        var id = Incident();
        var charge = new Option<bool>("--charge") { Description = "The credit is used up; without it, it comes back" };
        var reason = new Option<string>("--reason") { Description = "Why, as the customer reads it", Required = true };
        var command = new Command("decide", """
            Decide whether a closed incident is charged; above the policy's limit, propose it to a second person.

            Example:
              guichet billing decide 0197… --charge --reason "The cause is in the customer's network."
            """) { id, charge, reason };
        return context.Runs(command, async call =>
        {
            var read = await call.Client.GetBillingDecisionAsync(call.Get(id), call.Cancel);
            var decision = new NewBillingDecision { Charge = call.Get(charge), Reason = call.Get(reason) };
            var state = await call.Client.DecideBillingAsync(
                call.Get(id), decision, read.Line.Version, call.Cancel);
            call.Screen.Show(state, done => call.Screen.Line(Screen.Word(done.Charge)));
        });
    }

    private static Command Step(
        CommandContext context,
        string name,
        string about,
        Func<GuichetClient, Guid, int, CancellationToken, Task<IncidentStateView>> act)
    {
        var id = Incident();
        var command = new Command(name, $"""
            {about}

            Example:
              guichet billing {name} 0197…
            """) { id };
        return context.Runs(command, async call =>
        {
            var read = await call.Client.GetBillingDecisionAsync(call.Get(id), call.Cancel);
            var state = await act(call.Client, call.Get(id), read.Line.Version, call.Cancel);
            call.Screen.Show(state, done => call.Screen.Line(Screen.Word(done.Charge)));
        });
    }

    private static Command Disputes(CommandContext context)
    {
        var answered = new Option<bool>("--answered") { Description = "Those that were answered, the latest first" };
        var command = new Command("list", """
            List disputed charges that wait for an answer, the one due first on top.

            Example:
              guichet disputes list
            """) { answered };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ListDisputesAsync(call.Get(answered), cancel: call.Cancel);
            call.Screen.Show(page, all => call.Screen.Table(
                ["Incident", "Number", "By", "Disputed", "Due", "Answer"],
                all.Items.Select(one => new[]
                {
                    one.Line.Id.ToString(),
                    Screen.Number((int)one.Line.Number),
                    one.DisputedByName,
                    Screen.Moment(one.DisputedAt),
                    Screen.Moment(one.DueAt),
                    one.Upheld switch { true => "upheld", false => "rejected", null => "" },
                })));
        });
    }

    private static Command Open(CommandContext context)
    {
        var id = Incident();
        var why = new Option<string>("--why") { Description = "Why it should not be charged", Required = true };
        var command = new Command("open", """
            Dispute the charge of your incident; once, within the policy's days.

            Example:
              guichet disputes open 0197… --why "The update you named was never released."
            """) { id, why };
        return context.Runs(command, async call =>
        {
            var words = new NewMessage { Id = Guid.CreateVersion7(), Body = call.Get(why) };
            await call.Client.DisputeChargeAsync(call.Get(id), words, cancel: call.Cancel);
            var dispute = await call.Client.GetDisputeAsync(call.Get(id), call.Cancel);
            call.Screen.Show(dispute, one => call.Screen.Line($"answer due {Screen.Moment(one.DueAt)}"));
        });
    }

    private static Command Answer(CommandContext context)
    {
        var id = Incident();
        var uphold = new Option<bool>("--uphold") { Description = "The credit comes back; else the charge stands" };
        var reason = new Option<string>("--reason") { Description = "Why, as the customer reads it", Required = true };
        var command = new Command("answer", """
            Answer a dispute; somebody else than who decided on the charge.

            Example:
              guichet disputes answer 0197… --uphold --reason "You are right: we could not help."
            """) { id, uphold, reason };
        return context.Runs(command, async call =>
        {
            var answer = new NewDisputeAnswer
            {
                Id = Guid.CreateVersion7(), Upheld = call.Get(uphold), Reason = call.Get(reason),
            };
            var state = await call.Client.AnswerDisputeAsync(call.Get(id), answer, cancel: call.Cancel);
            call.Screen.Show(state, done => call.Screen.Line(Screen.Word(done.Charge)));
        });
    }

    private static Argument<Guid> Incident() => new("incident") { Description = "Id of the incident" };
}
