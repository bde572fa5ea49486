using Guichet.Accounts;
using Guichet.Incidents;

namespace Guichet.Attachments;

/// <summary>A file before its first byte.</summary>
/// <param name="Id">Made by the sender.</param>
/// <param name="Incident">The incident, or the one that a request being written will become.</param>
/// <param name="Entry">The message or note that it belongs to, which may not be written yet; null: the incident as a
/// whole.</param>
/// <param name="Name">As sent.</param>
/// <param name="Length">In bytes.</param>
public sealed record Upload(AttachmentId Id, IncidentId Incident, MessageId? Entry, string Name, long Length);

/// <summary>A file on an incident, from its announcement to the deletion of its content. It has no mark that makes it
/// internal: who sees it is decided by the entry that it belongs to, each time anew. While that entry is not written,
/// only its sender sees it.</summary>
public sealed class Attachment
{
    /// <summary>How long the next bytes of an upload are waited for.</summary>
    public static readonly Duration Patience = Duration.FromHours(24);

    /// <summary>How long the entry of a file is waited for: words begun before a weekend are sent after it.</summary>
    public static readonly Duration UnsentKept = Duration.FromDays(7);

    /// <summary>How long what was found dangerous is kept for whoever wants to look into it.</summary>
    public static readonly Duration QuarantineKept = Duration.FromDays(30);

    /// <summary>Nothing is looked at less often, so that a policy with other days is followed.</summary>
    private static readonly Duration LongestRest = Duration.FromDays(7);

    /// <summary>For an examination; whoever began one is passed over for so long.</summary>
    private static readonly Duration Lease = Duration.FromMinutes(2);

    /// <summary>Its key.</summary>
    public AttachmentId Id { get; init; }

    /// <summary>The incident.</summary>
    public IncidentId Incident { get; init; }

    /// <summary>The message or note that it belongs to; null for the incident as a whole.</summary>
    public MessageId? Entry { get; private set; }

    /// <summary>Safe to show and to save.</summary>
    public string Name { get; init; } = "";

    /// <summary>In bytes.</summary>
    public long Length { get; init; }

    /// <summary>By its content, once that is there.</summary>
    public string MediaType { get; private set; } = FileKind.Unknown.MediaType;

    /// <summary>Where it stands.</summary>
    public AttachmentState State { get; private set; }

    /// <summary>Bytes that have come.</summary>
    public long Received { get; private set; }

    /// <summary>Who sent it.</summary>
    public PersonId UploadedBy { get; init; }

    /// <summary>Their name as it was.</summary>
    public string UploadedByName { get; init; } = "";

    /// <summary>When it was announced.</summary>
    public Instant StartedAt { get; init; }

    /// <summary>When its last byte came.</summary>
    public Instant? FinishedAt { get; private set; }

    /// <summary>When its content was deleted.</summary>
    public Instant? RemovedAt { get; private set; }

    /// <summary>Where its content is kept; null before and after.</summary>
    public Guid? Content { get; private set; }

    /// <summary>What the scanner calls what it found.</summary>
    public string? Threat { get; private set; }

    /// <summary>When the house looks at it next; null: never again.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>Examinations that came to no end.</summary>
    public int Attempts { get; private set; }

    /// <summary>Counts changes.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Announces a file. Refused: <c>attachment.empty</c>, <c>attachment.too-large</c>,
    /// <c>attachment.too-many</c>.</summary>
    /// <param name="upload">What is to come.</param>
    /// <param name="by">Who sends it.</param>
    /// <param name="present">How many files the incident has.</param>
    /// <param name="limits">The house's.</param>
    /// <param name="now">When.</param>
    public static Result<Attachment> Start(
        Upload upload, Actor by, int present, AttachmentLimits limits, Instant now)
    {
        var name = FileNames.Clean(upload.Name);
        if (upload.Length <= 0)
        {
            return new Refusal("attachment.empty", "The file is empty.").With("name", name);
        }

        if (upload.Length > limits.MostBytes)
        {
            return new Refusal("attachment.too-large", "The file is larger than what is taken.")
                .With("name", name)
                .With("most", limits.MostBytes)
                .With("megabytes", limits.MostBytes / 1_000_000);
        }

        if (present >= limits.MostOnIncident)
        {
            return new Refusal("attachment.too-many", "No further file is taken on this incident.")
                .With("count", limits.MostOnIncident);
        }

        return new Attachment
        {
            Id = upload.Id,
            Incident = upload.Incident,
            Entry = upload.Entry,
            Name = name,
            Length = upload.Length,
            UploadedBy = by.Person,
            UploadedByName = by.Name,
            StartedAt = now,
            DueAt = now + Patience,
        };
    }

