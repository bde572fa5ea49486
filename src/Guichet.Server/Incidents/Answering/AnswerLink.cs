using Guichet.Accounts;
using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Answering;

/// <summary>The one thing that a link in a mail lets its reader do.</summary>
internal enum AnswerPurpose
{
    /// <summary>Accept the solution that waits, or say why not.</summary>
    Solution,

    /// <summary>Say how it went.</summary>
    Satisfaction,
}

/// <summary>A link in a mail that lets its reader do one thing to one incident without signing in. There is one at a
/// time of each purpose; only its hash is kept.</summary>
internal sealed class AnswerLink
{
    public IncidentId Incident { get; init; }

    public AnswerPurpose Purpose { get; init; }

    /// <summary>In whose name it acts: whom the mail went to.</summary>
    public PersonId Person { get; init; }

    public required string Hash { get; init; }

    public Instant ExpiresAt { get; init; }
}

internal sealed class AnswerLinkMapping : IEntityTypeConfiguration<AnswerLink>
{
    public void Configure(EntityTypeBuilder<AnswerLink> builder)
    {
        builder.ToTable("answer_link");
        builder.HasKey(link => new { link.Incident, link.Purpose });
        builder.HasOne<Incident>().WithMany().HasForeignKey(link => link.Incident);
    }
}
