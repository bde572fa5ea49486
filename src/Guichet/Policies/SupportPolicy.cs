using System.Collections.Immutable;
using Guichet.Attachments;
using Guichet.Calendars;
using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Incidents;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Packs;
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
    public required ImmutableArray<Wish> Wishes { get; init; }

    /// <summary>The plans (R14), in the order shown.</summary>
    public required ImmutableArray<SupportPlan> Plans { get; init; }

    /// <summary>The known issues (R19).</summary>
    public required ImmutableArray<KnownIssue> KnownIssues { get; init; }

    /// <summary>The first-response targets (R6).</summary>
    public required IReadOnlyList<ResponseTarget> Targets { get; init; }

    /// <summary>The calendars by the customer's country, for targets that go by it.</summary>
    public IReadOnlyList<CalendarRegion> CalendarByRegion { get; init; } = [];

    /// <summary>What happens as a target's time goes by; empty: nothing.</summary>
    public IReadOnlyList<Alarm> Alarms { get; init; } = [];

    /// <summary>The business calendars.</summary>
    public required IReadOnlyList<CalendarDefinition> Calendars { get; init; }

    /// <summary>How long the payment of an order is awaited.</summary>
    public OrderTerms Orders { get; init; } = new();

    /// <summary>How invoices are made; null where the policy names no seller: then none is issued.</summary>
    public InvoiceTerms? Invoices { get; init; }

    /// <summary>The taxes on a purchase.</summary>
    public required IReadOnlyList<TaxRate> Taxes { get; init; }

    /// <summary>What happens at the end of an incident.</summary>
    public required ClosingTerms Closing { get; init; }

    /// <summary>How long is kept what is no longer worked with.</summary>
    public RetentionTerms Retention { get; init; } = RetentionTerms.Forever;

    /// <summary>How many days before the last one of an enrolment a partner is reminded of it; 0: never.</summary>
    public int PartnerReminderDays { get; init; } = 30;

    /// <summary>What happens to packs whatever their plan.</summary>
    public PackTerms Packs { get; init; } = new();

    /// <summary>The part of the policy by which coverage is decided, over the catalogue given.</summary>
    public CoverageTerms CoverageOver(ProductCatalog catalog) => new(catalog, Plans, KnownIssues, Wishes);
}
