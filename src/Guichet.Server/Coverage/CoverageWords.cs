using System.Globalization;
using Guichet.Client.Coverage;
using Guichet.Coverage;
using Guichet.Plans;
using Guichet.Server.Policies;
using Guichet.Server.Shell;

namespace Guichet.Server.Coverage;

/// <summary>The sentences of one decision: each reason is <c>reason.</c> + code, each way out <c>way-out.</c> + code;
/// where the fact has no date, the same with <c>.undated</c>, if there is one.</summary>
internal sealed class CoverageWords(Texts texts, Terms terms, CoverageDecision decision)
{
    private readonly string release =
        terms.Catalog.Products.FindRelease(decision.Question.Release)?.Release.Name ?? decision.Question.Release;

    public ReasonView Reason(CoverageReason reason, SupportPlan? plan)
    {
        var issue = reason.Code == CoverageCodes.SignInKnownIssue
            ? terms.Policy.Policy.KnownIssues.FirstOrDefault(known => known.Key == reason.Subject)
            : null;
        var wish = terms.Policy.Policy.Wishes.FirstOrDefault(known => known.Key == reason.Subject);
        var (count, subject) = Subject(reason, wish);
        var article = issue is null ? "" : texts[issue.Article];
        var sentence = texts.Get(
            Key("reason", reason.Code, reason.Date),
            ("plan", Name(plan)),
            ("release", release),
            ("phase", decision.Phase is { } phase ? texts[$"phase.{phase}"] : ""),
            ("date", reason.Date),
            ("subject", subject),
            ("count", count),
            ("notice", issue is null ? "" : texts[issue.Notice]),
            ("instead", wish is null ? "" : texts[wish.GoInstead]));
        return new ReasonView(
            reason.Code,
            sentence.TrimEnd(),
            reason.Date?.ToDateOnly(),
            reason.Subject,
            article.Length == 0 ? null : article);
    }

    public AskedRuleView Asked(AskedRule asked)
    {
        var reason = asked.Reason;
        var wish = terms.Policy.Policy.Wishes.FirstOrDefault(known => known.Key == reason.Subject);
        return new AskedRuleView(
            reason.Code,
            texts[$"rule.{reason.Code}"],
            asked.Closes,
            reason.Date?.ToDateOnly(),
            Subject(reason, wish).Subject);
    }

    public WayOutView WayOut(WayOut way, SupportPlan plan)
    {
        var target = way.Code switch
        {
            "use-plan" or "buy-again" or "add-contract" => Name(terms.Policy.FindPlan(way.Subject)),
            "newer-release" => terms.Catalog.Products.FindRelease(way.Subject)?.Release.Name ?? way.Subject,
            "sign-in" => texts[$"sign-in.{way.Subject}.one"],
            _ => way.Subject,
        };
        var sentence = texts.Get(
            Key("way-out", way.Code, way.Until),
            ("plan", Name(plan)),
            ("release", release),
            ("target", target),
            ("until", way.Until));
        return new WayOutView(way.Code, sentence, way.Subject, way.Until?.ToDateOnly());
    }

    private string Key(string kind, string code, LocalDate? date)
    {
        var undated = $"{kind}.{code}.undated";
        return date is null && texts.Has(undated) ? undated : $"{kind}.{code}";
    }

    /// <summary>What a reason's subject is called. Before the names of the newest N releases stands N.</summary>
    private (int Count, string Subject) Subject(CoverageReason reason, Wish? wish)
    {
        switch (reason.Code)
        {
            case CoverageCodes.WishExcluded or CoverageCodes.WishUnknown or CoverageCodes.WishNotCovered:
                return (0, wish is null ? reason.Subject : texts[wish.Name]);
            case CoverageCodes.ReleaseNotLatest:
                var parts = reason.Subject.Split(": ", 2);
                return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
            case CoverageCodes.SignInKind:
                return (0, Each("sign-in", reason.Subject));
            case CoverageCodes.PartnerLevel:
                return (0, Each("partner-level", reason.Subject));
            default:
                return (0, reason.Subject);
        }
    }

    private string Each(string kind, string keys) =>
        string.Join(", ", keys.Split(", ").Select(key => texts[$"{kind}.{key}"]));

    private string Name(SupportPlan? plan) => plan is null ? "" : texts[plan.Name];
}
