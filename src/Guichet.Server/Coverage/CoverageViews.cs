using Guichet.Client;
using Guichet.Client.Coverage;
using Guichet.Coverage;
using Guichet.Plans;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using LifecyclePhase = Guichet.Client.Catalog.LifecyclePhase;
using PlanStanding = Guichet.Client.Coverage.PlanStanding;

namespace Guichet.Server.Coverage;

/// <summary>A decision as it is shown: the wizard, the product page, the desk and the API all hand out this one object.
/// </summary>
internal sealed class CoverageViews(Texts texts)
{
    /// <summary>The decision in the language of the request, by the terms it was decided under.</summary>
    public CoverageView Of(CoverageExplanation explanation, Terms terms)
    {
        var decision = explanation.Decision;
        var words = new CoverageWords(texts, terms, decision);
        var question = decision.Question;
        return new CoverageView(
            question.On.ToDateOnly(),
            question.Release,
            terms.Catalog.Products.FindRelease(question.Release)?.Release.Name,
            decision.Phase is { } phase ? Enum.Parse<LifecyclePhase>(phase.ToString()) : null,
            question.Wants,
            [.. decision.Refusals.Select(reason => words.Reason(reason, null))],
            [.. explanation.Plans.Select(plan => Of(plan, words))],
            terms.Policy.Version,
            terms.Catalog.Version);
    }

    private PlanCoverageView Of(PlanExplanation explanation, CoverageWords words)
    {
        var coverage = explanation.Coverage;
        var plan = coverage.Plan;
        var inOrder = coverage.Packs.Where(pack => pack.Reasons.Count == 0).ToList();
        var usable = coverage.Standing == Guichet.Coverage.PlanStanding.Usable;
        return new PlanCoverageView(
            plan.Key,
            texts[plan.Name],
            texts[plan.Description],
            Enum.Parse<PlanStanding>(coverage.Standing.ToString()),
            usable && (plan.Offer == PlanOffer.Free || inOrder.Count > 0),
            coverage.CanBuy,
            plan.Price is { } price ? new MoneyView(price.Amount, price.Currency) : null,
            plan.Size,
            plan.Size is null || inOrder.Count == 0 ? null : inOrder.Sum(pack => pack.Held.Left),
            [.. coverage.Reasons.Select(reason => words.Reason(reason, plan))],
            [.. coverage.Packs.Zip(explanation.Packs, (pack, asked) => new PackCoverageView(
                pack.Held.Pack?.Value,
                pack.Held.Left,
                pack.Held.ExpiresOn?.ToDateOnly(),
                [.. pack.Reasons.Select(reason => words.Reason(reason, plan))],
                [.. asked.Select(words.Asked)]))],
            coverage.WayOut is { } way ? words.WayOut(way, plan) : null,
            [.. explanation.Asked.Select(words.Asked)]);
    }
}
