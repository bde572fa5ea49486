using System.CommandLine;
using Guichet.Client.Packs;

namespace Guichet.Cli.Packs;

internal static class RecoveryCommands
{
    public static Command Create(CommandContext context) =>
        new("recoveries", "Requests for packs whose account cannot be used")
        {
            List(context),
            Decide(
                context,
                "approve",
                "Give the pack to who asked, once its owner has had time to object.",
                (call, id, decision) => call.Client.ApproveRecoveryAsync(id, decision, call.Cancel)),
            Decide(
                context,
                "refuse",
                "Leave the pack where it is.",
                (call, id, decision) => call.Client.RefuseRecoveryAsync(id, decision, call.Cancel)),
        };

    /// <summary>Stands under <c>packs</c>, where a customer looks for it.</summary>
    public static Command Ask(CommandContext context)
    {
        var number = new Argument<string>("number") { Description = "Confirmation number of the purchase" };
        var words = new Option<string?>("--words") { Description = "What an agent should know" };
        var command = new Command("recover", """
            Ask for a pack whose account you cannot use. The answer is the same whether there is such a number or not.

            Example:
              guichet packs recover 7K3M-… --words "The buyer has left"
            """) { number, words };
        return context.Runs(command, async call =>
        {
            var asked = new NewRecovery
            {
                Id = Guid.CreateVersion7(),
                ConfirmationNumber = call.Get(number),
                Words = call.Get(words),
            };
            Show(call, await call.Client.AskForPackAsync(asked, call.Cancel));
        });
    }

    private static Command List(CommandContext context) => context.Runs(
        new Command("list", """
            List what waits for a decision, oldest first.

            Example:
              guichet recoveries list
            """),
        async call =>
        {
            var page = await call.Client.ListRecoveriesAsync(limit: 100, cancel: call.Cancel);
            call.Screen.Show(page, cases => call.Screen.Table(
                ["Id", "Number", "Asked by", "Owner", "Asked", "Waits until", "Objected"],
                cases.Items.Select(one => new[]
                {
                    one.Recovery.Id.ToString(),
                    one.Recovery.ConfirmationNumber,
                    one.AskerEmail,
                    one.OwnerEmail ?? "no purchase",
                    Screen.Moment(one.Recovery.AskedAt),
                    Screen.Moment(one.OwnerHasUntil ?? one.Recovery.WaitsUntil),
                    Screen.Moment(one.ObjectedAt),
                })));
        });

    private static Command Decide(
        CommandContext context,
        string name,
        string about,
        Func<Call, Guid, RecoveryDecision, Task<RecoveryView>> decide)
    {
        var id = new Argument<Guid>("request") { Description = "Id of the request" };
        var reason = new Option<string>("--reason") { Description = "Why, in words", Required = true };
        var command = new Command(name, $"""
            {about}

            Example:
              guichet recoveries {name} 0197… --reason "…"
            """) { id, reason };
        return context.Runs(command, async call => Show(
            call, await decide(call, call.Get(id), new RecoveryDecision { Reason = call.Get(reason) })));
    }

    private static void Show(Call call, RecoveryView recovery) => call.Screen.Show(recovery, one => call.Screen.Line(
        $"{one.ConfirmationNumber}: {Screen.Word(one.State)} ({one.Id})"));
}
