using System.Text.Json;
using Guichet.Accounts;
using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents;

/// <summary>A request that is being written, kept between its steps and through the gateway.</summary>
internal sealed class RequestDraft
{
    public Guid Id { get; init; }

    public PersonId Person { get; init; }

    /// <summary>JSON of what was typed so far.</summary>
    public required string Document { get; set; }

    public Instant ChangedAt { get; set; }
}

internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incident");
        builder.Property(incident => incident.Id).ValueGeneratedNever();
        builder.Property(incident => incident.Number).ValueGeneratedOnAdd();
        builder.Property(incident => incident.Version).IsConcurrencyToken();
        builder.Ignore(incident => incident.IsOpen);

        // They change without the version: no customer can tell.
        builder.Property(incident => incident.Team).IsConcurrencyToken();
        builder.Property(incident => incident.SnoozedUntil).IsConcurrencyToken();
        builder.Property(incident => incident.Contacts).HasConversion(
            contacts => JsonSerializer.Serialize(contacts, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<Contact>>(text, JsonSerializerOptions.Web)!,
            ValueComparer.CreateDefault<IReadOnlyList<Contact>>(favorStructuralComparisons: false));
        builder.OwnsOne(incident => incident.Clock, clock =>
        {
            clock.Ignore(line => line.Met);
            clock.Property(line => line.StartedAt).HasColumnName("clock_started_at");
            clock.Property(line => line.Severity).HasColumnName("clock_severity");
            clock.Property(line => line.Hours).HasColumnName("clock_hours");
            clock.Property(line => line.Budget).HasColumnName("clock_budget");
            clock.Property(line => line.Calendar).HasColumnName("clock_calendar");
            clock.Property(line => line.PolicyVersion).HasColumnName("clock_policy_version");
            clock.Property(line => line.TimeZoneData).HasColumnName("clock_time_zone_data");
            clock.Property(line => line.DueAt).HasColumnName("due_at");
            clock.Property(line => line.RestartedAt).HasColumnName("clock_restarted_at");
            clock.Property(line => line.RespondedAt).HasColumnName("responded_at");
        });
        builder.Navigation(incident => incident.Clock).IsRequired();

        // Written once by the submission, read only to explain it and to tell a repetition from another request.
        builder.Property<string>("Coverage").HasColumnName("coverage").IsRequired();
        builder.Property<string>("RequestHash").HasColumnName("request_hash").IsRequired();

        // The first part of the release reference, made by the database, for the queue's index.
        var product = builder.Property<string>("Product").HasColumnName("product").IsRequired().Metadata;
        product.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        product.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }
}

internal sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    /// <summary>Storage's own: by what its act asked, a repetition is known; null where words say it all.</summary>
    public const string RequestHash = nameof(RequestHash);

    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("message");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property<string?>(RequestHash).HasColumnName("request_hash");
        builder.HasOne<Incident>().WithMany().HasForeignKey(message => message.Incident);
    }
}

internal sealed class NoteMapping : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("note");
        builder.Property(note => note.Id).ValueGeneratedNever();
        builder.HasOne<Incident>().WithMany().HasForeignKey(note => note.Incident);
    }
}

internal sealed class RequestDraftMapping : IEntityTypeConfiguration<RequestDraft>
{
    public void Configure(EntityTypeBuilder<RequestDraft> builder)
    {
        builder.ToTable("request_draft");
        builder.Property(draft => draft.Id).ValueGeneratedNever();
    }
}
