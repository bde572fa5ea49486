using System.Text.Json;
using Guichet.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Accounts;

/// <summary>An organisation's enrolment in the partner programme, as it is stored.</summary>
internal sealed class PartnerEnrollment
{
    public PartnerEnrollment(Guid id, OrganizationId organization) => (Id, Organization) = (id, organization);

    public Guid Id { get; private init; }

    public OrganizationId Organization { get; private init; }

    public PartnerLevel Level { get; private set; }

    public IReadOnlyList<string> Competencies { get; private set; } = [];

    public LocalDate ValidFrom { get; private set; }

    public LocalDate ValidUntil { get; private set; }

    public LocalDate? EndedOn { get; private set; }

    /// <summary>Whether its administrators were reminded that it ends.</summary>
    public bool Reminded { get; set; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What the rules know of it. With another last day its reminder is due anew.</summary>
    public Enrollment Terms
    {
        get => new(Level, Competencies, ValidFrom, ValidUntil, EndedOn);
        set
        {
            Reminded = value.EndedOn is not null || (Reminded && value.ValidUntil == ValidUntil);
            (Level, Competencies, ValidFrom, ValidUntil, EndedOn) =
                (value.Level, value.Competencies, value.ValidFrom, value.ValidUntil, value.EndedOn);
        }
    }

    public void Change(Enrollment terms)
    {
        Terms = terms;
        Version++;
    }

    public static IReadOnlyList<string> CompetenciesIn(string text) =>
        text == "[]" ? [] : JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Web)!;

    public static string Text(IReadOnlyList<string> competencies) =>
        JsonSerializer.Serialize(competencies, JsonSerializerOptions.Web);
}

internal sealed class PartnerEnrollmentMapping : IEntityTypeConfiguration<PartnerEnrollment>
{
    public void Configure(EntityTypeBuilder<PartnerEnrollment> builder)
    {
        builder.ToTable("partner_enrollment");
        builder.Property(enrollment => enrollment.Id).ValueGeneratedNever();
        builder.Property(enrollment => enrollment.Version).IsConcurrencyToken();
        builder.Property(enrollment => enrollment.Reminded).IsConcurrencyToken();
        builder.Ignore(enrollment => enrollment.Terms);
        builder.HasOne<Organization>().WithMany().HasForeignKey(enrollment => enrollment.Organization);
        builder.Property(enrollment => enrollment.Competencies).HasConversion(
            competencies => PartnerEnrollment.Text(competencies),
            text => PartnerEnrollment.CompetenciesIn(text),
            ValueComparer.CreateDefault<IReadOnlyList<string>>(favorStructuralComparisons: false));
    }
}
