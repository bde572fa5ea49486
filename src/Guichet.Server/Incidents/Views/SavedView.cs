using Guichet.Accounts;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Views;

/// <summary>A view of the queue that an agent has kept.</summary>
internal sealed class SavedView
{
    public Guid Id { get; init; }

    public PersonId Owner { get; init; }

    public required string Name { get; set; }

    /// <summary>Whether every agent sees it; only its owner changes it.</summary>
    public bool Shared { get; set; }

    /// <summary>Filters, order and columns, as the address of the queue has them.</summary>
    public required string Query { get; set; }

    public Instant ChangedAt { get; set; }
}

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_view");
        builder.Property(view => view.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(view => view.Owner);
    }
}
