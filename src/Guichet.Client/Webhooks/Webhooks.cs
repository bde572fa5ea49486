using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Webhooks;

/// <summary>Whether events are sent to a webhook.</summary>
public enum WebhookState
{
    /// <summary>They are.</summary>
    Enabled,

    /// <summary>An administrator has switched it off.</summary>
    Disabled,

    /// <summary>It was switched off, as nothing got through for about three days.</summary>
    Failing,

    /// <summary>It was switched off, as its receiver answered 410: it is gone.</summary>
    Gone,
}

/// <summary>How far the delivery of an event has come.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It will be tried, or tried again.</summary>
    Waiting,

    /// <summary>The receiver has taken it.</summary>
    Delivered,

    /// <summary>It was tried for about three days, or the receiver is gone.</summary>
    GivenUp,
}

/// <summary>A webhook to be registered.</summary>
public sealed record NewWebhook
{
    /// <summary>Made by whoever registers it (a version-7 GUID); the same again makes no second one.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Where events are sent to: an https address.</summary>
    [Required, StringLength(2000, MinimumLength = 10)]
    public string? Address { get; init; }

    /// <summary>What it is for, in the administrators' words; may be left out.</summary>
    [StringLength(200)]
    public string? Description { get; init; }

    /// <summary>The kinds of events that are sent.</summary>
    [Required, MinLength(1), MaxLength(100), EachText(100)]
    public IReadOnlyList<string>? Events { get; init; }
}

/// <summary>A webhook as it is to be.</summary>
public sealed record WebhookChange
{
    /// <summary>Where events are sent to: an https address.</summary>
    [Required, StringLength(2000, MinimumLength = 10)]
    public string? Address { get; init; }

    /// <summary>What it is for, in the administrators' words; may be left out.</summary>
    [StringLength(200)]
    public string? Description { get; init; }

    /// <summary>The kinds of events that are sent.</summary>
    [Required, MinLength(1), MaxLength(100), EachText(100)]
    public IReadOnlyList<string>? Events { get; init; }
}

/// <summary>A webhook.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Address">Where events are sent to.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Events">The kinds of events that are sent.</param>
/// <param name="State">Whether events are sent.</param>
/// <param name="FailingSince">Since when nothing gets through; null where the last try did.</param>
/// <param name="LastDeliveredAt">When the receiver last took an event; null before the first.</param>
/// <param name="PreviousSecretUntil">Until when the secret before is used for signing as well; past or null where only
/// one is.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record WebhookView(
    Guid Id,
    string Address,
    string Description,
    IReadOnlyList<string> Events,
    WebhookState State,
    DateTimeOffset? FailingSince,
    DateTimeOffset? LastDeliveredAt,
    DateTimeOffset? PreviousSecretUntil,
    DateTimeOffset CreatedAt,
    int Version);

/// <summary>The secret of a webhook, which is shown now and never again.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="Secret">By which its receiver verifies signatures: <c>whsec_…</c>.</param>
/// <param name="PreviousSecretUntil">Until when the secret before is used for signing as well; null for a new webhook.
/// </param>
public sealed record WebhookSecretView(Guid Id, string Secret, DateTimeOffset? PreviousSecretUntil);

/// <summary>The delivery of an event to a webhook, with what came of the last try.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Event">Id of the event: the header <c>webhook-id</c>.</param>
/// <param name="Type">What happened.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAttemptAt">When it is tried again; null where it is not.</param>
/// <param name="CreatedAt">When the event was made ready.</param>
/// <param name="TriedAt">When it was last tried; null before.</param>
/// <param name="Status">The status that the receiver answered; null where it did not answer.</param>
/// <param name="Answer">The beginning of what it answered; may be empty.</param>
/// <param name="Failure">Why the last try failed: <c>status</c>, <c>timed-out</c>, <c>unreachable</c>,
/// <c>address-private</c>, <c>name-unknown</c>, <c>tls</c>, <c>redirected</c>, <c>answer-broken</c> or
/// <c>secret-unreadable</c>; null where it did not.</param>
/// <param name="Milliseconds">How long the last try took.</param>
/// <param name="Body">What is sent.</param>
public sealed record WebhookDeliveryView(
    Guid Id,
    Guid Event,
    string Type,
    WebhookDeliveryState State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? TriedAt,
    int? Status,
    string Answer,
    string? Failure,
    int? Milliseconds,
    string Body);
