using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>Which packs of a plan are held, and what closes each by itself (R21, R23).</summary>
internal static class PackRules
{
    private static readonly CoverageReason Exhausted = new(CoverageCodes.PackExhausted);
    private static readonly CoverageReason[] OnlyExhausted = [Exhausted];
    private static readonly CoverageReason Disputed = new(CoverageCodes.PackDisputed);
    private static readonly CoverageReason[] OnlyDisputed = [Disputed];

    /// <summary>A line for each pack of the plan that is held, earliest expiry first.</summary>
    public static PackCoverage[] Lines(CoverageQuestion question, SupportPlan plan)
    {
        var count = CountHeld(question, plan);
        if (count == 0)
        {
            return [];
        }
        var lines = new PackCoverage[count];
        var filled = 0;
        for (var i = 0; i < question.Holds.Count; i++)
        {
            var held = question.Holds[i];
            if (held.Plan == plan.Key)
            {
                Insert(lines, filled++, new PackCoverage(held, Reasons(held, question.On)));
            }
        }
        return lines;
    }

    /// <summary>Whether one pack held is in order; the same as a line without reasons, without building the lines.
    /// </summary>
    public static bool AnyInOrder(CoverageQuestion question, SupportPlan plan)
    {
        for (var i = 0; i < question.Holds.Count; i++)
        {
            var held = question.Holds[i];
            if (held.Plan == plan.Key && !IsExpired(held, question.On) && !IsExhausted(held))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether one line has no reason of its own.</summary>
    public static bool AnyInOrder(IReadOnlyList<PackCoverage> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Reasons.Count == 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The reasons of all lines, each once, for a plan that has no pack in order.</summary>
    public static void Collect(IReadOnlyList<PackCoverage> lines, ref ReasonSink reasons)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = 0; j < lines[i].Reasons.Count; j++)
            {
                if (!IsGivenBefore(lines, i, lines[i].Reasons[j]))
                {
                    reasons.Add(lines[i].Reasons[j]);
                }
            }
        }
    }

    /// <summary>What is asked of a pack held.</summary>
    public static IReadOnlyList<AskedRule> Explain(HeldPlan held, LocalDate on)
    {
        var asked = new List<AskedRule>();
        var sink = new ReasonSink(asked);
        sink.Ask(IsExpired(held, on), CoverageCodes.PackExpired, held.ExpiresOn);
        if (held.Left is not null)
        {
            var isDisputed = IsExhausted(held) && held.IsDisputed;
            sink.Ask(IsExhausted(held), isDisputed ? CoverageCodes.PackDisputed : CoverageCodes.PackExhausted);
        }
        return asked;
    }

    /// <summary>Whether any is held, whatever its state.</summary>
    public static bool AnyHeld(CoverageQuestion question, SupportPlan plan) => CountHeld(question, plan) > 0;

    private static int CountHeld(CoverageQuestion question, SupportPlan plan)
    {
        var count = 0;
        for (var i = 0; i < question.Holds.Count; i++)
        {
            count += question.Holds[i].Plan == plan.Key ? 1 : 0;
        }
        return count;
    }

    private static CoverageReason[] Reasons(HeldPlan held, LocalDate on)
    {
        var (empty, only) = held.IsDisputed ? (Disputed, OnlyDisputed) : (Exhausted, OnlyExhausted);
        if (!IsExpired(held, on))
        {
            return IsExhausted(held) ? only : [];
        }
        var expired = new CoverageReason(CoverageCodes.PackExpired, held.ExpiresOn);
        return IsExhausted(held) ? [expired, empty] : [expired];
    }

    /// <summary>Insertion keeps packs that expire on one day in the order given; people hold a handful of
    /// them.</summary>
    private static void Insert(PackCoverage[] lines, int filled, PackCoverage line)
    {
        var at = filled;
        while (at > 0 && ExpiresBefore(line.Held, lines[at - 1].Held))
        {
            lines[at] = lines[at - 1];
            at--;
        }
        lines[at] = line;
    }

    private static bool ExpiresBefore(HeldPlan one, HeldPlan other) =>
        one.ExpiresOn is { } day && (other.ExpiresOn is not { } otherDay || day < otherDay);

    private static bool IsExpired(HeldPlan held, LocalDate on) => held.ExpiresOn is { } last && last < on;

    private static bool IsExhausted(HeldPlan held) => held.Left <= 0;

    private static bool IsGivenBefore(IReadOnlyList<PackCoverage> lines, int index, CoverageReason reason)
    {
        for (var i = 0; i < index; i++)
        {
            for (var j = 0; j < lines[i].Reasons.Count; j++)
            {
                if (lines[i].Reasons[j] == reason)
                {
                    return true;
                }
            }
        }
        return false;
    }
}
