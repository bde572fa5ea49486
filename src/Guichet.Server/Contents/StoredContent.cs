using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Contents;

/// <summary>Whether bytes are there.</summary>
internal enum ContentState
{
    /// <summary>They are being written; nobody may count on them yet.</summary>
    Arriving,

    /// <summary>They are there, and somebody needs them.</summary>
    Kept,

    /// <summary>Nobody needs them any more: they are deleted, and then this line is. The same bytes that come now are
    /// new ones.</summary>
    Leaving,
}

/// <summary>The same bytes, kept once however many refer to them. There is a line before there are bytes, and as long
/// as there are: whatever is interrupted, what lies in the store is known here.</summary>
internal sealed class StoredContent
{
    /// <summary>How long somebody may take to write the bytes.</summary>
    private static readonly Duration Patience = Duration.FromHours(6);

    public Guid Id { get; init; }

    /// <summary>SHA-256, in hexadecimal.</summary>
    public string Hash { get; init; } = "";

    public long Length { get; init; }

    public ContentState State { get; private set; }

    /// <summary>How many refer to it.</summary>
    public int Uses { get; private set; }

    /// <summary>Whether there is a small picture of it.</summary>
    public bool HasThumbnail { get; set; }

    /// <summary>When it is to be cleared away; null while it is needed.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>Its name in the store. The id makes it new where the same bytes come back while they are deleted.
    /// </summary>
    public string Name => $"{Hash[..2]}/{Hash}-{Id:N}";

    public string ThumbnailName => Name + ".thumbnail";

    public static StoredContent Arrive(string hash, long length, Instant now) => new()
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset()),
        Hash = hash,
        Length = length,
        DueAt = now + Patience,
    };

    /// <summary>One more refers to it.</summary>
    public void Take() => (State, Uses, DueAt) = (ContentState.Kept, Uses + 1, null);

    /// <summary>One fewer refers to it.</summary>
    public void Release(Instant now)
    {
        Uses--;
        if (Uses == 0)
        {
            Leave(now);
        }
    }

    public void Leave(Instant now) => (State, DueAt) = (ContentState.Leaving, now);
}

internal sealed class StoredContentMapping : IEntityTypeConfiguration<StoredContent>
{
    public void Configure(EntityTypeBuilder<StoredContent> builder)
    {
        builder.ToTable("stored_content");
        builder.Property(content => content.Id).ValueGeneratedNever();
        builder.Property(content => content.Uses).IsConcurrencyToken();
        builder.Property(content => content.State).IsConcurrencyToken();
        builder.Ignore(content => content.Name);
        builder.Ignore(content => content.ThumbnailName);
    }
}
