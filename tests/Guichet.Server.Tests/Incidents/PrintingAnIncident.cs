using Guichet.Accounts;
using Guichet.Server.Printing;
using Guichet.Server.Shell;
using Guichet.Server.Timelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using UglyToad.PdfPig;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

public sealed class PrintingAnIncident(SqliteHouse house)
{
    private const string Written = """
        # What we saw

        It **fails** at *night*, see [the log](https://example.test/log) and `run --now`.

        1. Stop it
        2. Start it
           - softly

        > As you wrote

        ```
        if (x)
            stop();
        ```

        | Host | State |
        | ---- | ----- |
        | a1   | down  |
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Markdown_is_laid_out_and_nothing_it_says_is_lost()
    {
        using var document = NewDocument();
        document.Markdown(Written);

        using var pdf = PdfDocument.Open(document.ToPdf(House.Today));
        var letters = pdf.GetPage(1).Letters;
        var text = string.Concat(letters.Select(letter => letter.Value)).Replace('\u00a0', ' ');

        Assert.Equal(["Cousine-Regular", "OpenSans", "OpenSans-Semibold"], letters
            .Select(letter => letter.FontName!.Split('+')[^1]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            (string[])
            [
                "the log (https://example.test/log)", "    stop();", "1.Stop it", "2.Start it", "•softly", "a1down",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(
            (string[])["*", "#", "`", "[", "|", ">"],
            sign => Assert.DoesNotContain(sign, text, StringComparison.Ordinal));
        Assert.Equal("failsHostStateWhat we saw", string.Concat(letters
            .Where(letter => letter.FontName!.Contains("Semibold", StringComparison.Ordinal) && letter.PointSize < 15)
            .OrderBy(letter => letter.PointSize)
            .Select(letter => letter.Value)));
    }

    [Fact]
    public void Nothing_of_a_hostile_text_stands_beside_the_paper_or_is_left_out()
    {
        using var document = NewDocument();
        var deep = string.Concat(Enumerable.Repeat("> ", 60)) + "deep";
        var cell = string.Join(' ', Enumerable.Repeat("жук", 3_000));
        document.Markdown($"{new string('w', 40_000)}**{new string('w', 10_000)}**\n\n{deep}");
        document.Markdown($"|{cell}|b|\n|-|-|\n|c|d|");
        document.Markdown(string.Concat(Enumerable.Repeat("[", 200)));
        document.Markdown("An [unpaired *one and ~another");

        using var pdf = PdfDocument.Open(document.ToPdf(House.Today));

        var letters = pdf.GetPages().SelectMany(page => page.Letters).ToList();
        Assert.All(letters, letter => Assert.InRange(letter.BoundingBox.Right, 47, 548));
        Assert.All(letters, letter => Assert.InRange(letter.BoundingBox.Bottom, 20, 810));
        Assert.Equal(50_000, letters.Count(letter => letter.Value == "w"));
        Assert.Equal(3_000, letters.Count(letter => letter.Value == "ж"));
        Assert.Equal(201, letters.Count(letter => letter.Value == "["));
        Assert.Single(letters, letter => letter.Value == "*");
    }

    [Fact]
    public async Task A_print_ends_where_nobody_reads_on_and_says_so()
    {
        var story = await BeginAsync(house);
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("Once more."), null, Cancel);
        var export = await story.Customer.Client.ExportIncidentAsync(story.Incident, cancel: Cancel);
        var lines = string.Concat(Enumerable.Repeat("line\n", 9_000));
        var log = export.Timeline[1] with { Message = export.Timeline[1].Message! with { Body = $"```\n{lines}```" } };
        var print = house.Services.GetRequiredService<IncidentPrint>();
        var policy = await house.Services.GetRequiredService<Guichet.Server.Policies.InForce>().ReadAsync(Cancel);

        using var pdf = PdfDocument.Open(Speaking.In("en", () => print.Print(
            export with { Timeline = [.. Enumerable.Repeat(log, 9)] },
            policy.Policy,
            new PrintLook(DateTimeZone.Utc, null, "en"))));

        Assert.InRange(pdf.NumberOfPages, 500, 700);
        Assert.Contains(
            "5 more entries are not printed", pdf.GetPage(pdf.NumberOfPages).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_person_prints_once_at_a_time_and_waits_for_a_few()
    {
        using var turns = new PrintTurns();
        var (one, other) = (new PersonId(Guid.NewGuid()), new PersonId(Guid.NewGuid()));
        var first = (await turns.TakeAsync(one, Cancel)).Value!;
        var waiting = Enumerable.Range(0, PrintTurns.MostWaiting).Select(_ => turns.TakeAsync(one, Cancel)).ToList();

        Assert.Equal("requests.too-many", (await turns.TakeAsync(one, Cancel)).Refusal?.Code);
        Assert.All(waiting, turn => Assert.False(turn.IsCompleted));

        first.Dispose();
        foreach (var turn in waiting)
        {
            (await turn).Value!.Dispose();
        }

        (await turns.TakeAsync(other, Cancel)).Value!.Dispose();
    }

    private static PrintedDocument NewDocument() =>
        new(new Texts(NullLogger<Texts>.Instance), PaperSize.A4, "Incident 7", "Contoso Support");
}
