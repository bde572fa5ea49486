using Guichet.Accounts;
using Guichet.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Catalog;

/// <summary>What made a version of the catalogue.</summary>
internal enum CatalogVersionKind
{
    /// <summary>It came with the program.</summary>
    Shipped,

    /// <summary>A file was imported.</summary>
    File,

    /// <summary>It was fetched from an address.</summary>
    Address,

    /// <summary>The vendor corrected a fact.</summary>
    Correction,

    /// <summary>The vendor withdrew a correction.</summary>
    Withdrawal,
}

/// <summary>A change of the catalogue.</summary>
internal sealed class CatalogVersion
{
    public int Version { get; init; }

    public CatalogVersionKind Kind { get; init; }

    /// <summary>The file, program or source it came from; the release of a correction.</summary>
    public required string Source { get; init; }

    public int Added { get; init; }

    public int Changed { get; init; }

    /// <summary>Who did it; null for the one that was shipped, and for a source read by itself.</summary>
    public PersonId? AppliedBy { get; init; }

    public Instant AppliedAt { get; init; }

    /// <summary>Of a correction, in the administrator's words; empty otherwise.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>A product, which stays where it stands; what it says lies in its documents.</summary>
internal sealed class ProductRow
{
    public required string Key { get; init; }

    public int Position { get; init; }

    /// <summary>The catalogue version that last changed it.</summary>
    public int Version { get; set; }
}

/// <summary>A product with its releases as its source has it, in the catalogue file's format, by the catalogue version
/// that made it so.</summary>
internal sealed class ProductDocument
{
    public required string Key { get; init; }

    public int Version { get; init; }

    public required string Document { get; init; }
}

/// <summary>One fact that a version changed, or a product or release that it added.</summary>
internal sealed class CatalogChangeRow
{
    public int Version { get; init; }

    /// <summary>Counts up from 1 in its version.</summary>
    public int Line { get; init; }

    public required string Product { get; init; }

    /// <summary>Product key or release reference.</summary>
    public required string Subject { get; init; }

    public CatalogChangeKind Kind { get; init; }

    /// <summary>Empty for what was added.</summary>
    public required string Field { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>True where the source changed and a correction held over it.</summary>
    public bool Corrected { get; init; }
}

/// <summary>A correction of the vendor's.</summary>
internal sealed class CorrectionRow
{
    public Guid Id { get; init; }

    public required string Release { get; init; }

    public CorrectedField Field { get; init; }

    public required string Value { get; init; }

    public required string Reason { get; init; }

    public PersonId MadeBy { get; init; }

    public Instant MadeAt { get; init; }

    /// <summary>The version that it made.</summary>
    public int FromVersion { get; init; }

    /// <summary>The version from which it holds no longer; null while it holds.</summary>
    public int? UntilVersion { get; set; }
}

internal sealed class CatalogVersionMapping : IEntityTypeConfiguration<CatalogVersion>
{
    public void Configure(EntityTypeBuilder<CatalogVersion> builder)
    {
        builder.ToTable("catalog_version");
        builder.HasKey(version => version.Version);
        builder.Property(version => version.Version).ValueGeneratedNever();
    }
}

internal sealed class ProductMapping : IEntityTypeConfiguration<ProductRow>
{
    public void Configure(EntityTypeBuilder<ProductRow> builder)
    {
        builder.ToTable("catalog_product");
        builder.HasKey(product => product.Key);
        builder.HasOne<CatalogVersion>().WithMany().HasForeignKey(product => product.Version);
    }
}

internal sealed class ProductDocumentMapping : IEntityTypeConfiguration<ProductDocument>
{
    public void Configure(EntityTypeBuilder<ProductDocument> builder)
    {
        builder.ToTable("catalog_document");
        builder.HasKey(document => new { document.Key, document.Version });
        builder.Property(document => document.Version).ValueGeneratedNever();
        builder.HasOne<ProductRow>().WithMany().HasForeignKey(document => document.Key);
        builder.HasOne<CatalogVersion>().WithMany().HasForeignKey(document => document.Version);
    }
}

internal sealed class CatalogChangeMapping : IEntityTypeConfiguration<CatalogChangeRow>
{
    public void Configure(EntityTypeBuilder<CatalogChangeRow> builder)
    {
        builder.ToTable("catalog_change");
        builder.HasKey(change => new { change.Version, change.Line });
        builder.Property(change => change.Version).ValueGeneratedNever();
        builder.Property(change => change.Line).ValueGeneratedNever();
        builder.HasOne<CatalogVersion>().WithMany().HasForeignKey(change => change.Version);
    }
}

internal sealed class CorrectionMapping : IEntityTypeConfiguration<CorrectionRow>
{
    public void Configure(EntityTypeBuilder<CorrectionRow> builder)
    {
        builder.ToTable("catalog_correction");
        builder.Property(correction => correction.Id).ValueGeneratedNever();
        builder.HasOne<CatalogVersion>().WithMany().HasForeignKey(correction => correction.FromVersion);
    }
}
