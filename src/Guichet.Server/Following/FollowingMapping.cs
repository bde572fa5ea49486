using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Following;

/// <summary>Somebody who follows products, or did.</summary>
internal sealed class Follower
{
    public PersonId Person { get; init; }

    /// <summary>False where they follow by the calendar alone.</summary>
    public bool WantsMail { get; set; } = true;

    /// <summary>Stands in mails: whoever has it can stop them, and nothing else.</summary>
    public Guid MailKey { get; init; } = Guid.NewGuid();

    /// <summary>Of the secret in their calendar's address; null before they asked for one.</summary>
    public string? CalendarHash { get; set; }
}

/// <summary>A product or a release that somebody follows.</summary>
internal sealed class FollowedProduct
{
    public PersonId Person { get; init; }

    /// <summary><c>windows-server</c> or <c>windows-server/2019</c>.</summary>
    public required string Subject { get; init; }

    public Instant FollowedAt { get; init; }
}

/// <summary>That somebody was reminded, so that they are not again.</summary>
internal sealed class PhaseReminderTold
{
    public PersonId Person { get; init; }

    public required string Release { get; init; }

    public LifecyclePhase Phase { get; init; }

    public int Months { get; init; }

    /// <summary>The day it was told. Where the end is moved so far that its reminder falls due after that day, it is
    /// told anew.</summary>
    public LocalDate ToldOn { get; set; }
}

internal sealed class FollowerMapping : IEntityTypeConfiguration<Follower>
{
    public void Configure(EntityTypeBuilder<Follower> builder)
    {
        builder.ToTable("follower");
        builder.HasKey(follower => follower.Person);
        builder.Property(follower => follower.Person).ValueGeneratedNever();
        builder.HasOne<Person>().WithOne().HasForeignKey<Follower>(follower => follower.Person);
    }
}

internal sealed class FollowedProductMapping : IEntityTypeConfiguration<FollowedProduct>
{
    public void Configure(EntityTypeBuilder<FollowedProduct> builder)
    {
        builder.ToTable("followed_product");
        builder.HasKey(followed => new { followed.Person, followed.Subject });
        builder.HasOne<Follower>().WithMany().HasForeignKey(followed => followed.Person);
    }
}

internal sealed class PhaseReminderToldMapping : IEntityTypeConfiguration<PhaseReminderTold>
{
    public void Configure(EntityTypeBuilder<PhaseReminderTold> builder)
    {
        builder.ToTable("phase_reminder");
        builder.HasKey(told => new { told.Person, told.Release, told.Phase, told.Months });
        builder.HasOne<Follower>().WithMany().HasForeignKey(told => told.Person);
        builder.Property(told => told.ToldOn).IsConcurrencyToken();
    }
}
