using Guichet.Accounts;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>A document that proves an exemption.</summary>
internal sealed class ExemptionDocument
{
    public Guid Id { get; init; }

    public TaxExemptionId Exemption { get; init; }

    /// <summary>Its place among those sent with it, from 1.</summary>
    public int Position { get; init; }

    /// <summary>As its sender called it.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public int Size { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>Tax to be given back on an order that was placed while an exemption was under review (R27).</summary>
internal sealed class TaxRefund
{
    public OrderId PurchaseOrder { get; init; }

    public TaxExemptionId Exemption { get; init; }

    /// <summary>In minor units.</summary>
    public long Tax { get; init; }

    public required string Currency { get; init; }

    public Instant Since { get; init; }

    public Instant? RefundedAt { get; set; }

    public PersonId? RefundedBy { get; set; }
}

internal sealed class TaxExemptionMapping : IEntityTypeConfiguration<TaxExemption>
{
    public void Configure(EntityTypeBuilder<TaxExemption> builder)
    {
        builder.ToTable("tax_exemption");
        builder.Property(exemption => exemption.Id).ValueGeneratedNever();
        builder.Property(exemption => exemption.Version).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(exemption => exemption.Person);
    }
}

internal sealed class ExemptionDocumentMapping : IEntityTypeConfiguration<ExemptionDocument>
{
    public void Configure(EntityTypeBuilder<ExemptionDocument> builder)
    {
        builder.ToTable("tax_exemption_document");
        builder.Property(document => document.Id).ValueGeneratedNever();
        builder.HasOne<TaxExemption>().WithMany().HasForeignKey(document => document.Exemption);
    }
}

internal sealed class TaxRefundMapping : IEntityTypeConfiguration<TaxRefund>
{
    public void Configure(EntityTypeBuilder<TaxRefund> builder)
    {
        builder.ToTable("tax_refund");
        builder.HasKey(refund => refund.PurchaseOrder);
        builder.HasOne<Order>().WithOne().HasForeignKey<TaxRefund>(refund => refund.PurchaseOrder);
        builder.HasOne<TaxExemption>().WithMany().HasForeignKey(refund => refund.Exemption);
        builder.Property(refund => refund.RefundedAt).IsConcurrencyToken();
    }
}
