using Guichet.Accounts;
using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Guests;

/// <summary>Somebody whom the customer lets see one incident and write to it, and nothing else. The link in the mail
/// carries the token; only its hash is kept. Who was taken away stays here: invitations are counted.</summary>
internal sealed class IncidentGuest
{
    public Guid Id { get; init; }

    public IncidentId Incident { get; init; }

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    /// <summary>Of the mail: the inviter's.</summary>
    public required string Language { get; init; }

    public PersonId InvitedBy { get; init; }

    public required string TokenHash { get; init; }

    public Instant CreatedAt { get; init; }

    public Instant ExpiresAt { get; init; }

    /// <summary>Who accepted; null as long as nobody has.</summary>
    public PersonId? Person { get; set; }

    public Instant? AcceptedAt { get; set; }

    public Instant? RemovedAt { get; set; }
}

internal sealed class IncidentGuestMapping : IEntityTypeConfiguration<IncidentGuest>
{
    public void Configure(EntityTypeBuilder<IncidentGuest> builder)
    {
        builder.ToTable("incident_guest");
        builder.Property(guest => guest.Id).ValueGeneratedNever();
        builder.Property(guest => guest.RemovedAt).IsConcurrencyToken();
        builder.HasOne<Incident>().WithMany().HasForeignKey(guest => guest.Incident);
    }
}
