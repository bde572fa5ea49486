using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Server.Contents;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Drafts;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Attachments;

namespace Guichet.Server.Attachments;

/// <summary>A file with what is shown of it beside its own line.</summary>
/// <param name="Attachment">The file.</param>
/// <param name="IsSent">Whether the message or note that it goes with is written.</param>
/// <param name="IsInternal">Whether that is a note.</param>
/// <param name="HasThumbnail">Whether there is a small picture of it.</param>
internal sealed record ShownAttachment(Attachment Attachment, bool IsSent, bool IsInternal, bool HasThumbnail)
{
    /// <summary>One that is still arriving.</summary>
    public ShownAttachment(Attachment arriving) : this(arriving, false, false, false)
    {
    }
}

internal static class AttachmentQueries
{
    public const int PageSize = 100;

    private const int MostOnPage = 500;

    /// <summary>Files of incidents that the actor sees, where they see the entry that the file belongs to: a message is
    /// for both sides, a note for agents, and what is not written yet for its sender. A file of a request that is being
    /// written is its sender's.</summary>
    public static IQueryable<Attachment> AttachmentsVisibleTo(this Database database, Actor actor)
    {
        var (person, isAgent) = (actor.Person, actor.IsAgent);
        var seen = database.IncidentsVisibleTo(actor);
        var all = database.Set<Incident>();
        var messages = database.Set<Message>();
        var notes = database.Set<Note>();
        return database.Set<Attachment>().Where(file =>
            (seen.Any(incident => incident.Id == file.Incident)
                && ((file.UploadedBy == person && (isAgent || !notes.Any(note => note.Id == file.Entry)))
                    || (file.State != AttachmentState.Receiving
                        && (file.Entry == null
                            || messages.Any(message => message.Id == file.Entry
                                && message.Incident == file.Incident && message.Author == file.UploadedBy)
                            || (isAgent && notes.Any(note => note.Id == file.Entry
                                && note.Incident == file.Incident && note.Author == file.UploadedBy))))))
            || (file.UploadedBy == person && !all.Any(incident => incident.Id == file.Incident)));
    }

    /// <summary>One file that the actor sees; null for none. Tracked.</summary>
    public static Task<Attachment?> FindAttachmentAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        database.AttachmentsVisibleTo(actor).SingleOrDefaultAsync(file => file.Id == new AttachmentId(id), cancel);

    /// <summary>One file of the actor's own that they still see; null for none. Tracked.</summary>
    public static Task<Attachment?> FindUploadAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        database.AttachmentsVisibleTo(actor).SingleOrDefaultAsync(
            file => file.Id == new AttachmentId(id) && file.UploadedBy == actor.Person, cancel);

    /// <summary>One file as it is shown; null for none.</summary>
    public static async Task<Wire.AttachmentView?> FindAttachmentViewAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        (await database.AttachmentsVisibleTo(actor)
            .Where(file => file.Id == new AttachmentId(id))
            .AsShown(database)
            .SingleOrDefaultAsync(cancel))?.AsView();

    /// <summary>The files of an incident, oldest first; null where the actor does not see it.</summary>
    public static async Task<Page<Wire.AttachmentView>?> ListAttachmentsAsync(
        this Database database, Actor actor, Guid incident, string? cursor, int size, CancellationToken cancel)
    {
        var id = new IncidentId(incident);
        if (!await database.IncidentsVisibleTo(actor).AnyAsync(one => one.Id == id, cancel))
        {
            return null;
        }

        var files = database.AttachmentsVisibleTo(actor).Where(file => file.Incident == id);
        if (Cursor.Parse(cursor) is { } after)
        {
            files = files.Where(file => file.StartedAt > after.At
                || (file.StartedAt == after.At && (Guid)(object)file.Id > after.Id));
        }

        var found = await files
            .OrderBy(file => file.StartedAt)
            .ThenBy(file => file.Id)
            .Take(size + 1)
            .AsShown(database)
            .ToListAsync(cancel);
        return found.AsPage(
            size, shown => shown.AsView(), shown => new(shown.Attachment.StartedAt, shown.Attachment.Id.Value));
    }

    /// <summary>What somebody has attached to an entry that they are writing, or, without one, to a request.</summary>
    public static async Task<IReadOnlyList<Wire.AttachmentView>> ListUploadsAsync(
        this Database database, Actor actor, Guid incident, Guid? entry, CancellationToken cancel)
    {
        var written = entry is { } id ? new MessageId(id) : (MessageId?)null;
        var found = await database.AttachmentsVisibleTo(actor)
            .Where(file => file.Incident == new IncidentId(incident) && file.Entry == written
                && file.UploadedBy == actor.Person)
            .OrderBy(file => file.StartedAt)
            .ThenBy(file => file.Id)
            .AsShown(database)
            .ToListAsync(cancel);
        return [.. found.Select(shown => shown.AsView())];
    }

    /// <summary>Bytes announced or sent by somebody that go with nothing written yet.</summary>
    public static Task<long> CountUnsentBytesAsync(
        this Database database, PersonId person, CancellationToken cancel)
    {
        var incidents = database.Set<Incident>();
        var messages = database.Set<Message>();
        var notes = database.Set<Note>();
        return database.Set<Attachment>()
            .Where(file => file.UploadedBy == person && file.State != AttachmentState.Removed
                && (file.State == AttachmentState.Receiving
                    || !incidents.Any(incident => incident.Id == file.Incident)
                    || (file.Entry != null
                        && !messages.Any(one => one.Id == file.Entry && one.Incident == file.Incident)
                        && !notes.Any(one => one.Id == file.Entry && one.Incident == file.Incident))))
            .SumAsync(file => file.Length, cancel);
    }

