using Guichet.Client.Webhooks;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Orders;
using Guichet.Server.Packs;
using Guichet.Server.Payments;
using Guichet.Server.Storage;

namespace Guichet.Server.Webhooks;

/// <summary>Makes the data of an event out of what the outbox tells; null where there is nothing to tell any more.
/// </summary>
internal delegate Task<object?> MakeData(Database database, OutboxMessage told, CancellationToken cancel);

/// <summary>A kind of event.</summary>
/// <param name="Type">As receivers know it; its words for people are <c>webhooks.event.…</c>.</param>
/// <param name="Told">The kind of outbox message that it is made of.</param>
/// <param name="Data">What its data is.</param>
/// <param name="Make">Makes it.</param>
internal sealed record EventKind(string Type, string Told, Type Data, MakeData Make)
{
    /// <summary>Whether the message is about this kind, where its kind alone does not say.</summary>
    public Func<OutboxMessage, bool> Concerns { get; init; } = _ => true;
}

/// <summary>What can be subscribed to. docs/reference/webhooks.md is held against it.</summary>
internal static class EventKinds
{
    /// <summary>Of the bodies; see <see cref="WebhookMessage{TData}"/>.</summary>
    public const int BodyVersion = 1;

    /// <summary>Sent to one webhook when an administrator asks for it; nobody subscribes to it.</summary>
    public const string Test = "webhook.test";

    public static IReadOnlyList<EventKind> All { get; } =
    [
        About("incident.submitted"),
        new("incident.replied", IncidentWork.ReplyWritten, typeof(IncidentReplied), IncidentEvents.RepliedAsync),
        About("incident.statement-accepted"),
        About("incident.solution-offered"),
        About("incident.severity-changed"),
        About("incident.closed"),
        About("incident.charge-decided", "incident.decided"),
        About("incident.reopened"),
        new("promise.fulfilled", FulfilledPromises.Kind, typeof(PromiseFulfilled), IncidentEvents.FulfilledAsync),
        new("promise.warned", PromiseSounded.Kind, typeof(PromiseAlarm), IncidentEvents.AlarmAsync)
        {
            Concerns = told => !told.Read<PromiseSounded>().IsOverdue,
        },
        new("promise.breached", PromiseSounded.Kind, typeof(PromiseAlarm), IncidentEvents.AlarmAsync)
        {
            Concerns = told => told.Read<PromiseSounded>().IsOverdue,
        },
        new("promise.moved", "promise.moved", typeof(PromiseMoved), IncidentEvents.MovedAsync),
        new("order.paid", "order.paid", typeof(OrderEvent), SaleEvents.OrderAsync),
        new("order.canceled", CancelOrder.Canceled, typeof(OrderEvent), SaleEvents.OrderAsync),
        new("order.refunded", RefundOrder.Made, typeof(OrderRefunded), SaleEvents.RefundedAsync),
        new("pack.running-low", WarnOfPacks.FewLeft, typeof(PackEvent), SaleEvents.PackAsync),
        new("pack.expired", ExpirePacks.Expired, typeof(PackExpired), SaleEvents.ExpiredAsync),
    ];

    /// <summary>The kind that a message is about; null for what nobody outside is told.</summary>
    public static EventKind? Of(OutboxMessage told) =>
        All.FirstOrDefault(kind => kind.Told == told.Kind && kind.Concerns(told));

    public static bool AreMadeOf(string told) => All.Any(kind => kind.Told == told);

    private static EventKind About(string type, string? told = null) =>
        new(type, told ?? type, typeof(IncidentEvent), IncidentEvents.AboutAsync);
}
