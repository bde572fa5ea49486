namespace Guichet.Attachments;

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

/// <summary>A file on an incident; made by the sender, so that beginning twice is beginning once.</summary>
public readonly record struct AttachmentId(Guid Value);

/// <summary>How much a house takes.</summary>
/// <param name="MostBytes">The largest file.</param>
/// <param name="MostOnIncident">Files on one incident, removed ones not counted.</param>
public sealed record AttachmentLimits(long MostBytes, int MostOnIncident)
{
    /// <summary>Bytes of one person's files whose messages are not sent yet, all incidents together.</summary>
    public long MostUnsent { get; init; } = 5_000_000_000;

    /// <summary>Why one more file is not taken from somebody: <c>attachment.too-much-unsent</c>; null where it is.
    /// </summary>
    /// <param name="unsent">Bytes announced or sent by them whose messages are not sent.</param>
    /// <param name="length">Bytes of the further file.</param>
    public Refusal? WhyNoMore(long unsent, long length) => unsent + length > MostUnsent
        ? new Refusal("attachment.too-much-unsent", "Too many bytes wait for messages that are not sent.")
            .With("most", MostUnsent)
            .With("megabytes", MostUnsent / 1_000_000)
        : null;
}

/// <summary>How long a house keeps what it no longer needs to work with.</summary>
/// <param name="AttachmentDays">Days after an incident was closed on which its files are deleted; null: they are kept.
/// A reopened incident keeps them; the days count from its next closing.</param>
/// <param name="DraftDays">Days after which what somebody wrote and never sent is let go.</param>
public sealed record RetentionTerms(int? AttachmentDays, int DraftDays = RetentionTerms.UsualDraftDays)
{
    /// <summary>Where the policy does not say.</summary>
    public const int UsualDraftDays = 30;

    /// <summary>Files are never deleted.</summary>
    public static RetentionTerms Forever { get; } = new((int?)null);
}
