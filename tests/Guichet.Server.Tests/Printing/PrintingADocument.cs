using System.Globalization;
using Guichet.Server.Printing;
using Guichet.Server.Shell;
using Microsoft.Extensions.Logging.Abstractions;
using UglyToad.PdfPig;

namespace Guichet.Server.Tests.Printing;

public sealed class PrintingADocument
{
    private static readonly Texts Words = new(NullLogger<Texts>.Instance);
    private static readonly Instant At = Instant.FromUtc(2026, 11, 22, 10, 0);

    private static readonly PrintedColumn[] Columns =
        [new("Date", 2), new("What happened", 5), new("Balance", 1, IsNumber: true)];

    [Theory, InlineData("en", "Page 1 of 1"), InlineData("fr", "Page 1 sur 1")]
    public void The_text_can_be_read_back(string language, string page)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var document = NewDocument(PaperSize.A4);
        document.Paragraph("« Zürich, Łódź, Σύνολο, Москва » : 1\u202f234,56\u00a0€ fi ffi");
        document.Facts([("Solde", "5")]);

        var text = Read(document).Single();

        Assert.Contains("« Zürich, Łódź, Σύνολο, Москва » : 1 234,56 € fi ffi", text, StringComparison.Ordinal);
        Assert.Contains(page, text, StringComparison.Ordinal);
        Assert.Contains("Contoso Support", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_table_has_its_head_on_every_page_and_no_row_is_lost()
    {
        using var document = NewDocument(PaperSize.Letter);
        document.Table(Columns, Enumerable.Range(1, 120).Select(row =>
            new[] { $"Day{row}", $"Row{row} " + new string('w', 90), $"{row}" }));

        var pages = Read(document);

        Assert.InRange(pages.Count, 8, 12);
        Assert.All(pages, page => Assert.Contains("What happened", page, StringComparison.Ordinal));
        Assert.Contains($"Page 2 of {pages.Count}", pages[1], StringComparison.Ordinal);
        var all = string.Join(' ', pages).Split(' ', '\n');
        Assert.Equal(120, all.Count(word => word.StartsWith("Row", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_written_beside_the_paper()
    {
        using var document = NewDocument(PaperSize.A4);
        document.SideBySide(("Seller", new string('x', 300)), ("Buyer", "Buyer\nParis"));
        document.Totals([("Net", "1.00"), ("Total", "1.20")]);
        document.Paragraph(string.Join(' ', Enumerable.Repeat("word", 2000)));

        using var pdf = PdfDocument.Open(document.ToPdf(At));

        Assert.All(pdf.GetPages(), page =>
        {
            Assert.Equal((595d, 842d), (page.Width, page.Height));
            Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 47, 548));
            Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Bottom, 20, 810));
        });
    }

    [Fact]
    public void The_fonts_inside_are_small()
    {
        using var document = NewDocument(PaperSize.A4);
        document.Paragraph("Balance");

        Assert.InRange(document.ToPdf(At).Length, 1_000, 100_000);
    }

    private static PrintedDocument NewDocument(PaperSize paper) =>
        new(Words, paper, "Statement", "Contoso Support") { Foot = "12 rue de la Paix, Paris" };

    private static List<string> Read(PrintedDocument document)
    {
        using var pdf = PdfDocument.Open(document.ToPdf(At));
        return [.. pdf.GetPages().Select(page =>
            string.Join(' ', page.GetWords().Select(word => word.Text)).Replace('\u00a0', ' '))];
    }
}
