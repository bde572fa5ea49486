using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Tasks;

internal sealed class TaskMapping : IEntityTypeConfiguration<IncidentTask>
{
    public void Configure(EntityTypeBuilder<IncidentTask> builder)
    {
        builder.ToTable("incident_task");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.Property(task => task.Version).IsConcurrencyToken();
        builder.Ignore(task => task.IsOpen);
        builder.HasOne<Incident>().WithMany().HasForeignKey(task => task.Incident);
    }
}
