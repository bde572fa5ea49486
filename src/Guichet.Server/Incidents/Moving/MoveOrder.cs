using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Moving;

/// <summary>An administrator's order to move running promises to a version of the policy, and how far it has come.
/// </summary>
internal sealed class MoveOrder
{
    public Guid Id { get; init; }

    /// <summary>To the targets and calendars of this version.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>Incidents of this severity only; null: of any.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Incidents of this plan only; null: of any.</summary>
    public string? Plan { get; init; }

    /// <summary>Whether incidents are moved where that breaks a promise at once.</summary>
    public bool MovesMissed { get; init; }

    /// <summary>What the customers are told.</summary>
    public required string Reason { get; init; }

    public PersonId OrderedBy { get; init; }

    public Instant OrderedAt { get; init; }

    /// <summary>The last incident that was looked at; null before the first.</summary>
    public Guid? Reached { get; set; }

    public int Moved { get; set; }

    /// <summary>Those that were left alone, as moving would have broken a promise.</summary>
    public int LeftAlone { get; set; }

    public Instant? DoneAt { get; set; }

    /// <summary>Counts up with each batch: one node does it.</summary>
    public int Version { get; set; }
}

/// <summary>What was moved on an incident by an order. Only ever added.</summary>
internal sealed class MovedPromise
{
    public Guid Move { get; init; }

    public IncidentId Incident { get; init; }

    /// <summary>The line of the clocks' history that it made.</summary>
    public int Line { get; init; }

    public Instant At { get; init; }

    public int FromPolicy { get; init; }

    public int ToPolicy { get; init; }

    public string? FromCalendar { get; init; }

    public string? ToCalendar { get; init; }

    /// <summary>Of a promise that stayed both are null.</summary>
    public Instant? ResponseFrom { get; init; }

    public Instant? ResponseTo { get; init; }

    public Instant? UpdateFrom { get; init; }

    public Instant? UpdateTo { get; init; }

    public Instant? ResolutionFrom { get; init; }

    public Instant? ResolutionTo { get; init; }

    /// <summary>Whether it moved that promise.</summary>
    public bool Moves(PromiseKind kind) => kind switch
    {
        PromiseKind.FirstResponse => (ResponseFrom ?? ResponseTo) is not null,
        PromiseKind.NextUpdate => (UpdateFrom ?? UpdateTo) is not null,
        _ => (ResolutionFrom ?? ResolutionTo) is not null,
    };
}

internal sealed class MoveOrderMapping : IEntityTypeConfiguration<MoveOrder>
{
    public void Configure(EntityTypeBuilder<MoveOrder> builder)
    {
        builder.ToTable("promise_move");
        builder.Property(order => order.Id).ValueGeneratedNever();
        builder.Property(order => order.Version).IsConcurrencyToken();
        builder.HasOne<PolicyVersion>().WithMany().HasForeignKey(order => order.PolicyVersion);
        builder.HasOne<Person>().WithMany().HasForeignKey(order => order.OrderedBy);
    }
}

internal sealed class MovedPromiseMapping : IEntityTypeConfiguration<MovedPromise>
{
    public void Configure(EntityTypeBuilder<MovedPromise> builder)
    {
        builder.ToTable("moved_promise");
        builder.HasKey(moved => new { moved.Move, moved.Incident });
        builder.HasOne<MoveOrder>().WithMany().HasForeignKey(moved => moved.Move);
        builder.HasOne<Incident>().WithMany().HasForeignKey(moved => moved.Incident);
    }
}
