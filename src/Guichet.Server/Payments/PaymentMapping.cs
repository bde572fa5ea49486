using Guichet.Orders;
using Guichet.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Payments;

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payment");
        builder.Property(payment => payment.Id).ValueGeneratedNever();
        builder.Property(payment => payment.Order).HasColumnName("purchase_order");
        builder.Property(payment => payment.Version).IsConcurrencyToken();
        builder.HasOne<Order>().WithMany().HasForeignKey(payment => payment.Order);
        builder.Ignore(payment => payment.Money);
    }
}

internal sealed class RefundMapping : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("refund");
        builder.Property(refund => refund.Id).ValueGeneratedNever();
        builder.Property(refund => refund.Order).HasColumnName("purchase_order");
        builder.Property(refund => refund.Version).IsConcurrencyToken();
        builder.HasOne<Payment>().WithMany().HasForeignKey(refund => refund.Payment);
        builder.Ignore(refund => refund.Total);
    }
}

internal sealed class ChargebackMapping : IEntityTypeConfiguration<Chargeback>
{
    public void Configure(EntityTypeBuilder<Chargeback> builder)
    {
        builder.ToTable("chargeback");
        builder.Property(chargeback => chargeback.Id).ValueGeneratedNever();
        builder.Property(chargeback => chargeback.Order).HasColumnName("purchase_order");
        builder.Property(chargeback => chargeback.Version).IsConcurrencyToken();
        builder.HasOne<Payment>().WithMany().HasForeignKey(chargeback => chargeback.Payment);
        builder.Ignore(chargeback => chargeback.Money);
        builder.Ignore(chargeback => chargeback.IsSettled);
    }
}

internal sealed class PaymentFindingMapping : IEntityTypeConfiguration<PaymentFinding>
{
    public void Configure(EntityTypeBuilder<PaymentFinding> builder)
    {
        builder.ToTable("payment_finding");
        builder.Property(finding => finding.Id).ValueGeneratedNever();
        builder.Property(finding => finding.Order).HasColumnName("purchase_order");
        builder.Property(finding => finding.Version).IsConcurrencyToken();
        builder.Ignore(finding => finding.Money);
    }
}
