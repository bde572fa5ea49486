using System.Collections.Frozen;
using Guichet.Accounts;
using Guichet.Client.Notifications;

namespace Guichet.Server.Notifications;

/// <summary>What a mail is about, for whom, and whether they can do without it.</summary>
/// <param name="Topic">As a reader chooses it.</param>
/// <param name="Always">Whether it is sent whatever the reader wants.</param>
/// <param name="Roles">Who gets such mails.</param>
/// <param name="Kinds">The kinds of outbox messages that it is made of.</param>
internal sealed record TopicOfMail(
    MailTopic Topic, bool Always, IReadOnlyList<Role> Roles, IReadOnlyList<string> Kinds);

/// <summary>The one table of who gets which mails. What is not in it is sent, and cannot be stopped.</summary>
internal static class MailTopics
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();
    private static readonly Role[] Customers = [Role.Customer];
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static IReadOnlyList<TopicOfMail> All { get; } =
    [
        new(MailTopic.Security, true, Everybody,
            [
                "account.confirm-email", "account.password-reset", "account.already-registered", "account.invitation",
                "recovery.notice", "recovery.decided", "recovery.decided-to-owner", "pack.delegated", "guest.invited",
                "contract.removed", "contract.access-renewed",
            ]),
        new(MailTopic.Purchases, true, Customers,
            [
                "order.paid", "order.awaits-transfer", "order.payment-due", "order.unpaid", "refund.made",
                "chargeback.opened", "chargeback.won", "chargeback.lost", "tax-exemption.asked",
                "tax-exemption.accepted", "tax-exemption.refused", "tax-exemption.lapsing",
            ]),
        new(MailTopic.Charges, true, Customers,
            [
                "incident.closed", "incident.decided", "incident.charge-disputed", "incident.dispute-upheld",
                "incident.dispute-rejected",
            ]),
        new(MailTopic.Answers, true, Customers,
            [
                "incident.statement-proposed", "incident.solution-offered", "incident.parts-proposed",
                "incident.contact-tried",
            ]),
        new(MailTopic.Promises, true, Customers, ["promise.moved", "incident.severity-changed"]),
        new(MailTopic.Received, false, Customers, ["incident.submitted"]),
        new(MailTopic.Replies, false, Customers, ["incident.replied", "incident.colleague-wrote"]),
        new(MailTopic.Guests, false, Customers, ["guest.news", "guest.wrote"]),
        new(MailTopic.Packs, false, Customers, ["pack.expires-soon", "pack.few-left"]),
        new(MailTopic.Partner, false, Customers, ["partner.enrollment-lapses"]),
        new(MailTopic.Following, false, Everybody, ["following.phase-ends", "following.dates-moved"]),
        new(MailTopic.Customers, false, Agents,
            [
                "incident.replied", "incident.statement-accepted", "incident.statement-countered",
                "incident.solution-accepted", "incident.solution-refused", "incident.part-accepted",
                "incident.part-declined", "incident.reopened", "incident.credit-asked", "incident.submitted-to-team",
            ]),
        new(MailTopic.Alarms, true, Agents, ["incident.alarm"]),
        new(MailTopic.Disputes, true, [Role.SupportManager, Role.BillingClerk],
            ["incident.dispute-opened", "incident.dispute-overdue", "chargeback.heard"]),
        new(MailTopic.Mentions, false, Agents, ["incident.mentioned"]),
        new(MailTopic.Watched, false, Agents, ["incident.watched"]),
        new(MailTopic.Upkeep, false, [Role.Administrator],
            ["upkeep.import-waits", "upkeep.holidays-wait", "upkeep.holidays-taken", "webhook.switched-off"]),
    ];

    private static readonly FrozenDictionary<MailTopic, TopicOfMail> ByTopic = All.ToFrozenDictionary(one => one.Topic);

    public static TopicOfMail Of(MailTopic topic) => ByTopic[topic];

    /// <summary>What a mail of that kind is about for a reader in that role; null for what is not in the table.
    /// </summary>
    public static TopicOfMail? Of(string kind, Role reader) =>
        All.FirstOrDefault(one => one.Roles.Contains(reader) && one.Kinds.Contains(kind));
}
