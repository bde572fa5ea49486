using System.Collections.Immutable;
using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>The question, with everything it names looked up once, and how many rules close each plan: a way out of one
/// plan may lead to any other.</summary>
internal readonly ref struct CoverageFacts
{
    private const int NotOffered = -1;

    private readonly Span<int> closed;

    /// <summary>Asks the rules of every plan; <paramref name="closed"/> is room for a number for each.</summary>
    public CoverageFacts(CoverageQuestion question, CoverageTerms terms, Span<int> closed)
    {
        Question = question;
        Terms = terms;
        Found = terms.Catalog.FindRelease(question.Release);
        Standing = Found is null ? default : ReleaseStanding.Find(Found, question.On, terms.Plans);
        Wish = FindWish(terms.Wishes, question.Wants);
        this.closed = closed;
        for (var i = 0; Found is not null && i < closed.Length; i++)
        {
            if (!IsForOrHeld(question, terms.Plans[i]))
            {
                closed[i] = NotOffered;
                continue;
            }
            var reasons = new ReasonSink();
            PlanRules.Ask(this, terms.Plans[i], ref reasons);
            closed[i] = reasons.Count;
        }
    }

    public CoverageQuestion Question { get; }

    public CoverageTerms Terms { get; }

    /// <summary>Null for a release unknown to the catalogue.</summary>
    public ProductRelease? Found { get; }

    /// <summary>How the release stands on the day asked about; without a meaning for an unknown one.</summary>
    public ReleaseStanding Standing { get; }

    /// <summary>Null for a wish unknown to the policy.</summary>
    public Wish? Wish { get; }

    /// <summary>False where what is wanted closes every plan (R12), so that no way out is left.</summary>
    public bool WishCanBeMet => Wish is { Excluded: false };

    /// <summary>How many rules close a plan that is offered, its packs left aside.</summary>
    public int CountClosing(int plan) => closed[plan];

    /// <summary>Whether the plan can be used now, or bought now and used.</summary>
    public bool IsUsable(int plan) =>
        closed[plan] == 0
        && (Terms.Plans[plan].Offer != PlanOffer.Contract || PackRules.AnyInOrder(Question, Terms.Plans[plan]));

    /// <summary>Whether the customer holds the plan, or is of a standing that may buy or activate it; never for an
    /// unknown release (R13).</summary>
    public bool IsOffered(int plan) => Found is not null && closed[plan] != NotOffered;

    private static bool IsForOrHeld(CoverageQuestion question, SupportPlan plan) =>
        plan.IsFor(question.SignIn, question.Partner) || PackRules.AnyHeld(question, plan);

    private static Wish? FindWish(ImmutableArray<Wish> wishes, string key)
    {
        for (var i = 0; i < wishes.Length; i++)
        {
            if (wishes[i].Key == key)
            {
                return wishes[i];
            }
        }
        return null;
    }
}
