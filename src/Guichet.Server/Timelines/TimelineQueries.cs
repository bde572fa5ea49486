using System.Runtime.CompilerServices;
using Guichet.Accounts;
using Guichet.Client.Attachments;
using Guichet.Incidents;
using Guichet.Server.Attachments;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Timelines;

/// <summary>Which window of a timeline is asked for; nothing: the last entries.</summary>
/// <param name="Before">Cursor: the entries before it.</param>
/// <param name="After">Cursor: the entries after it.</param>
/// <param name="Entry">Id of an entry: those around it.</param>
internal sealed record TimelinePlace(string? Before = null, string? After = null, Guid? Entry = null);

/// <summary>What stands in one order: messages, notes, other owners. Each lies in a table of its own and is read by its
/// index; a customer's timeline is read from the messages only.</summary>
internal static class TimelineQueries
{
    public const int WindowSize = 50;

    /// <summary>Of a whole timeline: each may hold as many words as a book.</summary>
    private const int AtOnce = 100;

    private const int FilesAtOnce = 500;

    /// <summary>A window, oldest first; null where the actor does not see the incident. An entry that they do not see
    /// is as one that is not there: the last entries.</summary>
    public static async Task<Wire.TimelineView?> ReadTimelineAsync(
        this Database database, Actor actor, Guid id, TimelinePlace place, int size, CancellationToken cancel)
    {
        var incident = await database.IncidentsVisibleTo(actor).AsNoTracking()
            .Where(one => one.Id == new IncidentId(id))
            .Select(one => new { one.Id, one.SubmittedAt })
            .SingleOrDefaultAsync(cancel);
        if (incident is null)
        {
            return null;
        }

        var source = new Source(database, incident.Id, actor.IsAgent);
        var window = place switch
        {
            { Entry: { } entry } when await source.FindAsync(entry, cancel) is { } found =>
                await source.AroundAsync(found, size, cancel),
            { After: { } after } when Cursor.Parse(after) is { } from => await source.AfterAsync(from, size, cancel),
            _ => await source.BeforeAsync(Cursor.Parse(place.Before), size, cancel),
        };
        var files = await database.ListAttachmentsAtAsync(
            actor, incident.Id, window.Rows.Select(row => row.Id), window.Begins, window.Ends, cancel);
        return window.AsView(files, actor.IsAgent, incident.SubmittedAt);
    }

    /// <summary>Every entry, oldest first, read window by window while they are taken; none where the actor does not
    /// see the incident. What is known of its files is read at once.</summary>
    public static async IAsyncEnumerable<Wire.TimelineEntryView> ReadWholeTimelineAsync(
        this Database database, Actor actor, Guid id, [EnumeratorCancellation] CancellationToken cancel)
    {
        var submitted = await database.IncidentsVisibleTo(actor).AsNoTracking()
            .Where(one => one.Id == new IncidentId(id))
            .Select(one => (Instant?)one.SubmittedAt)
            .SingleOrDefaultAsync(cancel);
        if (submitted is not { } submittedAt)
        {
            yield break;
        }

        var files = await database.ReadAllFilesAsync(actor, id, cancel);
        var source = new Source(database, new IncidentId(id), actor.IsAgent);
        var after = new Cursor(Instant.FromUnixTimeTicks(0), Guid.Empty);
        bool hasLater;
        do
        {
            var window = await source.AfterAsync(after, AtOnce, cancel);
            foreach (var entry in window.AsView(files, actor.IsAgent, submittedAt).Entries)
            {
                yield return entry;
            }

            hasLater = window.HasLater;
            after = hasLater ? window.Rows[^1].Place : after;
        }
        while (hasLater);
    }

