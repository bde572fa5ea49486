using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Notifications;

/// <summary>What mails are about, as a reader chooses among them.</summary>
public enum MailTopic
{
    /// <summary>The account and who may use a pack: always sent.</summary>
    Security,

    /// <summary>Orders, payments, refunds and taxes: always sent.</summary>
    Purchases,

    /// <summary>The end of an incident, and what is charged: always sent.</summary>
    Charges,

    /// <summary>Statements, solutions and parts that wait for an answer: always sent, as silence can accept.</summary>
    Answers,

    /// <summary>Promises that were moved and severities that were changed: always sent.</summary>
    Promises,

    /// <summary>That an incident was received.</summary>
    Received,

    /// <summary>Replies to one's incidents.</summary>
    Replies,

    /// <summary>News of incidents that one was invited to, and of one's guests.</summary>
    Guests,

    /// <summary>Packs that expire or are nearly used up.</summary>
    Packs,

    /// <summary>The enrolment in the partner programme.</summary>
    Partner,

    /// <summary>Products that one follows.</summary>
    Following,

    /// <summary>What customers write, to the agent who looks after it.</summary>
    Customers,

    /// <summary>Promises that are about to be missed: always sent, as the policy says whom to.</summary>
    Alarms,

    /// <summary>Disputes of charges: always sent.</summary>
    Disputes,

    /// <summary>Notes that call upon one.</summary>
    Mentions,

    /// <summary>Incidents that one watches at the desk.</summary>
    Watched,

    /// <summary>Imports and holidays that wait for an administrator.</summary>
    Upkeep,
}

/// <summary>Whether one gets the mails about something.</summary>
/// <param name="Topic">About what.</param>
/// <param name="Wanted">Whether they are sent.</param>
/// <param name="Always">Whether they are sent whatever one wants.</param>
public sealed record MailChoiceView(MailTopic Topic, bool Wanted, bool Always);

/// <summary>Which mails one does not want.</summary>
public sealed record MailChoices
{
    /// <summary>About what no mail is sent any more; all others are.</summary>
    [Required, MaxLength(32)]
    public IReadOnlyList<MailTopic> Stopped { get; init; } = [];
}
