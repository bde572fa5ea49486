using Guichet.Incidents;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Alarms;

/// <summary>An alarm that went off. Its key makes that happen once: an incident, the promise (by its kind and mark)
/// and the point on its way.</summary>
internal sealed class IncidentAlarm
{
    public IncidentId Incident { get; init; }

    /// <summary>Which of its clocks.</summary>
    public PromiseKind Clock { get; init; }

    /// <summary>The mark of the promise it was about: when that would be due, had its clock never stood.</summary>
    public Instant DueAt { get; init; }

    public int Percent { get; init; }

    public Duration After { get; init; }

    /// <summary>When it was to go off.</summary>
    public Instant At { get; init; }

    /// <summary>When it did: later where nobody was there to let it.</summary>
    public Instant SoundedAt { get; init; }

    public AlarmKey Alarm => new(Clock, DueAt, new(Percent, After));
}

internal sealed class IncidentAlarmMapping : IEntityTypeConfiguration<IncidentAlarm>
{
    public void Configure(EntityTypeBuilder<IncidentAlarm> builder)
    {
        builder.ToTable("incident_alarm");
        builder.HasKey(alarm => new { alarm.Incident, alarm.Clock, alarm.DueAt, alarm.Percent, alarm.After });
        builder.Ignore(alarm => alarm.Alarm);
        builder.HasOne<Incident>().WithMany().HasForeignKey(alarm => alarm.Incident);
    }
}
