using Guichet.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Policies;

/// <summary>A version of the support policy as it was put in force. Versions are only ever added.</summary>
internal sealed class PolicyVersion
{
    public int Version { get; init; }

    /// <summary>The YAML, as it was applied.</summary>
    public required string Text { get; init; }

    /// <summary>Who put it in force; null for the one that was shipped.</summary>
    public PersonId? AppliedBy { get; init; }

    public Instant AppliedAt { get; init; }

    public string Note { get; init; } = "";
}

internal sealed class PolicyMapping : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("policy_version");
        builder.HasKey(policy => policy.Version);
        builder.Property(policy => policy.Version).ValueGeneratedNever();
    }
}
