using System.Text.Json;
using System.Text.Json.Serialization;
using Guichet.Accounts;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime.Serialization.SystemTextJson;

namespace Guichet.Server.Invoices;

/// <summary>The billing details that somebody keeps; an organisation's are one for all its members.</summary>
internal sealed class BillingRow
{
    /// <summary>Key of the person or of the organisation.</summary>
    public Guid Holder { get; init; }

    public PersonId? Person { get; init; }

    public OrganizationId? Organization { get; init; }

    public string Name { get; private set; } = "";

    public string Business { get; private set; } = "";

    public string Street { get; private set; } = "";

    public string PostalCode { get; private set; } = "";

    public string City { get; private set; } = "";

    public string Region { get; private set; } = "";

    public string Country { get; private set; } = "";

    public string VatNumber { get; private set; } = "";

    public Instant ChangedAt { get; private set; }

    public int Version { get; private set; }

    public BillingDetails Details => new(Name, Business, Street, PostalCode, City, Region, Country, VatNumber);

    public void Change(BillingDetails details, Instant at)
    {
        (Name, Business, Street, PostalCode) =
            (details.Name, details.Organization, details.Street, details.PostalCode);
        (City, Region, Country, VatNumber) = (details.City, details.Region, details.Country, details.VatNumber);
        ChangedAt = at;
        Version++;
    }
}

/// <summary>To whom an order is billed and why it is taxed so, as it was when it was placed.</summary>
internal sealed class OrderBilling
{
    public OrderId PurchaseOrder { get; init; }

    public required BillingDetails Buyer { get; init; }

    public required Taxation Taxation { get; init; }
}

/// <summary>The last number of a series, counted up by <see cref="IssueInvoice"/>.</summary>
internal sealed class InvoiceSeries
{
    public required string Series { get; init; }

    public int Last { get; init; }
}

/// <summary>How an invoice's parts are written down. What was written once must be readable for good.</summary>
internal static class InvoiceJson
{
    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    public static string Write<T>(T part) => JsonSerializer.Serialize(part, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    public static PropertyBuilder<T> InJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(part => Write(part), text => Read<T>(text));
}

internal sealed class BillingRowMapping : IEntityTypeConfiguration<BillingRow>
{
    public void Configure(EntityTypeBuilder<BillingRow> builder)
    {
        builder.ToTable("billing_details");
        builder.HasKey(row => row.Holder);
        builder.Property(row => row.Holder).ValueGeneratedNever();
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.Person);
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.Organization);
        builder.Ignore(row => row.Details);
    }
}

internal sealed class OrderBillingMapping : IEntityTypeConfiguration<OrderBilling>
{
    public void Configure(EntityTypeBuilder<OrderBilling> builder)
    {
        builder.ToTable("order_billing");
        builder.HasKey(row => row.PurchaseOrder);
        builder.HasOne<Order>().WithOne().HasForeignKey<OrderBilling>(row => row.PurchaseOrder);
        builder.Property(row => row.Buyer).InJson();
        builder.Property(row => row.Taxation).InJson();
    }
}

internal sealed class InvoiceSeriesMapping : IEntityTypeConfiguration<InvoiceSeries>
{
    public void Configure(EntityTypeBuilder<InvoiceSeries> builder)
    {
        builder.ToTable("invoice_series");
        builder.HasKey(series => series.Series);
    }
}

internal sealed class InvoiceMapping : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("invoice");
        builder.Property(invoice => invoice.Id).ValueGeneratedNever();
        builder.HasOne<Order>().WithMany().HasForeignKey(invoice => invoice.PurchaseOrder);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(invoice => invoice.Counters);
        builder.Property(invoice => invoice.Document).InJson();
        builder.Ignore(invoice => invoice.Total);
    }
}
