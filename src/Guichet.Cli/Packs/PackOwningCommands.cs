using System.CommandLine;
using Guichet.Client.Packs;

namespace Guichet.Cli.Packs;

/// <summary>What one asks of a single pack, and what is done to it.</summary>
internal static class PackOwningCommands
{
    public static Command Balance(CommandContext context)
    {
        var (id, on) = (Pack(), new Argument<DateOnly>("day") { Description = "A past day, 2026-11-01, or today" });
        var command = new Command("balance", """
            What was in a pack at the end of a day, in the policy's time zone. Nothing is available once the last
            usable day was over, even where the line by which the rest expires came later.

            Example:
              guichet packs balance 0197… 2026-11-01
            """) { id, on };
        return context.Runs(command, async call =>
        {
            var balance = await call.Client.ReadPackBalanceAsync(call.Get(id), call.Get(on), call.Cancel);
            call.Screen.Show(balance, one => call.Screen.Line(
                $"{Screen.Day(one.On)}: {one.Balance}, of which {one.Reserved} on hold and {one.Available} available"));
        });
    }

    public static Command Covers(CommandContext context)
    {
        var id = Pack();
        var words = new Argument<string[]>("words")
        {
            Description = "A product's name, or part of it",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("covers", """
            What a pack can be used for today, and the last day of each.

            Examples:
              guichet packs covers 0197…
              guichet packs covers 0197… sql server
            """) { id, words };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ListPackCoverageAsync(
                call.Get(id), string.Join(' ', call.Get(words)), limit: 100, cancel: call.Cancel);
            call.Screen.Show(page, covered => call.Screen.Table(
                ["Release", "Name", "Until"],
                covered.Items.Select(one => new[]
                {
                    one.Reference,
                    one.Name,
                    one.EndsWithPack ? $"{Screen.Day(one.LastDay)} (the pack's)" : Screen.Day(one.LastDay),
                })));
        });
    }

    public static Command Adjust(CommandContext context)
    {
        var (id, reason) = (Pack(), Reason());
        var credits = new Argument<int>("credits") { Description = "How many more; fewer with a minus: -- -2" };
        var command = new Command("adjust", """
            Put the credits of a pack right, with a reason that its customer reads. Never below zero.

            Example:
              guichet packs adjust 0197… 2 --reason "Two were charged by mistake"
            """) { id, credits, reason };
        return context.Runs(command, async call =>
        {
            var before = await call.Client.GetPackAsync(call.Get(id), call.Cancel);
            var pack = await call.Client.AdjustPackAsync(
                call.Get(id),
                new PackAdjustment
                {
                    Credits = call.Get(credits),
                    Reason = call.Get(reason),
                    AfterLine = before.LastLine ?? 0,
                },
                call.Cancel);
            Show(call, pack);
        });
    }

    public static Command Transfer(CommandContext context)
    {
        var (id, reason) = (Pack(), Reason());
        var email = new Argument<string>("email") { Description = "Address of the account that is to have it" };
        var command = new Command("transfer", """
            Give a pack to another account, with a reason that its customer reads. Its history stays.

            Example:
              guichet packs transfer 0197… new@example.com --reason "The buyer has left"
            """) { id, email, reason };
        return context.Runs(command, async call => Show(call, await call.Client.TransferPackAsync(
            call.Get(id), new PackTransfer { Email = call.Get(email), Reason = call.Get(reason) }, call.Cancel)));
    }

    public static Command People(CommandContext context)
    {
        var id = Pack();
        var command = new Command("people", """
            Who may use a pack, and who has used how much of it.

            Example:
              guichet packs people 0197…
            """) { id };
        return context.Runs(command, async call =>
            Show(call, await call.Client.GetPackPeopleAsync(call.Get(id), call.Cancel)));
    }

    public static Command Share(CommandContext context)
    {
        var (id, email) = (Pack(), Email());
        var command = new Command("share", """
            Let somebody else use a pack of yours, where the policy allows it.

            Example:
              guichet packs share 0197… colleague@example.com
            """) { id, email };
        return context.Runs(command, async call => Show(call, await call.Client.NameDelegateAsync(
            call.Get(id), new NewDelegation { Email = call.Get(email) }, call.Cancel)));
    }

    public static Command Unshare(CommandContext context)
    {
        var (id, email) = (Pack(), Email());
        var command = new Command("unshare", """
            Let them use it no longer; what they submitted stays theirs.

            Example:
              guichet packs unshare 0197… colleague@example.com
            """) { id, email };
        return context.Runs(
            command, async call => await call.Client.RemoveDelegateAsync(call.Get(id), call.Get(email), call.Cancel));
    }

    public static Command RenewAccessId(CommandContext context)
    {
        var (id, remove) = (Pack(), new Option<bool>("--remove-others")
        {
            Description = "Take the contract from all other accounts that have added it",
        });
        var command = new Command("renew-access-id", """
            Give a contract another access id, where the one it had is lost or known to others. It is shown once.

            Example:
              guichet packs renew-access-id 0197… --remove-others
            """) { id, remove };
        return context.Runs(command, async call =>
        {
            var renewed = await call.Client.RenewAccessIdAsync(
                call.Get(id), new() { RemoveOthers = call.Get(remove) }, call.Cancel);
            call.Screen.Show(renewed, one => call.Screen.Line(
                $"contract id {one.ContractId}, access id {one.AccessId}, until {Screen.Day(one.ExpiresOn)}"));
        });
    }

    private static Argument<Guid> Pack() => new("pack") { Description = "Id of the pack" };

    private static Argument<string> Email() => new("email") { Description = "Their address" };

    private static Option<string> Reason() => new("--reason") { Description = "Why, in words", Required = true };

    private static void Show(Call call, PackView pack) => call.Screen.Show(pack, one => call.Screen.Line(
        $"{one.Plan}: {Screen.Number(one.Available)} available, {Screen.Number(one.Reserved)} on hold"));

    private static void Show(Call call, PackPeopleView people) => call.Screen.Show(people, all =>
    {
        call.Screen.Table(
            ["Person", "Submitted", "Charged", "On hold"],
            all.Uses.Select(use => new[]
            {
                use.Name, Screen.Number(use.Submitted), Screen.Number(use.Charged), Screen.Number(use.OnHold),
            }));
        foreach (var one in all.Delegates)
        {
            call.Screen.Line($"Also used by {one.Email}");
        }
    });
}
