using Guichet.Accounts;
using Guichet.Client.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Incidents.Replies;

/// <summary>A reply that is written once and used often.</summary>
internal sealed class CannedReply
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public required string English { get; set; }

    /// <summary>Empty: the English text serves both.</summary>
    public required string French { get; set; }

    public PersonId ChangedBy { get; set; }

    public Instant ChangedAt { get; set; }

    public int Version { get; set; }

    public LocalizedText Text => new(English, French);

    public CannedReplyView View() => new(Id, Name, English, French, Version);
}

/// <summary>Several acts at once.</summary>
internal sealed class Macro
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public MacroAct Act { get; set; }

    public Guid? Reply { get; set; }

    public MacroHandling Handling { get; set; }

    public string? Team { get; set; }

    public int? SnoozeHours { get; set; }

    public PersonId ChangedBy { get; set; }

    public Instant ChangedAt { get; set; }

    public int Version { get; set; }

    public MacroView View() => new(Id, Name, Act, Reply, Handling, Team, SnoozeHours, Version);
}

internal sealed class CannedReplyMapping : IEntityTypeConfiguration<CannedReply>
{
    public void Configure(EntityTypeBuilder<CannedReply> builder)
    {
        builder.ToTable("canned_reply");
        builder.Property(reply => reply.Id).ValueGeneratedNever();
        builder.Property(reply => reply.Version).IsConcurrencyToken();
        builder.Ignore(reply => reply.Text);
    }
}

internal sealed class MacroMapping : IEntityTypeConfiguration<Macro>
{
    public void Configure(EntityTypeBuilder<Macro> builder)
    {
        builder.ToTable("macro");
        builder.Property(macro => macro.Id).ValueGeneratedNever();
        builder.Property(macro => macro.Version).IsConcurrencyToken();
        builder.HasOne<CannedReply>().WithMany().HasForeignKey(macro => macro.Reply);
    }
}
