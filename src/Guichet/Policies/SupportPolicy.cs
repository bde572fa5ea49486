using Guichet.Calendars;
using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Policies;

/// <summary>Everything that a vendor decides, as one versioned whole. Each decision stores the version it was made
/// under; an old version is kept, so an old decision stays explainable.</summary>
public sealed record SupportPolicy
{
    /// <summary>Counts up from 1 with each version put in force; 0 for one that is not stored.</summary>
    public int Version { get; init; }

    /// <summary>IANA name of the zone in which days of lifecycle, purchase and expiry are counted.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The services that intake can ask for (R12), in the order shown.</summary>
    public required IReadOnlyList<Wish> Wishes { get; init; }

    /// <summary>The plans (R14), in the order shown.</summary>
    public required IReadOnlyList<SupportPlan> Plans { get; init; }

    /// <summary>The known issues (R19).</summary>
    public required IReadOnlyList<KnownIssue> KnownIssues { get; init; }

    /// <summary>The first-response targets (R6).</summary>
    public required IReadOnlyList<ResponseTarget> Targets { get; init; }

    /// <summary>The business calendars.</summary>
    public required IReadOnlyList<CalendarDefinition> Calendars { get; init; }

    /// <summary>The taxes on a purchase.</summary>
    public required IReadOnlyList<TaxRate> Taxes { get; init; }

    /// <summary>What happens at the end of an incident.</summary>
    public required ClosingTerms Closing { get; init; }

    /// <summary>The part of the policy by which coverage is decided, over the catalogue given.</summary>
    public CoverageTerms CoverageOver(ProductCatalog catalog) => new(catalog, Plans, KnownIssues, Wishes);
}

/// <summary>The tax on a purchase by the buyer's country.</summary>
/// <param name="Country">ISO 3166 code of two letters; <c>*</c> for every country that has no line of its own.</param>
/// <param name="Name">As shown on an order: "VAT 20 %".</param>
/// <param name="BasisPoints">Hundredths of a percent: 2000 is 20 %.</param>
public sealed record TaxRate(string Country, LocalizedText Name, int BasisPoints);

/// <summary>The terms on which an incident ends (R24, R25).</summary>
/// <param name="SolutionWaitsDays">Days an offered solution waits for acceptance; silence then closes. 0: offering a
/// solution closes at once.</param>
/// <param name="FollowUpDays">Days after closing in which the same problem reopens the incident without a charge.</param>
public sealed record ClosingTerms(int SolutionWaitsDays, int FollowUpDays);
