using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Splitting;

internal sealed class PartMapping : IEntityTypeConfiguration<ProposedPart>
{
    public void Configure(EntityTypeBuilder<ProposedPart> builder)
    {
        builder.ToTable("incident_part");
        builder.Property(part => part.Id).ValueGeneratedNever();
        builder.Property(part => part.Status).IsConcurrencyToken();
        builder.HasOne<Incident>().WithMany().HasForeignKey(part => part.Incident);
        builder.HasOne<Message>().WithMany().HasForeignKey(part => part.Proposal);
        builder.HasOne<Message>().WithMany().HasForeignKey(part => part.Answer);
    }
}
