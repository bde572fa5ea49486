using Guichet.Incidents;
using Guichet.Plans;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Clocks;

/// <summary>A line of the history of an incident's clocks, with what was due after it. Only ever appended.</summary>
internal sealed class ClockLine
{
    public IncidentId Incident { get; init; }

    /// <summary>Counts up from 1.</summary>
    public int Line { get; init; }

    public ClockEventKind Kind { get; init; }

    public Instant At { get; init; }

    public Severity Severity { get; init; }

    public HoursOfCoverage Hours { get; init; }

    public WaitingState? Waiting { get; init; }

    public int PolicyVersion { get; init; }

    public required string TimeZoneData { get; init; }

    public Instant? NextUpdateDueAt { get; init; }

    public Instant? ResolutionDueAt { get; init; }

    /// <summary>What was due after it.</summary>
    public WorkClock Due => new(NextUpdateDueAt, ResolutionDueAt);

    public ClockEvent AsEvent() => new(Kind, At, Severity, Hours, PolicyVersion) { Waiting = Waiting };
}

internal sealed class ClockLineMapping : IEntityTypeConfiguration<ClockLine>
{
    public void Configure(EntityTypeBuilder<ClockLine> builder)
    {
        builder.ToTable("clock_event");
        builder.HasKey(line => new { line.Incident, line.Line });
        builder.Ignore(line => line.Due);
        builder.HasOne<Incident>().WithMany().HasForeignKey(line => line.Incident);
    }
}
