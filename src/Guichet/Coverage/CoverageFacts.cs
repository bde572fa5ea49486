using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>The question, with everything it names looked up once.</summary>
internal readonly struct CoverageFacts
{
    public CoverageFacts(CoverageQuestion question, CoverageTerms terms)
    {
        Question = question;
        Terms = terms;
        Found = terms.Catalog.FindRelease(question.Release);
        Phase = Found?.Release.PhaseOn(question.On);
        Wish = FindWish(terms.Wishes, question.Wants);
    }

    public CoverageQuestion Question { get; }

    public CoverageTerms Terms { get; }

    /// <summary>Null for a release unknown to the catalogue.</summary>
    public ProductRelease? Found { get; }

    public LifecyclePhase? Phase { get; }

    /// <summary>Null for a wish unknown to the policy.</summary>
    public Wish? Wish { get; }

    /// <summary>False where what is wanted closes every plan (R12), so that no way out is left.</summary>
    public bool WishCanBeMet => Wish is { Excluded: false };

    private static Wish? FindWish(IReadOnlyList<Wish> wishes, string key)
    {
        for (var i = 0; i < wishes.Count; i++)
        {
            if (wishes[i].Key == key)
            {
                return wishes[i];
            }
        }
        return null;
    }
}
