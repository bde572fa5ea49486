using Guichet.Invoices;
using Guichet.Server.Printing;
using Guichet.Server.Shell;

namespace Guichet.Server.Invoices;

/// <summary>Invoices, credit notes and receipts on paper, in French or in English. The same document gives the same
/// words whenever it is printed: everything that it says was frozen when it was issued.</summary>
internal sealed class InvoicePrint(Texts texts)
{
    /// <summary>An invoice or a credit note.</summary>
    /// <param name="invoice">The document.</param>
    /// <param name="language"><c>en</c> or <c>fr</c>.</param>
    public byte[] Print(Invoice invoice, string language) => Speaking.In(language, () =>
    {
        var document = invoice.Document;
        using var paper = Begin($"invoice.print.{invoice.Kind}", invoice.FullNumber, document);
        paper.SideBySide(
            (texts["invoice.print.seller"], string.Join('\n', document.Seller.Lines(texts))),
            (texts["invoice.print.buyer"], string.Join('\n', document.Buyer.Lines(texts))));
        paper.Facts(Facts(invoice));
        WriteLines(paper, invoice);
        if (texts[document.TaxLine.Note] is { Length: > 0 } note)
        {
            paper.Paragraph(note, TextStyle.Strong);
        }

        paper.Paragraph(texts.Get($"invoice.print.{State(invoice)}", Settlement(invoice)));
        if (document.Account is { } account)
        {
            paper.Facts(Facts(account, document));
        }

        return paper.ToPdf(invoice.IssuedAt);
    });

    /// <summary>The receipt for the payment of an invoice.</summary>
    public byte[] PrintReceipt(Invoice invoice, InvoicePayment payment, string language) =>
        Speaking.In(language, () =>
        {
            var document = invoice.Document;
            using var paper = Begin("invoice.print.Receipt", document.ConfirmationNumber, document);
            paper.SideBySide(
                (texts["invoice.print.seller"], string.Join('\n', document.Seller.Lines(texts))),
                (texts["invoice.print.payer"], string.Join('\n', document.Buyer.Lines(texts))));
            paper.Facts(
            [
                (texts["invoice.print.received"], Format.Amount(invoice.Total)),
                (texts["invoice.print.paid-on"], Format.Date(payment.On)),
                (texts["invoice.print.reference"], payment.Reference),
                (texts["invoice.print.for"], invoice.FullNumber),
                (texts["invoice.print.confirmation"], document.ConfirmationNumber),
                (texts["invoice.print.what"], WhatOf(document.Lines[0])),
            ]);
            WriteLines(paper, invoice);
            return paper.ToPdf(invoice.IssuedAt);
        });

    private PrintedDocument Begin(string title, string number, InvoiceDocument document) => new(
        texts, PaperSize.A4, texts.Get(title, ("number", number)), document.Seller.Name)
    {
        Foot = string.Join(" · ", new[] { document.Seller.Registration, document.Seller.VatNumber }
            .Where(part => part.Length > 0)),
    };

    private void WriteLines(PrintedDocument paper, Invoice invoice)
    {
        var document = invoice.Document;
        var tax = document.TaxLine;
        paper.Table(
            [
                new(texts["invoice.print.what"], 5),
                new(texts["invoice.print.quantity"], 1, IsNumber: true),
                new(texts["invoice.print.net"], 2, IsNumber: true),
            ],
            document.Lines.Select(line => (IReadOnlyList<string>)
            [
                WhatOf(line), Format.Number(line.Quantity), Amount(line.Net, invoice),
            ]));
        paper.Totals(
        [
            (texts["invoice.print.total.net"], Amount(tax.Net, invoice)),
            (TaxOf(tax), Amount(tax.Tax, invoice)),
            (texts["invoice.print.total"], Amount(tax.Net + tax.Tax, invoice)),
        ]);
    }

    private IEnumerable<(string, string)> Facts(Invoice invoice)
    {
        var document = invoice.Document;
        yield return (texts["invoice.print.issued"], Format.Date(invoice.IssuedOn));
        if (document.CounteredOn is { } countered)
        {
            yield return (
                texts["invoice.print.counters"],
                texts.Get("invoice.print.counters.of", ("number", document.CounteredNumber), ("date", countered)));
            yield return (texts["invoice.print.reason"], texts.ReasonOf(document.Reason));
        }

        yield return (texts["invoice.print.ordered"], Format.Date(document.OrderedOn));
        yield return (texts["invoice.print.confirmation"], document.ConfirmationNumber);
        if (document.PurchaseOrderNumber.Length > 0)
        {
            yield return (texts["invoice.print.purchase-order"], document.PurchaseOrderNumber);
        }
    }

    private IEnumerable<(string, string)> Facts(InvoiceAccount account, InvoiceDocument document) =>
        new[]
        {
            (texts["transfer.holder"], account.Holder),
            (texts["transfer.iban"], account.Iban),
            (texts["transfer.account"], account.Number),
            (texts["transfer.bic"], account.Bic),
            (texts["transfer.bank"], account.Bank),
            (texts["transfer.reference"], document.ConfirmationNumber),
        }.Where(line => line.Item2.Length > 0);

    private static string State(Invoice invoice) => invoice switch
    {
        { Kind: InvoiceKind.CreditNote, Document.Reason: IssueInvoice.OrderCanceled or IssueInvoice.OrderUnpaid } =>
            "unpaid",
        { Kind: InvoiceKind.CreditNote, Document.Reason: IssueInvoice.Chargeback } => "charged-back",
        { Kind: InvoiceKind.CreditNote } => "credited",
        { Document.Payment: not null } => "paid",
        { Document.DueOn: not null } => "due",
        _ => "open",
    };

    private static (string, object?)[] Settlement(Invoice invoice) =>
    [
        ("amount", invoice.Total),
        ("date", invoice.Document.Payment?.On ?? invoice.Document.DueOn),
        ("reference", invoice.Document.Payment?.Reference ?? ""),
    ];

    private string WhatOf(InvoiceLine line) => line.Incidents is { } count
        ? $"{texts[line.Name]} ({texts.Get("invoice.print.incidents", ("count", count))})"
        : texts[line.Name];

    private string TaxOf(InvoiceTax tax) => tax.Category == TaxCategory.Standard
        ? texts.Get("invoice.print.tax", ("name", texts[tax.Name]), ("percent", Format.Rate(tax.BasisPoints)))
        : texts[tax.Name];

    private static string Amount(long amount, Invoice invoice) => Format.Amount(new Money(amount, invoice.Currency));
}
