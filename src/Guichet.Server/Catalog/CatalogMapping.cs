using Guichet.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Catalog;

/// <summary>An import that changed the catalogue.</summary>
internal sealed class CatalogVersion
{
    public int Version { get; init; }

    /// <summary>The file or program it came from.</summary>
    public required string Source { get; init; }

    public int Added { get; init; }

    public int Changed { get; init; }

    /// <summary>Who imported it; null for the one that was shipped.</summary>
    public PersonId? AppliedBy { get; init; }

    public Instant AppliedAt { get; init; }
}

/// <summary>A product with its releases, as one document in the catalogue file's format.</summary>
internal sealed class ProductRow
{
    public required string Key { get; init; }

    public int Position { get; init; }

    public required string Document { get; set; }

    /// <summary>The catalogue version that last changed it.</summary>
    public int Version { get; set; }
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
