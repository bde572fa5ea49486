using Guichet.Files.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Upkeep;

/// <summary>What came of reading a source.</summary>
internal enum SourceOutcome
{
    /// <summary>It was not read yet.</summary>
    NotRead,

    /// <summary>It had something new, which is in the catalogue.</summary>
    Imported,

    /// <summary>It had nothing new.</summary>
    NothingNew,

    /// <summary>It moved a date backwards, and waits for an administrator.</summary>
    Waits,

    /// <summary>It could not be read.</summary>
    Failed,
}

/// <summary>A source that is read on a schedule.</summary>
internal sealed class SourceRow
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public required string Address { get; set; }

    public CatalogFormat Format { get; init; }

    public int IntervalHours { get; set; }

    public Instant CreatedAt { get; init; }

    /// <summary>When it is read next. Whoever reads it moves this by the lease first.</summary>
    public Instant DueAt { get; set; }

    /// <summary>What the address said of its document, to be asked for a newer one only.</summary>
    public string? Etag { get; set; }

    public string? LastModified { get; set; }

    /// <summary>Of the document read last: an address that knows no conditional requests brings it again.</summary>
    public string? ContentHash { get; set; }

    public Instant? FetchedAt { get; set; }

    public SourceOutcome Outcome { get; set; }

    /// <summary>Code of the refusal; null unless reading failed.</summary>
    public string? Failure { get; set; }

    /// <summary>The fact that its sentence names, where it names one.</summary>
    public string? FailureDetail { get; set; }

    /// <summary>Counts up with each claim and each outcome: one node reads it.</summary>
    public int Version { get; set; }
}

/// <summary>What a source brought that waits for an administrator; the latest only.</summary>
internal sealed class PendingImport
{
    public Guid Source { get; init; }

    /// <summary>As <see cref="Packed"/> writes it.</summary>
    public required string Document { get; set; }

    public Instant FetchedAt { get; set; }
}

internal sealed class SourceMapping : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> builder)
    {
        builder.ToTable("catalog_source");
        builder.Property(source => source.Id).ValueGeneratedNever();
        builder.Property(source => source.Version).IsConcurrencyToken();
    }
}

internal sealed class PendingImportMapping : IEntityTypeConfiguration<PendingImport>
{
    public void Configure(EntityTypeBuilder<PendingImport> builder)
    {
        builder.ToTable("catalog_pending_import");
        builder.HasKey(pending => pending.Source);
        builder.Property(pending => pending.Source).ValueGeneratedNever();
        builder.HasOne<SourceRow>().WithMany().HasForeignKey(pending => pending.Source);
    }
}