    /// <summary>Whether this is the same file announced again; only the entry may be another, as long as neither is
    /// written.</summary>
    public bool IsSame(Upload upload, PersonId by) =>
        UploadedBy == by && Incident == upload.Incident && Length == upload.Length
        && Name == FileNames.Clean(upload.Name);

    /// <summary>It is announced again, for another entry.</summary>
    public void MoveTo(MessageId? entry)
    {
        if (Entry != entry)
        {
            Entry = entry;
            Version++;
        }
    }

    /// <summary>Takes bytes that begin at the offset. Refused: <c>attachment.complete</c>,
    /// <c>attachment.wrong-offset</c> with the offset that is expected, <c>attachment.too-long</c>.</summary>
    public Refusal? Append(long offset, long count, Instant now)
    {
        if (State != AttachmentState.Receiving)
        {
            return new Refusal("attachment.complete", "The whole file is there already.");
        }

        if (offset != Received)
        {
            return new Refusal("attachment.wrong-offset", "The bytes do not follow on what is there.")
                .With("offset", Received);
        }

        if (count > Length - Received)
        {
            return new Refusal("attachment.too-long", "There are more bytes than were announced.")
                .With("name", Name).With("length", Length);
        }

        (Received, DueAt) = (Received + count, now + Patience);
        Version++;
        return null;
    }

    /// <summary>Everything is there and kept.</summary>
    public void Finish(FileKind kind, Guid content, Instant now)
    {
        (MediaType, Content, State) = (kind.MediaType, content, AttachmentState.Waiting);
        (FinishedAt, DueAt) = (now, now + Lease);
        Version++;
    }

    /// <summary>Nothing was found in it.</summary>
    public void Clear(Instant now)
    {
        (State, DueAt, Attempts) = (AttachmentState.Ready, now + Patience, 0);
        Version++;
    }

    /// <summary>Something was found in it; it is handed out no more, even where it was.</summary>
    public void Quarantine(string threat, Instant now)
    {
        (State, Threat, DueAt) = (AttachmentState.Quarantined, threat, now + Patience);
        Version++;
    }

    /// <summary>The examination came to no end: again in a minute, and later and later, at most an hour.</summary>
    public void Postpone(Instant now)
    {
        Attempts++;
        DueAt = now + Duration.FromMinutes(Math.Min(60, 1 << Math.Min(6, Attempts - 1)));
        Version++;
    }

    /// <summary>Somebody begins to examine it.</summary>
    public void Claim(Instant now)
    {
        DueAt = now + Lease;
        Version++;
    }

    /// <summary>Its content is let go.</summary>
    public void Remove(Instant now)
    {
        (State, RemovedAt, Content, DueAt) = (AttachmentState.Removed, now, null, null);
        Version++;
    }

    /// <summary>Whether its time is over; where it is not, it says when to ask again.</summary>
    /// <param name="standing">What has become of its entry and its incident.</param>
    /// <param name="terms">How long files are kept.</param>
    /// <param name="now">When it is asked.</param>
    public bool IsOver(AttachmentStanding standing, RetentionTerms terms, Instant now)
    {
        var end = EndOf(standing, terms, now);
        if (end <= now)
        {
            return true;
        }

        DueAt = end is { } at ? Instant.Min(at, now + LongestRest) : now + LongestRest;
        Version++;
        return false;
    }

    /// <summary>Whether its time is over, for a file that is looked at for another reason: when the house looks at it
    /// next stays as it is.</summary>
    /// <param name="standing">What has become of its entry and its incident.</param>
    /// <param name="terms">How long files are kept.</param>
    /// <param name="now">When it is asked.</param>
    public bool HasEnded(AttachmentStanding standing, RetentionTerms terms, Instant now) =>
        EndOf(standing, terms, now) <= now;

    private Instant? EndOf(AttachmentStanding standing, RetentionTerms terms, Instant now)
    {
        if (!standing.IsWritten)
        {
            return standing.IsBeingWritten ? now + Patience : FinishedAt + UnsentKept;
        }

        // An open incident keeps its files, and so many days from now at least.
        Instant? kept = terms.AttachmentDays is { } days
            ? (standing.ClosedAt ?? (now + Duration.Epsilon)) + Duration.FromDays(days)
            : null;
        var held = State == AttachmentState.Quarantined ? FinishedAt + QuarantineKept : null;
        return kept is { } one && held is { } other ? Instant.Min(one, other) : kept ?? held;
    }
}

/// <summary>What a file stands on.</summary>
/// <param name="IsWritten">Whether its entry is written; for a file of the incident as a whole, whether there is the
/// incident.</param>
/// <param name="IsBeingWritten">Whether its sender has a request begun that it belongs to.</param>
/// <param name="ClosedAt">When the incident was closed; null while it is open.</param>
public sealed record AttachmentStanding(bool IsWritten, bool IsBeingWritten, Instant? ClosedAt);
