using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Satisfactions;

internal sealed class SatisfactionMapping : IEntityTypeConfiguration<Satisfaction>
{
    public void Configure(EntityTypeBuilder<Satisfaction> builder)
    {
        builder.ToTable("satisfaction");
        builder.HasKey(satisfaction => satisfaction.Incident);
        builder.Property(satisfaction => satisfaction.Incident).ValueGeneratedNever();
        builder.Property(satisfaction => satisfaction.Version).IsConcurrencyToken();
        builder.HasOne<Incident>().WithOne().HasForeignKey<Satisfaction>(satisfaction => satisfaction.Incident);
    }
}
