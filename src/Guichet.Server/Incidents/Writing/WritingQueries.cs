using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Writing;

internal static class WritingQueries
{
    /// <summary>What somebody has written and not sent; nobody else sees it, whatever their role.</summary>
    public static IQueryable<EntryDraft> EntryDraftsOf(this Database database, PersonId person) =>
        database.Set<EntryDraft>().Where(draft => draft.Person == person);

    /// <summary>What was thrown away stays for its revision alone, and a text that is kept in the very moment in which
    /// it is sent may outlive that: they are no drafts.</summary>
    private static IQueryable<EntryDraft> UnsentOf(this Database database, PersonId person) =>
        database.EntryDraftsOf(person).Where(draft =>
            (draft.Body != "" || draft.SolutionCriterion != "")
            && !database.Set<Message>().Any(one => one.Id == draft.Entry)
            && !database.Set<Note>().Any(one => one.Id == draft.Entry));

    /// <summary>The actor's drafts on an incident that they see; null where they see none with that id.</summary>
    public static async Task<IReadOnlyList<DraftView>?> ListEntryDraftsAsync(
        this Database database, Actor actor, Guid incident, CancellationToken cancel)
    {
        var id = new IncidentId(incident);
        if (!await database.IncidentsVisibleTo(actor).AnyAsync(one => one.Id == id, cancel))
        {
            return null;
        }

        var drafts = await database.UnsentOf(actor.Person).AsNoTracking()
            .Where(draft => draft.Incident == id)
            .ToListAsync(cancel);

        // Whoever has changed sides since has left the desk's boxes behind.
        return [.. drafts.Where(draft => actor.IsAgent || draft.Box == DraftBox.Reply)
            .OrderBy(draft => draft.Box).Select(AsView)];
    }

    /// <summary>On which of those incidents the actor has something that is not sent.</summary>
    public static async Task<IReadOnlySet<IncidentId>> FindDraftedAsync(
        this Database database, Actor actor, IReadOnlyList<IncidentId> incidents, CancellationToken cancel) =>
        (await database.UnsentOf(actor.Person)
            .Where(draft => incidents.Contains(draft.Incident))
            .Select(draft => draft.Incident)
            .ToListAsync(cancel)).ToHashSet();

    /// <summary>Whether a message or a note with that id is written.</summary>
    public static async Task<bool> IsWrittenAsync(
        this Database database, MessageId entry, CancellationToken cancel) =>
        await database.Set<Message>().AnyAsync(one => one.Id == entry, cancel)
        || await database.Set<Note>().AnyAsync(one => one.Id == entry, cancel);

    /// <summary>Whether somebody has a draft that will become that entry.</summary>
    public static Task<bool> IsDraftedAsync(
        this Database database, PersonId person, MessageId entry, CancellationToken cancel) =>
        database.UnsentOf(person).AnyAsync(draft => draft.Entry == entry, cancel);

    /// <summary>What was written is sent: the draft that it was made from goes with the same commit. Other words that
    /// another page has kept under the same id are none of what was sent: they stay, to become an entry of their own.
    /// </summary>
    public static async Task DropSentAsync(
        this Database database, PersonId person, Saying sent, CancellationToken cancel)
    {
        var entry = new MessageId(sent.Id);
        var drafts = database.EntryDraftsOf(person).Where(draft => draft.Entry == entry);
        if (sent.Draft is not { } read)
        {
            await drafts.ExecuteDeleteAsync(cancel);
            return;
        }

        await drafts
            .Where(draft => draft.Revision == read.Revision
                || (draft.Page != null && draft.Page == read.Page)
                || (draft.Body == sent.Text && draft.SolutionCriterion == ""))
            .ExecuteDeleteAsync(cancel);
        var own = new MessageId(Guid.CreateVersion7());
        await drafts.ExecuteUpdateAsync(draft => draft.SetProperty(one => one.Entry, own), cancel);
    }

    public static DraftView AsView(this EntryDraft draft) => new(
        draft.Box,
        draft.Entry.Value,
        draft.Body,
        draft.Minutes,
        draft.Version,
        draft.KeptAt.ToDateTimeOffset(),
        draft.SolutionCriterion,
        draft.Revision);
}
