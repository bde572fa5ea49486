using Guichet.Coverage;
using Guichet.Files.Coverage;

namespace Guichet.Cli;

/// <summary>What <c>guichet coverage verify</c> answers.</summary>
internal static class VerificationScreen
{
    private static readonly string[] Columns = ["PLAN", "GROUP", "RULE ASKED", "CLOSES", "FACT", "WAY OUT"];

    public static void Show(Screen screen, IReadOnlyList<VerifiedCase> verified, CoverageTerms terms, bool inFull)
    {
        var failed = verified.Where(one => !one.Passes).ToList();
        var answer = new VerificationAnswer(
            verified.Count - failed.Count, failed.Count, [.. failed.Select(one => new FailedCase(
                one.File, one.Case.Line, one.Case.Id, one.Case.Rule, [.. Sentences(one)]))]);
        screen.Show(answer, _ =>
        {
            foreach (var one in inFull ? verified : failed)
            {
                Write(screen, one);
                if (inFull)
                {
                    WriteInFull(screen, CoverageRules.Explain(one.Decision.Question, terms));
                }
            }

            screen.Line($"{answer.Passed} passed, {answer.Failed} failed");
        });
    }

    private static void Write(Screen screen, VerifiedCase one)
    {
        var question = one.Decision.Question;
        var rule = one.Case.Rule.Length == 0 ? "" : $" [{one.Case.Rule}]";
        var phase = one.Decision.Phase is { } known ? Screen.Word(known) : "unknown";
        screen.Line(
            $"{one.File}:{one.Case.Line} {one.Case.Id}{rule}: "
            + $"{question.Release} on {Screen.Day(question.On.ToDateOnly())}, {phase}");
        foreach (var sentence in Sentences(one))
        {
            screen.Line($"  {sentence}");
        }
    }

    private static IEnumerable<string> Sentences(VerifiedCase one) =>
        one.Differences.Select(difference => CaseSentences.Of(difference, one.Decision));

    private static void WriteInFull(Screen screen, CoverageExplanation explained)
    {
        foreach (var refusal in explained.Decision.Refusals)
        {
            screen.Line($"  {CaseSentences.Of(refusal)}");
        }

        WriteAligned(screen, [Columns, .. explained.Plans.SelectMany(Rows)]);
    }

    /// <summary>Never wrapped: what stands on one line is found by searching.</summary>
    private static void WriteAligned(Screen screen, IReadOnlyList<string[]> rows)
    {
        var widths = Columns.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => cell.PadRight(widths[column]));
            screen.Line($"  {string.Join("  ", cells)}".TrimEnd());
        }

        screen.Line();
    }

    private static IEnumerable<string[]> Rows(PlanExplanation plan)
    {
        var coverage = plan.Coverage;
        var way = coverage.Standing == PlanStanding.Unavailable || coverage.WayOut is not null
            ? CaseSentences.Of(coverage.WayOut)
            : "";
        string[] head = [coverage.Plan.Key, CaseSentences.Of(coverage.Standing), "", "", Had(coverage), way];
        return [head, .. plan.Asked.Select(Row), .. plan.Packs.SelectMany((asked, index) =>
            asked.Select(Row).Prepend(["", "", $"pack {index + 1}", "", Pack(coverage.Packs[index].Held), ""]))];
    }

    private static string[] Row(AskedRule asked) =>
        ["", "", asked.Reason.Code, asked.Closes ? "yes" : "no", CaseSentences.Fact(asked.Reason), ""];

    private static string Had(PlanCoverage coverage) => coverage.CanBuy ? "can be bought" : "";

    private static string Pack(HeldPlan held)
    {
        var until = $"until {Screen.Day(held.ExpiresOn?.ToDateOnly())}";
        return held.Left is { } left ? $"{Screen.Number(left)} left, {until}" : until;
    }
}

/// <summary>The answer for programs.</summary>
/// <param name="Passed">How many cases pass.</param>
/// <param name="Failed">How many do not.</param>
/// <param name="Cases">Those that do not.</param>
internal sealed record VerificationAnswer(int Passed, int Failed, IReadOnlyList<FailedCase> Cases);

/// <summary>A case that differs.</summary>
internal sealed record FailedCase(string File, int Line, string Id, string Rule, IReadOnlyList<string> Differences);
