namespace Guichet.Catalog;

/// <summary>One version line of a product, with its own support dates. All dates are days in the policy's time zone,
/// and an end is the last supported day, inclusive. An empty date means none announced; it is never computed
/// (R10).</summary>
/// <param name="Key">Unique in its product; with the product's key it makes <c>windows-server/2019</c>.</param>
/// <param name="Name">As people write it, product included: "Windows Server 2019".</param>
/// <param name="Policy">Fixed or modern.</param>
/// <param name="Deployment">On premises or cloud.</param>
/// <param name="ReleasedOn">First day of support; empty counts as out.</param>
/// <param name="MainstreamEndsOn">Fixed: last day of mainstream support. Modern: last day of servicing.</param>
/// <param name="ExtendedEndsOn">Fixed: last day of extended support; empty where the release has none.</param>
/// <param name="SupersededBy">Key of the release that follows it in the product; empty for the newest.</param>
/// <param name="Generation">Releases of one product with the same generation count as one under a policy of the last N
/// releases: an R2 with its base version (R15). Empty: the release is its own generation.</param>
public sealed record Release(
    string Key,
    string Name,
    LifecyclePolicy Policy,
    Deployment Deployment,
    LocalDate? ReleasedOn,
    LocalDate? MainstreamEndsOn,
    LocalDate? ExtendedEndsOn,
    string? SupersededBy = null,
    string? Generation = null)
{
    /// <summary>Last day of paid extended security updates, for reading only: they do not change a phase
    /// (R10).</summary>
    public LocalDate? SecurityUpdatesEndOn { get; init; }

    /// <summary>True where a source knows that support has ended but not the day.</summary>
    public bool EndedOnUnknownDay { get; init; }

    /// <summary>The line of releases it belongs to, where a product has more than one: an annual channel beside the
    /// long-term one. Each line is a succession of its own (R15). Empty: the product's main line.</summary>
    public string Line { get; init; } = "";

    /// <summary>The pages on which the dates were read, parted by a space.</summary>
    public string Source { get; init; } = "";

    /// <summary>Last day of support in whatever phase, inclusive; null where no end is announced, or where support has
    /// ended on a day that no source knows.</summary>
    public LocalDate? SupportEndsOn => EndedOnUnknownDay ? null
        : Policy == LifecyclePolicy.Modern || ExtendedEndsOn is null ? MainstreamEndsOn
        : MainstreamEndsOn is { } mainstream && mainstream > ExtendedEndsOn ? mainstream
        : ExtendedEndsOn;

    /// <summary>What it counts as under a policy of the last N releases (R15): an R2 names its base version.</summary>
    public string GenerationKey => string.IsNullOrEmpty(Generation) ? Key : Generation;

    /// <summary>Whether it is out on that day; without a release date it counts as out (R10).</summary>
    public bool IsOutOn(LocalDate day) => ReleasedOn is not { } released || released <= day;

    /// <summary>The phase on that day (R10). A fixed release without a mainstream date is in extended support only;
    /// with neither date, in extended support without an announced end.</summary>
    public LifecyclePhase PhaseOn(LocalDate day)
    {
        if (!IsOutOn(day))
        {
            return LifecyclePhase.Upcoming;
        }
        if (EndedOnUnknownDay)
        {
            return LifecyclePhase.Ended;
        }
        if (HasMainstream && (MainstreamEndsOn is null || day <= MainstreamEndsOn))
        {
            return LifecyclePhase.Mainstream;
        }
        return HasExtended && (ExtendedEndsOn is null || day <= ExtendedEndsOn)
            ? LifecyclePhase.Extended
            : LifecyclePhase.Ended;
    }

    /// <summary>Its whole life in order of time, for a time line. The spans follow one another without a gap, and the
    /// phase on a day is that of the span that holds it; the one exception is an end on an unknown day, which stands as
    /// a span without any date.</summary>
    public IReadOnlyList<PhaseSpan> PhaseSpans()
    {
        var spans = new List<PhaseSpan>(4);
        var from = ReleasedOn;
        if (from is { } released)
        {
            spans.Add(new(LifecyclePhase.Upcoming, null, released.PlusDays(-1)));
        }
        if (EndedOnUnknownDay)
        {
            spans.Add(new(LifecyclePhase.Ended, null, null));
            return spans;
        }
        var open = HasMainstream && AddUntil(LifecyclePhase.Mainstream, MainstreamEndsOn);
        open = open || (HasExtended && AddUntil(LifecyclePhase.Extended, ExtendedEndsOn));
        if (!open)
        {
            spans.Add(new(LifecyclePhase.Ended, from, null));
        }
        return spans;

        bool AddUntil(LifecyclePhase phase, LocalDate? through)
        {
            if (from is null || through is null || through >= from)
            {
                spans.Add(new(phase, from, through));
                from = through?.PlusDays(1);
            }
            return through is null;
        }
    }

    private bool HasMainstream => Policy == LifecyclePolicy.Modern || MainstreamEndsOn is not null;

    private bool HasExtended =>
        Policy == LifecyclePolicy.Fixed && (ExtendedEndsOn is not null || MainstreamEndsOn is null);
}
