using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Writing;

/// <summary>What somebody is writing to an incident and has not sent. It is theirs: every read of it begins at
/// <see cref="WritingQueries.EntryDraftsOf"/>.</summary>
internal sealed class EntryDraft
{
    public PersonId Person { get; init; }

    public IncidentId Incident { get; init; }

    public DraftBox Box { get; init; }

    /// <summary>Id of the message or the note that it will become; files that go with it name it too.</summary>
    public MessageId Entry { get; set; }

    public required string Body { get; set; }

    /// <summary>With a statement; empty elsewhere.</summary>
    public string SolutionCriterion { get; set; } = "";

    public int? Minutes { get; set; }

    /// <summary>The version of the incident that its writer had read; 0 where nobody said.</summary>
    public int Version { get; set; }

    public Instant KeptAt { get; set; }

    /// <summary>One more each time that it is kept, and that it is thrown away: an empty one stays for that alone.
    /// </summary>
    public int Revision { get; set; }

    /// <summary>By which page it was kept last; null where that did not say.</summary>
    public Guid? Page { get; set; }

    public bool IsEmpty => Body.Length + SolutionCriterion.Length == 0;
}

/// <summary>How an incident stood at one of its earlier versions; written by the database as the version goes.
/// </summary>
internal sealed class IncidentVersion
{
    public IncidentId Incident { get; init; }

    public int Version { get; init; }

    /// <summary>When the next version came: what was said from then on came later.</summary>
    public Instant EndedAt { get; init; }

    public Guichet.Incidents.IncidentStatus Status { get; init; }

    public Plans.Severity Severity { get; init; }

    public PersonId? Agent { get; init; }
}

internal sealed class EntryDraftMapping : IEntityTypeConfiguration<EntryDraft>
{
    public void Configure(EntityTypeBuilder<EntryDraft> builder)
    {
        builder.ToTable("entry_draft");
        builder.HasKey(draft => new { draft.Incident, draft.Person, draft.Box });
        builder.HasOne<Incident>().WithMany().HasForeignKey(draft => draft.Incident);
        builder.Ignore(draft => draft.IsEmpty);
    }
}

internal sealed class IncidentVersionMapping : IEntityTypeConfiguration<IncidentVersion>
{
    public void Configure(EntityTypeBuilder<IncidentVersion> builder)
    {
        builder.ToTable("incident_version");
        builder.HasKey(one => new { one.Incident, one.Version });
        builder.HasOne<Incident>().WithMany().HasForeignKey(one => one.Incident);
    }
}
