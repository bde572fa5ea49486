using Guichet.Accounts;
using Guichet.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Billing;

/// <summary>The decision on a closed incident's charge, and who took it (R25).</summary>
internal sealed class BillingDecision
{
    public IncidentId Incident { get; init; }

    public bool Charge { get; init; }

    public required string Reason { get; init; }

    public PersonId DecidedBy { get; init; }

    public Instant DecidedAt { get; init; }

    /// <summary>The second person; null where one was enough.</summary>
    public PersonId? ConfirmedBy { get; init; }

    /// <summary>Whether that person had a hand in it.</summary>
    public bool IsOf(PersonId person) => DecidedBy == person || ConfirmedBy == person;
}

/// <summary>How a proposed decision ended.</summary>
internal enum ProposalOutcome
{
    /// <summary>A second person agreed: it is the decision.</summary>
    Confirmed,

    /// <summary>Whoever proposed it took it back.</summary>
    Withdrawn,

    /// <summary>A second person did not agree.</summary>
    SentBack,

    /// <summary>The incident was reopened and closed again in between.</summary>
    Outdated,
}

/// <summary>A decision that a second person is to confirm; one waits for an incident at most.</summary>
internal sealed class BillingProposal
{
    public Guid Id { get; init; }

    public IncidentId Incident { get; init; }

    public bool Charge { get; init; }

    public required string Reason { get; init; }

    public PersonId ProposedBy { get; init; }

    public Instant ProposedAt { get; init; }

    /// <summary>Null while it waits.</summary>
    public ProposalOutcome? Outcome { get; private set; }

    public PersonId? EndedBy { get; private set; }

    public Instant? EndedAt { get; private set; }

    /// <summary>Whether it is about the closing that is decided on now.</summary>
    public bool IsAbout(Incident incident) => ProposedAt >= incident.ClosedAt;

    public void End(ProposalOutcome outcome, PersonId by, Instant at) =>
        (Outcome, EndedBy, EndedAt) = (outcome, by, at);
}

internal sealed class BillingDecisionMapping : IEntityTypeConfiguration<BillingDecision>
{
    public void Configure(EntityTypeBuilder<BillingDecision> builder)
    {
        builder.ToTable("billing_decision");
        builder.HasKey(decision => decision.Incident);
        builder.HasOne<Incident>().WithOne().HasForeignKey<BillingDecision>(decision => decision.Incident);
    }
}

internal sealed class BillingProposalMapping : IEntityTypeConfiguration<BillingProposal>
{
    public void Configure(EntityTypeBuilder<BillingProposal> builder)
    {
        builder.ToTable("billing_proposal");
        builder.Property(proposal => proposal.Id).ValueGeneratedNever();
        builder.Property(proposal => proposal.Outcome).IsConcurrencyToken();
        builder.HasOne<Incident>().WithMany().HasForeignKey(proposal => proposal.Incident);
    }
}
