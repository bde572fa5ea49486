using Guichet.Accounts;
using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Mentions;

/// <summary>Somebody was called upon in a note and has not dealt with it yet; of several notes the last. Internal, in a
/// table of its own that no query of the portal reads.</summary>
internal sealed class IncidentMention
{
    public const string Kind = "incident.mentioned";

    public IncidentId Incident { get; init; }

    public PersonId Person { get; init; }

    public MessageId Note { get; set; }

    /// <summary>The name of who wrote it.</summary>
    public required string ByName { get; set; }

    public Instant At { get; set; }
}

internal sealed class IncidentMentionMapping : IEntityTypeConfiguration<IncidentMention>
{
    public void Configure(EntityTypeBuilder<IncidentMention> builder)
    {
        builder.ToTable("incident_mention");
        builder.HasKey(one => new { one.Incident, one.Person });
        builder.HasOne<Incident>().WithMany().HasForeignKey(one => one.Incident);
        builder.HasOne<Note>().WithMany().HasForeignKey(one => one.Note);
    }
}
