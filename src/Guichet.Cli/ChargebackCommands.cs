using System.CommandLine;
using System.Globalization;
using Guichet.Client.Payments;

namespace Guichet.Cli;

/// <summary>Payments by card that a buyer disputes at their bank.</summary>
internal static class ChargebackCommands
{
    public static Command Create(CommandContext context) =>
        new("chargebacks", "Payments by card that buyers dispute at their bank")
        {
            List(context),
            Show(context),
            Answer(
                context, ChargebackAnswer.Contest, "contest",
                "Contest a chargeback: your words go to the bank, with what was used of the purchase; once."),
            Answer(
                context, ChargebackAnswer.Accept, "accept",
                "Accept a chargeback: the money stays the buyer's, and a credit note follows."),
        };

    private static Command List(CommandContext context)
    {
        var all = new Option<bool>("--all") { Description = "Those that are settled as well" };
        var command = new Command("list", """
            List chargebacks that a bank has not decided, newest first; for the vendor.

            Example:
              guichet chargebacks list
            """) { all };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ListChargebacksAsync(!call.Get(all), limit: 100, cancel: call.Cancel);
            call.Screen.Show(page, found => call.Screen.Table(
                ["Id", "Order", "Amount", "Reason", "Status", "Answer by", "Put aside"],
                found.Items.Select(one => new[]
                {
                    one.Id.ToString(),
                    one.ConfirmationNumber,
                    Amount(one),
                    one.Reason,
                    Screen.Word(one.Status),
                    Screen.Moment(one.AnswerBy),
                    Screen.Number(one.Frozen),
                })));
        });
    }

    private static Command Show(CommandContext context)
    {
        var id = Chargeback();
        var command = new Command("show", """
            Show how a chargeback stands, and what was decided.

            Example:
              guichet chargebacks show 0197…
            """) { id };
        return context.Runs(
            command, async call => Print(call, await call.Client.GetChargebackAsync(call.Get(id), call.Cancel)));
    }

    private static Command Answer(CommandContext context, ChargebackAnswer answer, string name, string about)
    {
        var id = Chargeback();
        var words = new Option<string>("--words") { Description = "Why", Required = true };
        var language = new Option<string?>("--language")
        {
            Description = "Of what the bank is told beside your words, where you contest: en or fr; left out: en",
        };
        var command = new Command(name, $"""
            {about} For billing clerks.

            Example:
              guichet chargebacks {name} 0197… --words "Two incidents were worked on and closed."
            """) { id, words };
        if (answer == ChargebackAnswer.Contest)
        {
            command.Add(language);
        }

        return context.Runs(command, async call => Print(call, await call.Client.AnswerChargebackAsync(
            call.Get(id),
            new NewChargebackAnswer
            {
                Answer = answer,
                Words = call.Get(words),
                Language = answer == ChargebackAnswer.Contest ? call.Get(language) : null,
            },
            call.Cancel)));
    }

    private static void Print(Call call, ChargebackView chargeback) => call.Screen.Show(chargeback, one =>
    {
        call.Screen.Line($"{one.ConfirmationNumber}: {Amount(one)}, {one.Reason}, {Screen.Word(one.Status)}");
        call.Screen.Line($"{Screen.Number(one.Frozen)} incidents put aside, answer by {Screen.Moment(one.AnswerBy)}");
        if (one.Answer is { } answer)
        {
            call.Screen.Line(one.Failure is null
                ? $"{Screen.Word(answer)} by {one.AnsweredBy}: {one.Words}"
                : $"{Screen.Word(answer)} was not taken: {one.Failure}");
        }
    });

    private static Argument<Guid> Chargeback() => new("chargeback") { Description = "Id of the chargeback" };

    private static string Amount(ChargebackView one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Amount.Amount} {one.Amount.Currency}");
}
