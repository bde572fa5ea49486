using Guichet.Files.Calendars;

namespace Guichet.Tests.Calendars;

[Trait("Rule", "R6")]
public class ProvingByCases
{
    private const string Weekly =
        "\"calendar\":{\"timeZone\":\"Europe/Paris\",\"weekly\":{\"fri\":[[\"09:00\",\"17:00\"]]}}";

    private const string Start = "\"start\":\"2026-11-20T15:00:00Z\"";

    [Theory]
    [InlineData("hours", 35)]
    [InlineData("clock-changes", 20)]
    [InlineData("pauses", 15)]
    [InlineData("refusals", 20)]
    public void The_cases_of_the_house_pass(string name, int atLeast)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Calendars", "cases", $"{name}.jsonl");
        var outcomes = Verify(File.ReadAllText(file));

        Assert.True(outcomes.Count >= atLeast, $"{outcomes.Count} cases");
        Assert.Equal(outcomes.Count, outcomes.Select(one => one.Id).Where(id => id.Length > 0).Distinct().Count());
        Assert.DoesNotContain(outcomes, outcome => outcome.Difference is not null);
    }

    [Theory]
    [InlineData("due", "\"businessSeconds\":3600,\"due\":\"2026-11-20T16:00:01Z\"",
        "due should be 2026-11-20T16:00:01Z, but is 2026-11-20T16:00:00Z")]
    [InlineData("due", "\"businessSeconds\":3600,\"due\":null", "due should be none, but is 2026-11-20T16:00:00Z")]
    [InlineData("due", "\"businessSeconds\":-1,\"due\":\"2026-11-20T16:00:01Z\"",
        "due should be 2026-11-20T16:00:01Z, but is refused: A budget of time cannot be below zero. "
        + "(calendar.budget-negative)")]
    [InlineData("due", "\"businessSeconds\":-1,\"due\":null",
        "due should be none, but is refused: A budget of time cannot be below zero. (calendar.budget-negative)")]
    [InlineData("pause",
        "\"businessSeconds\":1,\"pauses\":[[\"2026-11-20T15:00:00Z\"]],\"due\":\"2026-11-20T16:00:01Z\"",
        "due should be 2026-11-20T16:00:01Z, but is refused: Nothing is due while the clock stands. (calendar.paused)")]
    [InlineData("elapsed", "\"end\":\"2026-11-20T15:10:00Z\",\"elapsed\":601",
        "elapsed should be 601 s, but is 600 s")]
    [InlineData("elapsed", "\"end\":\"2026-11-20T14:10:00Z\",\"elapsed\":0",
        "elapsed should be 0 s, but is refused: 2026-11-20T14:10:00Z is before 2026-11-20T15:00:00Z. "
        + "(calendar.end-before-start)")]
    [InlineData("clock", "\"clockSeconds\":60,\"due\":\"2026-11-20T15:00:59Z\"",
        "due should be 2026-11-20T15:00:59Z, but is 2026-11-20T15:01:00Z")]
    [InlineData("error", "\"businessSeconds\":3600", "should be refused, but due is 2026-11-20T16:00:00Z")]
    [InlineData("error", "\"clockSeconds\":3600", "should be refused, but due is 2026-11-20T16:00:00Z")]
    [InlineData("error", "\"end\":\"2026-11-20T15:10:00Z\"", "should be refused, but elapsed is 0:00:10:00")]
    [InlineData("error", "\"x\":1", "should be refused, but the calendar is in order")]
    [InlineData("error", "\"businessSeconds\":-1,\"refusal\":\"calendar.paused\"",
        "should be refused as calendar.paused, but is refused: A budget of time cannot be below zero. "
        + "(calendar.budget-negative)")]
    public void A_difference_is_told(string kind, string keys, string difference) =>
        Assert.Equal(
            difference,
            Assert.Single(Verify($$"""{"kind":"{{kind}}",{{Weekly}},{{Start}},{{keys}}}""")).Difference);

    [Theory]
    [InlineData("{\"kind\":\"due\"", "file.syntax")]
    [InlineData("[]", "file.type-wrong")]
    [InlineData("{\"id\":1}", "file.key-missing")]
    [InlineData("{\"kind\":\"dew\"}", "file.word-unknown")]
    [InlineData("{\"kind\":\"clock\",\"start\":\"now\",\"clockSeconds\":1,\"due\":\"2026-11-20T15:00:00Z\"}",
        "case.instant-malformed")]
    [InlineData("{\"kind\":\"clock\",\"start\":\"2026-11-20T15:00:00Z\",\"clockSeconds\":\"x\",\"due\":null}",
        "file.number-malformed")]
    [InlineData("{\"kind\":\"clock\",\"start\":\"2026-11-20T15:00:00Z\",\"clockSeconds\":1e-10,\"due\":null}",
        "file.number-malformed")]
    [InlineData(
        "{\"kind\":\"clock\",\"start\":\"2026-11-20T15:00:00Z\",\"clockSeconds\":1,\"pauses\":[[]],\"due\":null}",
        "file.type-wrong")]
    [InlineData("{\"kind\":\"error\",\"calendar\":{\"timeZone\":\"UTC\",\"weekly\":{\"mon\":[\"09:00\"]}}}",
        "file.type-wrong")]
    public void A_line_that_is_no_case_fails_with_its_number(string line, string code)
    {
        var outcomes = Verify($"\uFEFF\n{line}\r\n\n{{\"kind\":\"error\",\"calendar\":{{}}}}\n");

        Assert.Equal([2, 4], outcomes.Select(outcome => outcome.Line));
        Assert.StartsWith("is not a case: column ", outcomes[0].Difference, StringComparison.Ordinal);
        Assert.Contains($"({code})", outcomes[0].Difference, StringComparison.Ordinal);
        Assert.Null(outcomes[1].Difference);
    }

    [Fact]
    public void Keys_that_nobody_knows_and_full_names_of_days_are_taken() =>
        Assert.Null(Assert.Single(Verify(
            """
            {"kind":"due","why":["x"],"calendar":{"timeZone":"UTC","color":1,"holidays":null,"extraOpen":null,"weekly":
            {"friday":[["09:00","24:00"]],"sun":null}},"start":"2026-11-20T15:00Z","businessSeconds":60.5,
            "due":"2026-11-20T16:01:00.5+01:00"}
            """.ReplaceLineEndings(""))).Difference);

    private static List<CaseOutcome> Verify(string text)
    {
        using var lines = new StringReader(text);
        return [.. CaseFile.Verify(lines)];
    }
}
