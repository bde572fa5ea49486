using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Files.Catalog;
using Guichet.Files.Syntax;
using Guichet.Orders;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Files.Policies;

/// <summary>The words of the policy file for our closed sets.</summary>
internal static class PolicyWords
{
    public static readonly Words<PlanOffer> Offers =
        new(("sale", PlanOffer.Sale), ("contract", PlanOffer.Contract), ("free", PlanOffer.Free));

    /// <summary>No plan covers a release whose support has ended (R12), so that phase has no word here.</summary>
    public static readonly Words<LifecyclePhase> Phases = new(
        ("mainstream", LifecyclePhase.Mainstream),
        ("extended", LifecyclePhase.Extended),
        ("upcoming", LifecyclePhase.Upcoming));

    public static readonly Words<SignInKind> SignIns =
        new(("personal", SignInKind.Personal), ("work", SignInKind.Work));

    public static readonly Words<PartnerLevel> PartnerLevels = new(
        ("gold", PartnerLevel.Gold), ("silver", PartnerLevel.Silver), ("action-pack", PartnerLevel.ActionPack));

    public static readonly Words<Severity> Severities = new(("A", Severity.A), ("B", Severity.B), ("C", Severity.C));

    public static readonly Words<HoursOfCoverage> Hours = new(
        ("business-hours", HoursOfCoverage.BusinessHours), ("around-the-clock", HoursOfCoverage.AroundTheClock));

    public static readonly Words<PromiseKind> Promises = new(
        ("first-response", PromiseKind.FirstResponse),
        ("next-update", PromiseKind.NextUpdate),
        ("resolution", PromiseKind.Resolution));

    public static readonly Words<WaitingState> Waiting = new(
        ("waiting-on-customer", WaitingState.WaitingOnCustomer), ("solution-offered", WaitingState.SolutionOffered));

    /// <summary>Whom an alarm writes to. That it raises is a key of its own.</summary>
    public static readonly Words<AlarmAction> Notified = new(
        ("owner", AlarmAction.NotifyOwner), ("team", AlarmAction.NotifyTeam), ("managers", AlarmAction.NotifyManagers));

    public static readonly Words<TaxedBuyers> TaxedBuyers = new(
        ("private", Orders.TaxedBuyers.Private), ("business", Orders.TaxedBuyers.Business));

    public static readonly Words<IsoDayOfWeek> Days = new(
        ("monday", IsoDayOfWeek.Monday),
        ("tuesday", IsoDayOfWeek.Tuesday),
        ("wednesday", IsoDayOfWeek.Wednesday),
        ("thursday", IsoDayOfWeek.Thursday),
        ("friday", IsoDayOfWeek.Friday),
        ("saturday", IsoDayOfWeek.Saturday),
        ("sunday", IsoDayOfWeek.Sunday));

    public static Words<Deployment> Deployments => CatalogFile.Deployments;
}
