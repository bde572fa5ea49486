using Guichet.Accounts;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Partners;

/// <summary>What was done to an enrolment.</summary>
internal enum EnrollmentChangeKind
{
    /// <summary>It was entered.</summary>
    Entered,

    /// <summary>It was changed.</summary>
    Changed,

    /// <summary>It was ended early.</summary>
    Ended,
}

/// <summary>A line of the history of an organisation's enrolments: the terms as they were from then on. Only ever
/// appended; its key makes two who change them at once stand in line.</summary>
internal sealed class EnrollmentChange
{
    public OrganizationId Organization { get; init; }

    /// <summary>Counts up from 1 in the organisation.</summary>
    public int Line { get; init; }

    public Guid Enrollment { get; init; }

    public EnrollmentChangeKind Kind { get; init; }

    public PartnerLevel Level { get; init; }

    public IReadOnlyList<string> Competencies { get; init; } = [];

    public LocalDate ValidFrom { get; init; }

    public LocalDate ValidUntil { get; init; }

    public LocalDate? EndedOn { get; init; }

    public required string Reason { get; init; }

    /// <summary>Null for what was recorded before.</summary>
    public PersonId? By { get; init; }

    public Instant At { get; init; }
}

internal sealed class EnrollmentChangeMapping : IEntityTypeConfiguration<EnrollmentChange>
{
    public void Configure(EntityTypeBuilder<EnrollmentChange> builder)
    {
        builder.ToTable("partner_enrollment_change");
        builder.HasKey(change => new { change.Organization, change.Line });
        builder.Property(change => change.Line).ValueGeneratedNever();
        builder.HasOne<PartnerEnrollment>().WithMany().HasForeignKey(change => change.Enrollment);
        builder.Property(change => change.Competencies).HasConversion(
            competencies => PartnerEnrollment.Text(competencies),
            text => PartnerEnrollment.CompetenciesIn(text),
            ValueComparer.CreateDefault<IReadOnlyList<string>>(favorStructuralComparisons: false));
    }
}
