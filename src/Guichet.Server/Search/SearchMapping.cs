using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Search;

/// <summary>An incident whose words have changed since they were written to the index. The triggers of the tables write
/// such lines, in the transaction of the change.</summary>
internal sealed class SearchDue
{
    public long Line { get; init; }

    public IncidentId Incident { get; init; }
}

/// <summary>How far the making anew of the whole index is: one line.</summary>
internal sealed class SearchRebuild
{
    public int Line { get; init; }

    /// <summary>The incidents below that number are still to be read; null: none.</summary>
    public long? Below { get; set; }
}

internal sealed class SearchDueMapping : IEntityTypeConfiguration<SearchDue>
{
    public void Configure(EntityTypeBuilder<SearchDue> builder)
    {
        builder.ToTable("search_due");
        builder.HasKey(due => due.Line);
    }
}

internal sealed class SearchRebuildMapping : IEntityTypeConfiguration<SearchRebuild>
{
    public void Configure(EntityTypeBuilder<SearchRebuild> builder)
    {
        builder.ToTable("search_rebuild");
        builder.HasKey(row => row.Line);
        builder.Property(row => row.Line).ValueGeneratedNever();
        builder.Property(row => row.Below).IsConcurrencyToken();
    }
}
