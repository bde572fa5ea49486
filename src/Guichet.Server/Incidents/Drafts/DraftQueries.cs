using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Drafts;

internal static class DraftQueries
{
    /// <summary>The requests somebody is writing; nobody else sees them.</summary>
    public static IQueryable<RequestDraft> DraftsOf(this Database database, PersonId person) =>
        database.Set<RequestDraft>().Where(draft => draft.Person == person);

    /// <summary>The same, last changed first, as many as are kept.</summary>
    public static async Task<IReadOnlyList<DraftLine>> ListDraftsAsync(
        this Database database, PersonId person, CancellationToken cancel)
    {
        var rows = await database.DraftsOf(person).AsNoTracking()
            .OrderByDescending(draft => draft.ChangedAt)
            .Take(StartRequest.MostDrafts)
            .ToListAsync(cancel);
        return [.. rows.Select(row => new DraftLine(row.Id, RequestDocument.Read(row.Document), row.ChangedAt))];
    }

    /// <summary>Whether the person has submitted the incident with that id.</summary>
    public static Task<bool> HasSubmittedAsync(
        this Database database, PersonId person, IncidentId incident, CancellationToken cancel) =>
        database.Set<Incident>().AnyAsync(one => one.Id == incident && one.Customer == person, cancel);
}

/// <summary>A draft in a list.</summary>
internal sealed record DraftLine(Guid Id, RequestDocument Document, Instant ChangedAt);
