using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>Asks the rules once more, with a word for those that close nothing. A decision does without: nobody reads
/// those on the way to a submission.</summary>
internal static class Explanations
{
    public static PlanExplanation Of(in CoverageFacts facts, PlanCoverage coverage)
    {
        var asked = new List<AskedRule>();
        var sink = new ReasonSink(asked);
        if (facts.Found is null)
        {
            sink.Add(CoverageCodes.ReleaseUnknown, subject: facts.Question.Release);
        }
        else if (coverage.Standing == PlanStanding.NotOffered)
        {
            PlanRules.AskStanding(facts.Question, coverage.Plan, ref sink);
        }
        else
        {
            sink.Ask(closes: false, CoverageCodes.ReleaseUnknown, subject: facts.Question.Release);
            CoverageRules.AskAll(facts, coverage.Plan, coverage.Packs, coverage.Standing, ref sink);
        }
        var on = facts.Question.On;
        return new(coverage, asked, [.. coverage.Packs.Select(pack => PackRules.Explain(pack.Held, on))]);
    }
}
