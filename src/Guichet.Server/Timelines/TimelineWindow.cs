using Guichet.Client.Attachments;
using Guichet.Incidents;
using Guichet.Server.Attachments;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Storage;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Timelines;

/// <summary>One entry as it lies in its table: exactly one of the three is there.</summary>
internal sealed record TimelineRow(Instant At, Guid Id) : IComparable<TimelineRow>
{
    public TimelineRow(Message message) : this(message.At, message.Id.Value) => Message = message;

    public TimelineRow(Note note) : this(note.At, note.Id.Value) => Note = note;

    public TimelineRow(IncidentAssignment assignment) : this(assignment.At, assignment.Id) => Assignment = assignment;

    public Message? Message { get; }

    public Note? Note { get; }

    public IncidentAssignment? Assignment { get; }

    public Cursor Place => new(At, Id);

    public int CompareTo(TimelineRow? other) =>
        other is null ? 1 : (At, Id).CompareTo((other.At, other.Id));
}

/// <summary>A stretch of the timeline, oldest first.</summary>
/// <param name="Rows">Its entries.</param>
/// <param name="Begins">When the last entry before it was written; null at the beginning.</param>
/// <param name="HasLater">Whether there are entries after it.</param>
internal sealed record TimelineWindow(IReadOnlyList<TimelineRow> Rows, Instant? Begins, bool HasLater)
{
    public bool HasEarlier => Begins is not null;

    /// <summary>When its last entry was written; null where nothing comes after.</summary>
    public Instant? Ends => HasLater && Rows.Count > 0 ? Rows[^1].At : null;

    /// <summary>As it goes out: each entry with its files, and files that were sent with no message between the
    /// entries, where their time falls into the window.</summary>
    /// <param name="files">Of the incident, as far as the reader sees them.</param>
    /// <param name="withMinutes">Time spent is the vendor's to know (R3).</param>
    /// <param name="submittedAt">What came before belongs to the problem itself.</param>
    public Wire.TimelineView AsView(IReadOnlyList<AttachmentView> files, bool withMinutes, Instant submittedAt)
    {
        var (begin, end) = (Begins ?? submittedAt, Ends ?? Instant.MaxValue);
        var loose =
            from file in files
            let at = Instant.FromDateTimeOffset(file.StartedAt)
            where file.Entry is null && at > submittedAt && at >= begin && at < end
            select new Wire.TimelineEntryView(file.Id, file.StartedAt, null, null, null, file, []);
        return new(
            [.. Rows.Select(row => EntryOf(row, files, withMinutes)).Concat(loose).OrderBy(entry => entry.At)],
            HasEarlier && Rows.Count > 0 ? Rows[0].Place.ToString() : null,
            HasLater && Rows.Count > 0 ? Rows[^1].Place.ToString() : null);
    }

    private static Wire.TimelineEntryView EntryOf(
        TimelineRow row, IReadOnlyList<AttachmentView> files, bool withMinutes)
    {
        var message = row.Message?.AsView(withMinutes);
        return new(
            row.Id,
            row.At.ToDateTimeOffset(),
            message,
            row.Note?.AsView(),
            row.Assignment?.AsView(),
            null,
            message is not null ? files.At(message) : [.. files.Where(file => file.Entry == row.Id)]);
    }
}
