using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Packs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Packs;

/// <summary>A pack as it is stored; with its last ledger line it is an <see cref="IncidentPack"/>.</summary>
internal sealed class PackRow
{
    public IncidentPackId Id { get; init; }

    public required string Plan { get; init; }

    public PersonId Owner { get; set; }

    public OrganizationId? Organization { get; set; }

    public OrderId? PurchaseOrder { get; init; }

    public int? Size { get; init; }

    public LocalDate StartsOn { get; init; }

    /// <summary>Brought forward where the enrolment that it was activated under ends before it.</summary>
    public LocalDate? ExpiresOn { get; set; }

    public string? ContractId { get; init; }

    public string? AccessIdHash { get; set; }

    /// <summary>Set by the sweep once the last usable day is over: nothing is left to lapse.</summary>
    public bool Lapsed { get; set; }

    public Instant CreatedAt { get; init; }

    public IncidentPack With(LedgerEntry? last) => new(Id, Plan, Owner, Size, ExpiresOn, last);
}

/// <summary>Somebody who may use a pack (R20).</summary>
internal sealed class PackHolder
{
    public PersonId Person { get; init; }

    public IncidentPackId Pack { get; init; }

    public Instant AddedAt { get; init; }
}

/// <summary>Somebody whom the owner of a pack named to use it too, by their address (R20).</summary>
internal sealed class PackDelegate
{
    /// <summary>As accounts are found by it.</summary>
    public required string Email { get; init; }

    public IncidentPackId Pack { get; init; }

    /// <summary>As the owner wrote it.</summary>
    public required string Address { get; init; }

    public PersonId NamedBy { get; init; }

    public Instant NamedAt { get; init; }
}

/// <summary>That an address was told that it was named to use a pack, so that it is not again.</summary>
internal sealed class PackDelegateTold
{
    public required string Email { get; init; }

    public IncidentPackId Pack { get; init; }

    public PersonId NamedBy { get; init; }

    public Instant ToldAt { get; init; }
}

/// <summary>That the holder of a pack was warned before its last usable day, so that they are not again.</summary>
internal sealed class PackWarningTold
{
    public IncidentPackId Pack { get; init; }

    public int Days { get; init; }

    /// <summary>Where it moves, it is told anew.</summary>
    public LocalDate ExpiresOn { get; init; }

    public Instant ToldAt { get; init; }
}

/// <summary>A try to add a contract.</summary>
internal sealed class ContractAttempt
{
    public PersonId Person { get; init; }

    /// <summary>Counts up from 1 for the person.</summary>
    public int Attempt { get; init; }

    public Instant At { get; init; }
}

internal sealed class PackMapping : IEntityTypeConfiguration<PackRow>
{
    public void Configure(EntityTypeBuilder<PackRow> builder)
    {
        builder.ToTable("incident_pack");
        builder.Property(pack => pack.Id).ValueGeneratedNever();
        builder.HasOne<Order>().WithMany().HasForeignKey(pack => pack.PurchaseOrder);
    }
}

internal sealed class PackHolderMapping : IEntityTypeConfiguration<PackHolder>
{
    public void Configure(EntityTypeBuilder<PackHolder> builder)
    {
        builder.ToTable("pack_holder");
        builder.HasKey(holder => new { holder.Person, holder.Pack });
        builder.HasOne<PackRow>().WithMany().HasForeignKey(holder => holder.Pack);
    }
}

internal sealed class LedgerMapping : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger_entry");
        builder.HasKey(entry => new { entry.Pack, entry.Line });
        builder.HasOne<PackRow>().WithMany().HasForeignKey(entry => entry.Pack);
        builder.Property(entry => entry.Line).ValueGeneratedNever();
        builder.Ignore(entry => entry.AvailableAfter);
    }
}

internal sealed class PackDelegateMapping : IEntityTypeConfiguration<PackDelegate>
{
    public void Configure(EntityTypeBuilder<PackDelegate> builder)
    {
        builder.ToTable("pack_delegate");
        builder.HasKey(one => new { one.Email, one.Pack });
        builder.HasOne<PackRow>().WithMany().HasForeignKey(one => one.Pack);
    }
}

internal sealed class PackDelegateToldMapping : IEntityTypeConfiguration<PackDelegateTold>
{
    public void Configure(EntityTypeBuilder<PackDelegateTold> builder)
    {
        builder.ToTable("pack_delegate_told");
        builder.HasKey(told => new { told.Email, told.Pack });
        builder.HasOne<PackRow>().WithMany().HasForeignKey(told => told.Pack);
    }
}

internal sealed class PackWarningMapping : IEntityTypeConfiguration<PackWarningTold>
{
    public void Configure(EntityTypeBuilder<PackWarningTold> builder)
    {
        builder.ToTable("pack_warning");
        builder.HasKey(told => new { told.Pack, told.Days, told.ExpiresOn });
        builder.HasOne<PackRow>().WithMany().HasForeignKey(told => told.Pack);
        builder.Property(told => told.Days).ValueGeneratedNever();
    }
}

internal sealed class ContractAttemptMapping : IEntityTypeConfiguration<ContractAttempt>
{
    public void Configure(EntityTypeBuilder<ContractAttempt> builder)
    {
        builder.ToTable("contract_attempt");
        builder.HasKey(attempt => new { attempt.Person, attempt.Attempt });
        builder.Property(attempt => attempt.Attempt).ValueGeneratedNever();
    }
}