    /// <summary>What a file stands on now.</summary>
    public static async Task<AttachmentStanding> FindStandingAsync(
        this Database database, Attachment file, CancellationToken cancel)
    {
        var incident = await database.Set<Incident>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == file.Incident, cancel);
        if (incident is null)
        {
            var draft = await database.FindDraftOfAsync(file.UploadedBy, file.Incident, cancel);
            return new(IsWritten: false, draft, null);
        }

        var isWritten = file.Entry is not { } entry
            || await database.Set<Message>().AnyAsync(one => one.Id == entry && one.Incident == file.Incident, cancel)
            || await database.Set<Note>().AnyAsync(one => one.Id == entry && one.Incident == file.Incident, cancel);
        var isBeingWritten = !isWritten
            && await database.IsDraftedAsync(file.UploadedBy, file.Entry!.Value, cancel);
        return new(isWritten, isBeingWritten, incident.IsOpen ? null : incident.ClosedAt);
    }

    /// <summary>Whether somebody has a request begun that will become the incident.</summary>
    public static async Task<bool> FindDraftOfAsync(
        this Database database, PersonId person, IncidentId incident, CancellationToken cancel) =>
        (await database.ListDraftsAsync(person, cancel)).Any(draft => draft.Document.Incident.Id == incident.Value);

    public static Wire.AttachmentView AsView(this ShownAttachment shown)
    {
        var file = shown.Attachment;
        return new(
            file.Id.Value,
            file.Incident.Value,
            file.Entry?.Value,
            file.Name,
            file.Length,
            file.MediaType,
            file.State.As<Wire.AttachmentState>(),
            file.Received,
            file.UploadedByName,
            file.StartedAt.ToDateTimeOffset(),
            file.RemovedAt?.ToDateTimeOffset(),
            shown.IsSent,
            shown.IsInternal,
            shown.HasThumbnail,
            file.Threat);
    }

    /// <summary>Those that stand at a message: at the problem also what came with the request.</summary>
    public static IReadOnlyList<Wire.AttachmentView> At(
        this IReadOnlyList<Wire.AttachmentView> files, Client.Incidents.MessageView message) =>
    [
        .. files.Where(file => file.Entry == message.Id
            || (file.Entry is null && message.Kind == Client.Incidents.MessageKind.Problem
                && file.StartedAt <= message.At)),
    ];

    /// <summary>The files of an incident as its page shows them: all that are there, of what is sent.</summary>
    public static async Task<IReadOnlyList<Wire.AttachmentView>> ListSentAttachmentsAsync(
        this Database database, Actor actor, Guid incident, CancellationToken cancel)
    {
        var page = await database.ListAttachmentsAsync(actor, incident, null, MostOnPage, cancel);
        return page is null
            ? []
            : [.. page.Items.Where(file => file.IsSent && file.State != Wire.AttachmentState.Receiving)];
    }

    /// <summary>The files that stand in a stretch of the timeline, oldest first: those of its entries, and of those
    /// sent with no message what was begun in that time.</summary>
    /// <param name="database">Where.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="incident">The incident, which the actor sees.</param>
    /// <param name="entries">Of the stretch.</param>
    /// <param name="from">The first instant of it; null: from the beginning, the request's own files too.</param>
    /// <param name="until">The first instant after it; null: up to now.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<Wire.AttachmentView>> ListAttachmentsAtAsync(
        this Database database,
        Actor actor,
        IncidentId incident,
        IEnumerable<Guid> entries,
        Instant? from,
        Instant? until,
        CancellationToken cancel)
    {
        var ids = entries.Select(id => (MessageId?)new MessageId(id)).ToList();
        var found = await database.AttachmentsVisibleTo(actor)
            .Where(file => file.Incident == incident
                && (ids.Contains(file.Entry)
                    || (file.Entry == null
                        && (from == null || file.StartedAt >= from) && (until == null || file.StartedAt < until))))
            .OrderBy(file => file.StartedAt)
            .ThenBy(file => file.Id)
            .Take(MostOnPage)
            .AsShown(database)
            .ToListAsync(cancel);
        return
        [
            .. found.Select(AsView).Where(file => file.IsSent && file.State != Wire.AttachmentState.Receiving),
        ];
    }

    private static IQueryable<ShownAttachment> AsShown(this IQueryable<Attachment> files, Database database)
    {
        var notes = database.Set<Note>();
        var messages = database.Set<Message>();
        var incidents = database.Set<Incident>();
        var contents = database.Set<StoredContent>();
        return files.AsNoTracking().Select(file => new ShownAttachment(
            file,
            file.Entry == null
                ? incidents.Any(incident => incident.Id == file.Incident)
                : messages.Any(message => message.Id == file.Entry) || notes.Any(note => note.Id == file.Entry),
            notes.Any(note => note.Id == file.Entry),
            file.State == AttachmentState.Ready
                && contents.Any(content => content.Id == file.Content && content.HasThumbnail)));
    }
}
