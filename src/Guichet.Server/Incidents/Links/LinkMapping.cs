using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Links;

internal sealed class LinkMapping : IEntityTypeConfiguration<IncidentLink>
{
    public void Configure(EntityTypeBuilder<IncidentLink> builder)
    {
        builder.ToTable("incident_link");
        builder.HasKey(link => link.Line);
        builder.Property(link => link.Line).ValueGeneratedNever();
        builder.HasOne<Incident>().WithMany().HasForeignKey(link => link.Incident);
        builder.HasOne<Incident>().WithMany().HasForeignKey(link => link.Other);
    }
}
