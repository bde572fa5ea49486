namespace Guichet.ServiceLevels;

/// <summary>What another policy would do to a promise that is still open, were it made again under that policy.
/// </summary>
public enum PromiseMove
{
    /// <summary>Nothing.</summary>
    Stays,

    /// <summary>It would be due earlier.</summary>
    Earlier,

    /// <summary>It would be due earlier, and be missed already.</summary>
    Missed,

    /// <summary>It would be due later.</summary>
    Later,
}

/// <summary>Tells what would become of a promise.</summary>
public static class PromiseMoves
{
    /// <summary>A promise moves where the two policies give different instants, and the new one is not the promised one
    /// anyway: what an earlier version of the policy promised does not count as moved by this one.</summary>
    /// <param name="promised">When the first response is due, as promised.</param>
    /// <param name="before">When it would be due by the policy in force, from the submission on.</param>
    /// <param name="after">When it would be due by the other policy, from the submission on.</param>
    /// <param name="now">An instant due before it is past; one due at it is not.</param>
    public static PromiseMove Find(Instant promised, Instant before, Instant after, Instant now)
    {
        if (before == after || after == promised)
        {
            return PromiseMove.Stays;
        }

        if (after > promised)
        {
            return PromiseMove.Later;
        }

        return after < now && promised >= now ? PromiseMove.Missed : PromiseMove.Earlier;
    }
}
