using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Attachments;

/// <summary>How far a file has come.</summary>
public enum AttachmentState
{
    /// <summary>Bytes are still to come.</summary>
    Receiving,

    /// <summary>All is there, and it is examined; not handed out yet.</summary>
    Waiting,

    /// <summary>It can be fetched.</summary>
    Ready,

    /// <summary>The scanner has found something in it: it is never handed out.</summary>
    Quarantined,

    /// <summary>Its content is deleted; only its name is kept.</summary>
    Removed,
}

/// <summary>Announces a file, before its first byte.</summary>
public sealed record NewAttachment
{
    /// <summary>Made by the sender: announcing twice is announcing once, and tells how much is there.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Its name; paths and hidden marks in it are dropped.</summary>
    [Required]
    [StringLength(1000, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>In bytes.</summary>
    [Required]
    public long? Length { get; init; }

    /// <summary>Id of the message or note that it belongs to, of one's own, written already or about to be; until it is
    /// written, nobody else sees the file. Null: the incident as a whole.</summary>
    public Guid? Entry { get; init; }
}

/// <summary>A file on an incident.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Entry">The message or note that it belongs to; null for the incident as a whole.</param>
/// <param name="Name">Safe to show and to save.</param>
/// <param name="Length">In bytes.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Received">Bytes that have come: where to go on.</param>
/// <param name="UploadedBy">Name of who sent it.</param>
/// <param name="StartedAt">When it was announced.</param>
/// <param name="RemovedAt">When its content was deleted.</param>
/// <param name="IsSent">Whether the message or note that it goes with is written; before, only its sender
/// sees it.</param>
/// <param name="IsInternal">It belongs to an internal note; no customer is ever shown it.</param>
/// <param name="HasThumbnail">Whether there is a small picture of it.</param>
/// <param name="Threat">What the scanner calls what it found.</param>
public sealed record AttachmentView(
    Guid Id,
    Guid Incident,
    Guid? Entry,
    string Name,
    long Length,
    string MediaType,
    AttachmentState State,
    long Received,
    string UploadedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? RemovedAt,
    bool IsSent,
    bool IsInternal,
    bool HasThumbnail,
    string? Threat);
