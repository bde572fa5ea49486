using Guichet.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Workshop;

/// <summary>The draft of a policy that the administrators of the house share. There is one at most.</summary>
internal sealed class PolicyDraft
{
    /// <summary>The key of the one row.</summary>
    public const int OnlyLine = 1;

    public int Line { get; init; } = OnlyLine;

    /// <summary>The YAML, with mistakes or without.</summary>
    public required string Text { get; set; }

    /// <summary>The version of the policy that it began from, or was last brought up to.</summary>
    public int BasedOn { get; set; }

    public PersonId ChangedBy { get; set; }

    public Instant ChangedAt { get; set; }

    /// <summary>Counts up with each save.</summary>
    public int Version { get; set; }
}

internal sealed class WorkshopMapping : IEntityTypeConfiguration<PolicyDraft>
{
    public void Configure(EntityTypeBuilder<PolicyDraft> builder)
    {
        builder.ToTable("policy_draft");
        builder.HasKey(draft => draft.Line);
        builder.Property(draft => draft.Line).ValueGeneratedNever();
        builder.Property(draft => draft.Version).IsConcurrencyToken();
    }
}
