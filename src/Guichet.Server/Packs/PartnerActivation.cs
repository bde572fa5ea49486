using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Packs;

/// <summary>A pack that was activated under an enrolment; once for a plan in a year of it.</summary>
internal sealed class PartnerActivation
{
    public Guid Enrollment { get; init; }

    /// <summary>Of the enrolment, from 1.</summary>
    public int Year { get; init; }

    public required string Plan { get; init; }

    public IncidentPackId Pack { get; init; }

    public PersonId ActivatedBy { get; init; }

    public Instant ActivatedAt { get; init; }
}

internal sealed class PartnerActivationMapping : IEntityTypeConfiguration<PartnerActivation>
{
    public void Configure(EntityTypeBuilder<PartnerActivation> builder)
    {
        builder.ToTable("partner_activation");
        builder.HasKey(activation => new { activation.Enrollment, activation.Year, activation.Plan });
        builder.Property(activation => activation.Year).ValueGeneratedNever();
        builder.HasOne<PartnerEnrollment>().WithMany().HasForeignKey(activation => activation.Enrollment);
        builder.HasOne<PackRow>().WithMany().HasForeignKey(activation => activation.Pack);
    }
}
