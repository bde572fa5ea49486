using System.Text.Json;
using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Incidents;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guichet.Server.Storage;

/// <summary>Everything that is stored, one model for both databases; each capability brings its own mapping. Reads go
/// straight to it, writes through <see cref="UnitOfWork"/> alone.</summary>
public sealed partial class Database(DbContextOptions<Database> options) : DbContext(options), IDataProtectionKeyContext
{
    private bool? onSqlite;

    /// <inheritdoc/>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Asked once for each context, which the pool keeps: EF Core compares assembly names to tell.</summary>
    internal bool OnSqlite => onSqlite ??= Database.IsSqlite();

    /// <summary>Whether the operation that runs has changed what others look at, and the change tracker holds no outbox
    /// message that says so.</summary>
    internal bool TellsDesks { get; set; }

    /// <summary>Null where connections come and go.</summary>
    internal KeptCommands? Kept { get; init; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(Database).Assembly);
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_key");
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (
                var property in entity.GetProperties().Where(property => property.GetColumnName() == property.Name))
            {
                // A part that lies in its owner's row has the owner's key.
                property.SetColumnName(entity.IsOwned() && property.IsPrimaryKey()
                    ? "id"
                    : JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<PersonId>().HaveConversion<PersonIdConverter>();
        configurationBuilder.Properties<OrganizationId>().HaveConversion<OrganizationIdConverter>();
        configurationBuilder.Properties<OrderId>().HaveConversion<OrderIdConverter>();
        configurationBuilder.Properties<InvoiceId>().HaveConversion<InvoiceIdConverter>();
        configurationBuilder.Properties<TaxExemptionId>().HaveConversion<TaxExemptionIdConverter>();
        configurationBuilder.Properties<PaymentId>().HaveConversion<PaymentIdConverter>();
        configurationBuilder.Properties<RefundId>().HaveConversion<RefundIdConverter>();
        configurationBuilder.Properties<IncidentPackId>().HaveConversion<IncidentPackIdConverter>();
        configurationBuilder.Properties<IncidentId>().HaveConversion<IncidentIdConverter>();
        configurationBuilder.Properties<MessageId>().HaveConversion<MessageIdConverter>();
        configurationBuilder.Properties<IncidentTaskId>().HaveConversion<IncidentTaskIdConverter>();
        configurationBuilder.Properties<AttachmentId>().HaveConversion<AttachmentIdConverter>();
        configurationBuilder.Properties<Duration>().HaveConversion<DurationConverter>();
        if (OnSqlite)
        {
            configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
            configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetConverter>();
        }
    }

    private sealed class PersonIdConverter() : ValueConverter<PersonId, Guid>(id => id.Value, value => new(value));

    private sealed class OrganizationIdConverter()
        : ValueConverter<OrganizationId, Guid>(id => id.Value, value => new(value));

    private sealed class OrderIdConverter() : ValueConverter<OrderId, Guid>(id => id.Value, value => new(value));

    private sealed class InvoiceIdConverter() : ValueConverter<InvoiceId, Guid>(id => id.Value, value => new(value));

    private sealed class TaxExemptionIdConverter()
        : ValueConverter<TaxExemptionId, Guid>(id => id.Value, value => new(value));
    private sealed class PaymentIdConverter() : ValueConverter<PaymentId, Guid>(id => id.Value, value => new(value));

    private sealed class RefundIdConverter() : ValueConverter<RefundId, Guid>(id => id.Value, value => new(value));

    private sealed class IncidentPackIdConverter()
        : ValueConverter<IncidentPackId, Guid>(id => id.Value, value => new(value));

    private sealed class IncidentIdConverter() : ValueConverter<IncidentId, Guid>(id => id.Value, value => new(value));

    private sealed class MessageIdConverter() : ValueConverter<MessageId, Guid>(id => id.Value, value => new(value));

    private sealed class IncidentTaskIdConverter()
        : ValueConverter<IncidentTaskId, Guid>(id => id.Value, value => new(value));

    private sealed class AttachmentIdConverter()
        : ValueConverter<AttachmentId, Guid>(id => id.Value, value => new(value));

    /// <summary>Seconds: budgets are written in whole ones.</summary>
    private sealed class DurationConverter()
        : ValueConverter<Duration, long>(span => (long)span.TotalSeconds, value => Duration.FromSeconds(value));

    private sealed class InstantConverter()
        : ValueConverter<Instant, long>(at => Microseconds.Of(at), value => Microseconds.ToInstant(value));

    private sealed class LocalDateConverter() : ValueConverter<LocalDate, string>(
        day => NodaTime.Text.LocalDatePattern.Iso.Format(day),
        value => NodaTime.Text.LocalDatePattern.Iso.Parse(value).Value);

    private sealed class DateTimeOffsetConverter() : ValueConverter<DateTimeOffset, long>(
        at => Microseconds.Of(Instant.FromDateTimeOffset(at)),
        value => Microseconds.ToInstant(value).ToDateTimeOffset());
}
