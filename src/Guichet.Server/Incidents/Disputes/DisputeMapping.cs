using Guichet.Accounts;
using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Disputes;

/// <summary>A dispute of an incident's charge (R25): the promise of an answer, beside what it was computed from, and
/// the answer. The words of both sides are messages of the conversation.</summary>
internal sealed class ChargeDispute
{
    public IncidentId Incident { get; init; }

    public MessageId Words { get; init; }

    public PersonId DisputedBy { get; init; }

    public Instant DisputedAt { get; init; }

    public Duration Budget { get; init; }

    public string? Calendar { get; init; }

    public int PolicyVersion { get; init; }

    public required string TimeZoneData { get; init; }

    public Instant DueAt { get; init; }

    /// <summary>When the managers are told that it is overdue; null once they were, or it is answered.</summary>
    public Instant? AlarmAt { get; set; }

    public bool? Upheld { get; private set; }

    public MessageId? Answer { get; private set; }

    public PersonId? AnsweredBy { get; private set; }

    public Instant? AnsweredAt { get; private set; }

    public void Close(bool upheld, MessageId answer, PersonId by, Instant at) =>
        (Upheld, Answer, AnsweredBy, AnsweredAt, AlarmAt) = (upheld, answer, by, at, null);
}

internal sealed class ChargeDisputeMapping : IEntityTypeConfiguration<ChargeDispute>
{
    public void Configure(EntityTypeBuilder<ChargeDispute> builder)
    {
        builder.ToTable("charge_dispute");
        builder.HasKey(dispute => dispute.Incident);
        builder.Property(dispute => dispute.AlarmAt).IsConcurrencyToken();
        builder.Property(dispute => dispute.Upheld).IsConcurrencyToken();
        builder.HasOne<Incident>().WithOne().HasForeignKey<ChargeDispute>(dispute => dispute.Incident);
        builder.HasOne<Message>().WithMany().HasForeignKey(dispute => dispute.Words);
        builder.HasOne<Message>().WithMany().HasForeignKey(dispute => dispute.Answer);
    }
}