    private static async Task<List<AttachmentView>> ReadAllFilesAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel)
    {
        var files = new List<AttachmentView>();
        string? cursor = null;
        do
        {
            var page = await database.ListAttachmentsAsync(actor, id, cursor, FilesAtOnce, cancel);
            files.AddRange(page!.Items.Where(file => file.IsSent && file.State != AttachmentState.Receiving));
            cursor = page.Next;
        }
        while (cursor is not null);

        return files;
    }

    /// <summary>The tables of one incident that the reader sees.</summary>
    private sealed class Source(Database database, IncidentId incident, bool withInternal)
    {
        public async Task<TimelineRow?> FindAsync(Guid id, CancellationToken cancel)
        {
            var entry = new MessageId(id);
            return await Messages.SingleOrDefaultAsync(one => one.Id == entry, cancel) is { } message
                ? new TimelineRow(message)
                : !withInternal ? null
                : await Notes.SingleOrDefaultAsync(one => one.Id == entry, cancel) is { } note
                ? new TimelineRow(note)
                : await Assignments.SingleOrDefaultAsync(one => one.Id == id, cancel) is { } assignment
                ? new TimelineRow(assignment)
                : null;
        }

        public async Task<TimelineWindow> BeforeAsync(Cursor? place, int size, CancellationToken cancel)
        {
            var rows = await ReadAsync(place, backwards: true, size + 1, cancel);
            return new(
                [.. rows.Take(size).Reverse()], rows.Count > size ? rows[size].At : null, HasLater: place is not null);
        }

        public async Task<TimelineWindow> AfterAsync(Cursor place, int size, CancellationToken cancel)
        {
            var rows = await ReadAsync(place, backwards: false, size + 1, cancel);
            return new([.. rows.Take(size)], place.At, rows.Count > size);
        }

        public async Task<TimelineWindow> AroundAsync(TimelineRow row, int size, CancellationToken cancel)
        {
            var before = await BeforeAsync(row.Place, size / 2, cancel);
            var after = await AfterAsync(row.Place, size / 2, cancel);
            return new([.. before.Rows, row, .. after.Rows], before.Begins, after.HasLater);
        }

        private IQueryable<Message> Messages =>
            database.Set<Message>().AsNoTracking().Where(one => one.Incident == incident);

        private IQueryable<Note> Notes =>
            database.Set<Note>().AsNoTracking().Where(one => one.Incident == incident);

        private IQueryable<IncidentAssignment> Assignments =>
            database.Set<IncidentAssignment>().AsNoTracking().Where(one => one.Incident == incident);

        /// <summary>The entries next to a place, the nearest first; it itself is not among them.</summary>
        private async Task<List<TimelineRow>> ReadAsync(
            Cursor? place, bool backwards, int count, CancellationToken cancel)
        {
            var rows = (await Next<Message, MessageId>(Messages, place, backwards, count).ToListAsync(cancel))
                .ConvertAll(one => new TimelineRow(one));
            if (withInternal)
            {
                rows.AddRange((await Next<Note, MessageId>(Notes, place, backwards, count).ToListAsync(cancel))
                    .ConvertAll(one => new TimelineRow(one)));
                rows.AddRange((await Next<IncidentAssignment, Guid>(Assignments, place, backwards, count)
                    .ToListAsync(cancel)).ConvertAll(one => new TimelineRow(one)));
            }

            rows.Sort((one, other) => backwards ? other.CompareTo(one) : one.CompareTo(other));
            return [.. rows.Take(count)];
        }

        private static IQueryable<TRow> Next<TRow, TId>(
            IQueryable<TRow> rows, Cursor? place, bool backwards, int count)
            where TRow : class
        {
            if (place is { } from)
            {
                rows = backwards
                    ? rows.Where(row => EF.Property<Instant>(row, "At") < from.At
                        || (EF.Property<Instant>(row, "At") == from.At
                            && (Guid)(object)EF.Property<TId>(row, "Id")! < from.Id))
                    : rows.Where(row => EF.Property<Instant>(row, "At") > from.At
                        || (EF.Property<Instant>(row, "At") == from.At
                            && (Guid)(object)EF.Property<TId>(row, "Id")! > from.Id));
            }

            return (backwards
                ? rows.OrderByDescending(row => EF.Property<Instant>(row, "At"))
                    .ThenByDescending(row => EF.Property<TId>(row, "Id"))
                : rows.OrderBy(row => EF.Property<Instant>(row, "At")).ThenBy(row => EF.Property<TId>(row, "Id")))
                .Take(count);
        }
    }
}
