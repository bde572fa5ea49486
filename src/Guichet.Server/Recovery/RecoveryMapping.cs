using Guichet.Packs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Recovery;

/// <summary>A try to recover a pack, by an account or from a network address.</summary>
internal sealed class RecoveryAttempt
{
    /// <summary><c>person:…</c> or <c>address:…</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Counts up from 1 for the source.</summary>
    public int Attempt { get; init; }

    public Instant At { get; init; }
}

internal sealed class PackRecoveryMapping : IEntityTypeConfiguration<PackRecovery>
{
    public void Configure(EntityTypeBuilder<PackRecovery> builder)
    {
        builder.ToTable("pack_recovery");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Version).IsConcurrencyToken();
    }
}

internal sealed class RecoveryAttemptMapping : IEntityTypeConfiguration<RecoveryAttempt>
{
    public void Configure(EntityTypeBuilder<RecoveryAttempt> builder)
    {
        builder.ToTable("recovery_attempt");
        builder.HasKey(attempt => new { attempt.Source, attempt.Attempt });
        builder.Property(attempt => attempt.Attempt).ValueGeneratedNever();
    }
}
