using System.CommandLine;
using System.Globalization;
using Guichet.Client.Invoices;

namespace Guichet.Cli;

/// <summary>Invoices, and whether the books agree.</summary>
internal static class InvoiceCommands
{
    public static Command Create(CommandContext context) =>
        new("invoices", "Invoices and credit notes") { List(context), Download(context) };

    public static Command CreateBooks(CommandContext context) =>
        new("books", "Payments, invoices and purchases") { Verify(context) };

    private static Command List(CommandContext context)
    {
        var from = new Option<DateOnly?>("--from") { Description = "First day of issue, 2026-11-01" };
        var until = new Option<DateOnly?>("--until") { Description = "Last day of issue, included" };
        var command = new Command("list", """
            List invoices and credit notes, newest first.

            Examples:
              guichet invoices list
              guichet invoices list --from 2026-11-01 --until 2026-11-30
            """) { from, until };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ListInvoicesAsync(
                from: call.Get(from), until: call.Get(until), limit: 200, cancel: call.Cancel);
            call.Screen.Show(page, invoices => call.Screen.Table(
                ["Number", "Kind", "Issued", "Billed to", "Order", "Net", "Tax", "Total", "Paid"],
                invoices.Items.Select(one => new[]
                {
                    one.Number,
                    Screen.Word(one.Kind),
                    Screen.Day(one.IssuedOn),
                    one.Buyer.Organization.Length > 0 ? one.Buyer.Organization : one.Buyer.Name,
                    one.ConfirmationNumber,
                    Amount(one.Net),
                    Amount(one.Tax),
                    Amount(one.Total),
                    one.IsPaid ? "yes" : "no",
                })));
        });
    }

    private static Command Download(CommandContext context)
    {
        var number = new Argument<string>("number") { Description = "Number of the document, or its id" };
        var output = new Option<string?>("--output") { Description = "File to write; left out: NUMBER.pdf or .xml" };
        var language = new Option<string?>("--language") { Description = "en or fr; left out: that of the account" };
        var xml = new Option<bool>("--xml") { Description = "For programs: EN 16931, UN/CEFACT CII" };
        var command = new Command("download", """
            Save an invoice or a credit note as PDF, or as XML for programs.

            Examples:
              guichet invoices download F2026-00017
              guichet invoices download F2026-00017 --language fr --output facture.pdf
              guichet invoices download F2026-00017 --xml
            """) { number, output, language, xml };
        return context.Runs(command, async call =>
        {
            var asked = call.Get(number);
            var bytes = call.Get(xml)
                ? await call.Client.DownloadInvoiceXmlAsync(asked, call.Cancel)
                : await call.Client.DownloadInvoiceAsync(asked, call.Get(language), call.Cancel);
            var file = call.Get(output)
                ?? $"{Path.GetFileName(asked.Replace('/', '-'))}.{(call.Get(xml) ? "xml" : "pdf")}";
            await File.WriteAllBytesAsync(file, bytes, call.Cancel);
            call.Screen.Line($"{file}: {Screen.Number(bytes.Length)} bytes");
        });
    }

    private static Command Verify(CommandContext context) => context.Runs(
        new Command("verify", """
            Walk the books: payments and invoices, purchases and ledger agree, and no series of numbers has a gap.

            Example:
              guichet books verify
            """),
        async call =>
        {
            var check = await call.Client.CheckBooksAsync(call.Cancel);
            call.Screen.Show(check, books => Write(call.Screen, books));
            return check.Breaks.Count == 0 ? ExitCode.Done : ExitCode.Refused;
        });

    private static void Write(Screen screen, BooksCheckView books)
    {
        screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{books.Orders} paid orders, {books.Invoices} documents, {books.Series} series"));
        if (books.Breaks.Count == 0)
        {
            screen.Line("The books agree.");
            return;
        }

        screen.Table(["What", "Where"], books.Breaks.Select(one => new[] { one.Code, one.Subject }));
    }

    private static string Amount(Guichet.Client.MoneyView money) =>
        $"{new Money(money.Amount, money.Currency).Plain} {money.Currency}";
}
