namespace Guichet.Catalog;

/// <summary>The announced end of a phase of a release.</summary>
/// <param name="Of">The release.</param>
/// <param name="Phase">Mainstream or extended.</param>
/// <param name="LastDay">Its last day, inclusive, in the policy's time zone.</param>
public sealed record PhaseEnd(ProductRelease Of, LifecyclePhase Phase, LocalDate LastDay);

/// <summary>That a phase will end, told ahead of time.</summary>
/// <param name="End">What ends.</param>
/// <param name="Months">How many months ahead: 12, 6 or 3.</param>
/// <param name="DueOn">From which day on it is to be told.</param>
public sealed record PhaseReminder(PhaseEnd End, int Months, LocalDate DueOn);

/// <summary>Which ends of phases are to be told of, and when, to those who follow a release (R9).</summary>
public static class PhaseReminders
{
    /// <summary>How many months ahead one is reminded, farthest first.</summary>
    public static IReadOnlyList<int> Leads { get; } = [12, 6, 3];

    /// <summary>The announced ends of the release's phases of support, in order of time; empty where none is
    /// announced.</summary>
    public static IReadOnlyList<PhaseEnd> EndsOf(ProductRelease found) =>
    [
        .. found.Release.PhaseSpans()
            .Where(span => span.Phase is LifecyclePhase.Mainstream or LifecyclePhase.Extended
                && span.Through is not null)
            .Select(span => new PhaseEnd(found, span.Phase, span.Through!.Value)),
    ];

    /// <summary>The reminder that is due on that day: the latest one whose day has come; null where none has, or where
    /// the phase has ended. Who comes after two of them is told the later one only.</summary>
    public static PhaseReminder? DueOn(PhaseEnd end, LocalDate today)
    {
        PhaseReminder? due = null;
        foreach (var months in Leads)
        {
            if (end.LastDay.PlusMonths(-months) is var day && day <= today && today <= end.LastDay)
            {
                due = new PhaseReminder(end, months, day);
            }
        }

        return due;
    }
}
