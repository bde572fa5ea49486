using CsCheck;
using Guichet.Coverage;

namespace Guichet.Tests.Coverage;

/// <summary>A decision stands on every page that names a plan: it makes its answer, and nothing on the way to it.
/// </summary>
public sealed class DecidingWithoutWaste
{
    [Fact]
    public void Whatever_is_asked_only_the_answer_is_allocated() =>
        WhateverQuestion.Any.Sample(question =>
        {
            // Twice before it is measured: what is made once for all decisions belongs to none of them, and what two
            // answers share neither.
            var (one, other) = (question.Decide(), question.Decide());
            Assert.Equal(Made(() => Copy(one, other)), Made(() => question.Decide()));
        });

    private static long Made(Func<CoverageDecision> make)
    {
        make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        make();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static CoverageDecision Copy(CoverageDecision one, CoverageDecision other) => one with
    {
        Refusals = Copy(one.Refusals, other.Refusals, Copy),
        Plans = Copy(one.Plans, other.Plans, Copy),
    };

    private static PlanCoverage Copy(PlanCoverage one, PlanCoverage other) => one with
    {
        Reasons = CopyReasons(one, other),
        Packs = Copy(one.Packs, other.Packs, Copy),
        WayOut = one.WayOut is { } way ? way with { Subject = Copy(way.Subject, other.WayOut!.Subject) } : null,
    };

    private static IReadOnlyList<CoverageReason> CopyReasons(PlanCoverage one, PlanCoverage other)
    {
        if (ReferenceEquals(one.Reasons, other.Reasons))
        {
            return one.Reasons;
        }
        var made = new CoverageReason[one.Reasons.Count];
        for (var i = 0; i < made.Length; i++)
        {
            var reason = one.Reasons[i];
            made[i] = IsOfAPack(one, reason) ? reason : Copy(reason, other.Reasons[i]);
        }
        return made;
    }

    /// <summary>A plan gives the reasons of its packs as they are.</summary>
    private static bool IsOfAPack(PlanCoverage plan, CoverageReason reason)
    {
        for (var i = 0; i < plan.Packs.Count; i++)
        {
            for (var j = 0; j < plan.Packs[i].Reasons.Count; j++)
            {
                if (ReferenceEquals(plan.Packs[i].Reasons[j], reason))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static PackCoverage Copy(PackCoverage one, PackCoverage other) =>
        one with { Reasons = Copy(one.Reasons, other.Reasons, Copy) };

    private static CoverageReason Copy(CoverageReason one, CoverageReason other) =>
        ReferenceEquals(one, other) ? one : one with { Subject = Copy(one.Subject, other.Subject) };

    private static string Copy(string one, string other) => ReferenceEquals(one, other) ? one : new(one.AsSpan());

    private static IReadOnlyList<T> Copy<T>(IReadOnlyList<T> one, IReadOnlyList<T> other, Func<T, T, T> copy)
    {
        if (ReferenceEquals(one, other))
        {
            return one;
        }
        var made = new T[one.Count];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = copy(one[i], other[i]);
        }
        return made;
    }
}
