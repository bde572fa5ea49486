using Guichet.Client.Incidents;

namespace Guichet.Client.Webhooks;

/// <summary>The body of what is sent to a webhook. Its id is the header <c>webhook-id</c>, the same on every
/// try.</summary>
/// <param name="Type">What happened: <c>incident.submitted</c>; it says what <paramref name="Data"/> holds.</param>
/// <param name="Version">Of the body; counts up when a field goes or means something else. New fields come without.
/// </param>
/// <param name="Timestamp">When it happened; the header <c>webhook-timestamp</c> is when this try was made.</param>
/// <param name="Data">What it is about.</param>
public sealed record WebhookMessage<TData>(string Type, int Version, DateTimeOffset Timestamp, TData Data);

/// <summary>An incident as it stands when the event is made ready, a moment after it happened. None of its texts, and
/// nobody's name: whoever needs more asks the API by its id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">The number people say aloud.</param>
/// <param name="Organization">The customer's organisation; left out without one.</param>
/// <param name="Release"><c>windows-server/2019</c>.</param>
/// <param name="Plan">Key of the support plan.</param>
/// <param name="Severity">Business impact.</param>
/// <param name="Hours">When it is worked on.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ClosingReason">Why it ended; left out while it is open.</param>
/// <param name="Charge">What becomes of its credit.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="FirstResponseDueAt">When the first response is due.</param>
/// <param name="FirstRespondedAt">When it was given; left out before.</param>
/// <param name="ClosedAt">When it was closed; left out while it is open.</param>
/// <param name="Version">Counts up with each change: of two events about one incident the one with the higher version
/// is the later.</param>
public sealed record IncidentFacts(
    Guid Id,
    long Number,
    Guid? Organization,
    string Release,
    string Plan,
    Severity Severity,
    HoursOfCoverage Hours,
    IncidentStatus Status,
    ClosingReason? ClosingReason,
    ChargeState Charge,
    DateTimeOffset SubmittedAt,
    DateTimeOffset FirstResponseDueAt,
    DateTimeOffset? FirstRespondedAt,
    DateTimeOffset? ClosedAt,
    int Version);

/// <summary>Something happened on an incident.</summary>
/// <param name="Incident">The incident.</param>
public sealed record IncidentEvent(IncidentFacts Incident);

/// <summary>Somebody wrote on an incident.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="By">Which side.</param>
public sealed record IncidentReplied(IncidentFacts Incident, ActBy By);

/// <summary>What was promised was done.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Promise">Which promise.</param>
/// <param name="DueAt">When it was due; left out where its clock stood at the end.</param>
/// <param name="FulfilledAt">When it was done.</param>
/// <param name="InTime">Whether it was never overdue; as the reports count it.</param>
public sealed record PromiseFulfilled(
    IncidentFacts Incident, PromiseKind Promise, DateTimeOffset? DueAt, DateTimeOffset FulfilledAt, bool InTime);

/// <summary>An alarm of a promise went off, as the policy asks for it.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Promise">Which promise.</param>
/// <param name="DueAt">When it is due; had its clock never stood.</param>
/// <param name="Percent">The share of its time that has passed; 100 at the due instant.</param>
/// <param name="AfterSeconds">Time on its calendar that has passed beyond that share.</param>
public sealed record PromiseAlarm(
    IncidentFacts Incident, PromiseKind Promise, DateTimeOffset DueAt, int Percent, long AfterSeconds);

/// <summary>When something was due before, and is now.</summary>
/// <param name="From">Before; left out where its clock stood.</param>
/// <param name="To">Now; left out where its clock stands.</param>
public sealed record MovedDue(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>An administrator moved the promises of an incident to another version of the policy.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Move">Id of the order.</param>
/// <param name="FromPolicyVersion">The version that it was promised under.</param>
/// <param name="ToPolicyVersion">The version that it is promised under now.</param>
/// <param name="FirstResponse">Left out where that promise stayed.</param>
/// <param name="NextUpdate">Left out where that promise stayed.</param>
/// <param name="Resolution">Left out where that promise stayed.</param>
public sealed record PromiseMoved(
    IncidentFacts Incident,
    Guid Move,
    int FromPolicyVersion,
    int ToPolicyVersion,
    MovedDue? FirstResponse,
    MovedDue? NextUpdate,
    MovedDue? Resolution);

/// <summary>An order as it stands when the event is made ready. Its confirmation number, by which a purchase is proved,
/// is not among it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Organization">The buyer's organisation; left out without one.</param>
/// <param name="Plan">Key of the support plan.</param>
/// <param name="Size">Incidents in it; left out for a plan that is not counted.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Total">What is paid, tax included.</param>
/// <param name="Refunded">What has been given back, or is on its way.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="PaidAt">When it was paid; left out before.</param>
/// <param name="Pack">The pack that it brought; left out before the payment.</param>
public sealed record OrderFacts(
    Guid Id,
    Guid? Organization,
    string Plan,
    int? Size,
    Orders.OrderStatus Status,
    MoneyView Total,
    MoneyView Refunded,
    DateTimeOffset PlacedAt,
    DateTimeOffset? PaidAt,
    Guid? Pack);

/// <summary>Something happened to an order.</summary>
/// <param name="Order">The order.</param>
public sealed record OrderEvent(OrderFacts Order);

/// <summary>Money goes back.</summary>
/// <param name="Order">The order.</param>
/// <param name="Refund">Id of the refund.</param>
/// <param name="Amount">What goes back, tax included.</param>
/// <param name="Credits">Incidents that were taken back.</param>
public sealed record OrderRefunded(OrderFacts Order, Guid Refund, MoneyView Amount, int Credits);

/// <summary>A pack as it stands when the event is made ready.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Plan">Key of the support plan.</param>
/// <param name="Organization">The owner's organisation; left out without one.</param>
/// <param name="Size">Incidents in it; left out for a plan that is not counted.</param>
/// <param name="Available">What can be used; left out for a plan that is not counted.</param>
/// <param name="ExpiresOn">The last usable day, in the policy's time zone; left out where there is none.</param>
public sealed record PackFacts(
    Guid Id, string Plan, Guid? Organization, int? Size, int? Available, DateOnly? ExpiresOn);

/// <summary>Something happened to a pack.</summary>
/// <param name="Pack">The pack.</param>
public sealed record PackEvent(PackFacts Pack);

/// <summary>The last usable day of a pack is over.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Lost">Incidents that lapsed with it; those on hold do not.</param>
public sealed record PackExpired(PackFacts Pack, int Lost);

/// <summary>An administrator tries the webhook.</summary>
/// <param name="Webhook">Its id.</param>
public sealed record WebhookTested(Guid Webhook);
