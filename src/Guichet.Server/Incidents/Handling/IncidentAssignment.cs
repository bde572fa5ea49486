using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Handling;

/// <summary>How an incident came to its team and owner.</summary>
internal enum AssignmentAct
{
    /// <summary>By a rule, on submission.</summary>
    ByRule,

    /// <summary>Somebody took it.</summary>
    Taken,

    /// <summary>Somebody gave it to a person or a team.</summary>
    Assigned,

    /// <summary>To the team that is open now.</summary>
    HandedOver,
}

/// <summary>Who was to look after an incident from then on, and the note with it: internal, in a table of its own that
/// no query of the portal reads.</summary>
internal sealed class IncidentAssignment
{
    public const string Kind = "incident.assigned";

    public Guid Id { get; init; }

    public IncidentId Incident { get; init; }

    public Instant At { get; init; }

    public AssignmentAct Act { get; init; }

    /// <summary>Null for a rule.</summary>
    public PersonId? By { get; init; }

    public required string ByName { get; init; }

    public string? Team { get; init; }

    /// <summary>Its name as it was.</summary>
    public string? TeamName { get; init; }

    public PersonId? Agent { get; init; }

    public string? AgentName { get; init; }

    /// <summary>Markdown; may be empty.</summary>
    public required string Note { get; init; }

    public static IncidentAssignment ByRule(Incident incident, Team team, TeamMember? owner, Instant at) => new()
    {
        Id = Guid.CreateVersion7(at.ToDateTimeOffset()),
        Incident = incident.Id,
        At = at,
        Act = AssignmentAct.ByRule,
        ByName = "",
        Team = team.Key,
        TeamName = team.Name,
        Agent = owner?.Person,
        AgentName = owner?.Name,
        Note = "",
    };

    /// <summary>What others are told of it.</summary>
    public static OutboxMessage Told(Incident incident, PersonId? by, Instant at) => OutboxMessage.Of(
        Kind,
        new { incident = incident.Id.Value, agent = incident.Agent?.Value, team = incident.Team, by = by?.Value },
        at);
}

/// <summary>Somebody of the desk who wants to know of an incident that is another's.</summary>
internal sealed class IncidentWatcher
{
    public IncidentId Incident { get; init; }

    public PersonId Person { get; init; }

    public Instant AddedAt { get; init; }

    /// <summary>Since when they have not been told of what happens; null where there is nothing to tell.</summary>
    public Instant? NewsAt { get; set; }
}

internal sealed class IncidentAssignmentMapping : IEntityTypeConfiguration<IncidentAssignment>
{
    public void Configure(EntityTypeBuilder<IncidentAssignment> builder)
    {
        builder.ToTable("incident_assignment");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.HasOne<Incident>().WithMany().HasForeignKey(one => one.Incident);
    }
}

internal sealed class IncidentWatcherMapping : IEntityTypeConfiguration<IncidentWatcher>
{
    public void Configure(EntityTypeBuilder<IncidentWatcher> builder)
    {
        builder.ToTable("incident_watcher");
        builder.HasKey(one => new { one.Incident, one.Person });
        builder.HasOne<Incident>().WithMany().HasForeignKey(one => one.Incident);
    }
}
