using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Storage;

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_message");
        builder.Property(message => message.Id).ValueGeneratedNever();
    }
}

/// <summary>Who did what, from where: only ever appended.</summary>
internal sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Instant At { get; init; }

    /// <summary>The person; null for the house itself.</summary>
    public Guid? Actor { get; init; }

    /// <summary><c>capability.act</c>.</summary>
    public required string Act { get; init; }

    /// <summary>What it was done to.</summary>
    public required string Subject { get; init; }

    public string Detail { get; init; } = "";

    public string Address { get; init; } = "";
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entry");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
    }
}
