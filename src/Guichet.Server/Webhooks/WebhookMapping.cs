using System.Text.Json;
using Guichet.Accounts;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Webhooks;

/// <summary>Whether events are sent.</summary>
internal enum WebhookState
{
    Enabled,

    /// <summary>By an administrator.</summary>
    Disabled,

    /// <summary>By itself: nothing got through for as long as tries last.</summary>
    Failing,

    /// <summary>By itself: the receiver answered that it is gone.</summary>
    Gone,
}

/// <summary>Who listens, and to what.</summary>
internal sealed class WebhookSubscription
{
    public Guid Id { get; init; }

    public required string Address { get; set; }

    public required string Description { get; set; }

    /// <summary>Types of <see cref="EventKinds"/>.</summary>
    public IReadOnlyList<string> Events { get; set; } = [];

    public WebhookState State { get; set; }

    /// <summary>Protected; see <see cref="WebhookSecrets"/>.</summary>
    public required string Secret { get; set; }

    /// <summary>The one before, which signs as well for a while; protected.</summary>
    public string? PreviousSecret { get; set; }

    public Instant? PreviousSecretUntil { get; set; }

    /// <summary>The first try that failed since the last that did not.</summary>
    public Instant? FailingSince { get; set; }

    public Instant? LastDeliveredAt { get; set; }

    public Instant CreatedAt { get; init; }

    public PersonId CreatedBy { get; init; }

    /// <summary>Counts up when an administrator changes it.</summary>
    public int Version { get; set; }
}

/// <summary>What is sent, word for word, whoever it goes to and however often. Only ever added and, after a month,
/// removed.</summary>
internal sealed class WebhookEvent
{
    /// <summary>The outbox message's: it is made ready once.</summary>
    public Guid Id { get; init; }

    public required string Type { get; init; }

    public required string Body { get; init; }

    /// <summary>When it happened.</summary>
    public Instant At { get; init; }
}

internal enum WebhookDeliveryState
{
    Waiting,
    Delivered,
    GivenUp,
}

/// <summary>An event on its way to one receiver, with what came of the last try.</summary>
internal sealed class WebhookDelivery
{
    public Guid Id { get; init; }

    public Guid Event { get; init; }

    public Guid Subscription { get; init; }

    public WebhookDeliveryState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>When to try next; moved ahead while somebody tries. Null where it is not tried any more.</summary>
    public Instant? DueAt { get; set; }

    public Instant CreatedAt { get; init; }

    public Instant? TriedAt { get; set; }

    public int? Status { get; set; }

    public string Answer { get; set; } = "";

    public string? Failure { get; set; }

    public int? Milliseconds { get; set; }
}

internal sealed class WebhookSubscriptionMapping : IEntityTypeConfiguration<WebhookSubscription>
{
    private static readonly ValueComparer<IReadOnlyList<string>> SameTexts = new(
        (one, other) => one!.SequenceEqual(other!),
        texts => texts.Aggregate(0, (hash, text) => HashCode.Combine(hash, text.GetHashCode(StringComparison.Ordinal))),
        texts => texts);

    public void Configure(EntityTypeBuilder<WebhookSubscription> builder)
    {
        builder.ToTable("webhook_subscription");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Version).IsConcurrencyToken();
        builder.Property(one => one.Events).HasConversion(
            texts => JsonSerializer.Serialize(texts, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<string[]>(json, JsonSerializerOptions.Web)!,
            SameTexts);
        builder.HasOne<Person>().WithMany().HasForeignKey(one => one.CreatedBy);
    }
}

internal sealed class WebhookEventMapping : IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> builder)
    {
        builder.ToTable("webhook_event");
        builder.Property(one => one.Id).ValueGeneratedNever();
    }
}

internal sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_delivery");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.HasOne<WebhookEvent>().WithMany().HasForeignKey(one => one.Event);
        builder.HasOne<WebhookSubscription>().WithMany().HasForeignKey(one => one.Subscription);
    }
}
