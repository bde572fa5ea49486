using Guichet.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Attachments;

/// <summary>Bytes of a file that have come in one request, until it is put together.</summary>
internal sealed class AttachmentPart
{
    public AttachmentId Attachment { get; init; }

    public long StartsAt { get; init; }

    /// <summary>In the store; its own for each try, so that of two at once the loser's bytes are not read.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Section <c>Attachments</c> of the configuration.</summary>
internal sealed class AttachmentOptions
{
    /// <summary>The largest file, in bytes.</summary>
    public long MostBytes { get; set; } = 100_000_000;

    /// <summary>How many files one incident takes.</summary>
    public int MostOnIncident { get; set; } = 300;

    /// <summary>How many bytes of one person may wait for messages that are not sent yet.</summary>
    public long MostUnsentBytes { get; set; } = 5_000_000_000;

    public AttachmentLimits Limits => new(MostBytes, MostOnIncident) { MostUnsent = MostUnsentBytes };
}

internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachment");
        builder.Property(attachment => attachment.Id).ValueGeneratedNever();
        builder.Property(attachment => attachment.Version).IsConcurrencyToken();
    }
}

internal sealed class AttachmentPartMapping : IEntityTypeConfiguration<AttachmentPart>
{
    public void Configure(EntityTypeBuilder<AttachmentPart> builder)
    {
        builder.ToTable("attachment_part");
        builder.HasKey(part => new { part.Attachment, part.StartsAt });
    }
}
