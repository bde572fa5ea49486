using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ActBy = Guichet.Incidents.ActBy;

namespace Guichet.Server.Incidents.Writing;

/// <summary>What somebody writes to an incident is kept as they write, or thrown away. Nobody is told: it changes
/// nothing on the incident.</summary>
internal sealed class KeepDraft(UnitOfWork work, IClock clock)
{
    /// <summary>Drafts kept for one person; a new one removes the one that was left alone longest.</summary>
    public const int MostDrafts = 200;

    /// <summary>When it was kept; null where there was nothing to keep, and what was kept before is gone. Refused:
    /// <c>incident.unknown</c>, <c>access.may-not-act</c>, <c>draft.sent</c>.</summary>
    public Task<Result<Instant?>> RunAsync(
        Actor actor, Guid incident, DraftBox box, NewDraft words, CancellationToken cancel)
    {
        var (id, entry, now) = (new IncidentId(incident), new MessageId(words.Entry!.Value), clock.GetCurrentInstant());
        return work.RunAsync<Instant?>(
            async database =>
            {
                if (await WhyNotAsync(database, actor, id, box, cancel) is { } refusal)
                {
                    return refusal;
                }

                if (await database.IsWrittenAsync(entry, cancel))
                {
                    return new Refusal("draft.sent", "It was sent from another page: nothing more is kept of it.");
                }

                var row = await database.Set<EntryDraft>().FindAsync([id, actor.Person, box], cancel);
                if (string.IsNullOrWhiteSpace(words.Body))
                {
                    Remove(database, row);
                    return (Instant?)null;
                }

                if (row is null)
                {
                    row = new EntryDraft { Person = actor.Person, Incident = id, Box = box, Body = "" };
                    database.Add(row);
                    database.RemoveRange(await database.EntryDraftsOf(actor.Person)
                        .OrderByDescending(draft => draft.KeptAt)
                        .Skip(MostDrafts - 1)
                        .ToListAsync(cancel));
                }

                (row.Entry, row.Body, row.Minutes) = (entry, words.Body, actor.IsAgent ? words.Minutes : null);
                (row.Version, row.KeptAt) = (words.Version, now);
                return now;
            },
            cancel);
    }

    /// <summary>False where there was none. Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>.</summary>
    public Task<Result<bool>> DropAsync(Actor actor, Guid incident, DraftBox box, CancellationToken cancel)
    {
        var id = new IncidentId(incident);
        return work.RunAsync<bool>(
            async database =>
            {
                if (await WhyNotAsync(database, actor, id, box, cancel) is { } refusal)
                {
                    return refusal;
                }

                var row = await database.Set<EntryDraft>().FindAsync([id, actor.Person, box], cancel);
                Remove(database, row);
                return row is not null;
            },
            cancel);
    }

    private static async Task<Refusal?> WhyNotAsync(
        Database database, Actor actor, IncidentId incident, DraftBox box, CancellationToken cancel) =>
        !await database.IncidentsVisibleTo(actor).AnyAsync(one => one.Id == incident, cancel)
            ? new Refusal("incident.unknown", "There is no such incident.")
            : actor.ActsAs() is not { } side || (side == ActBy.Customer && box != DraftBox.Reply)
                ? new Refusal("access.may-not-act", "Your place does not let you do this.")
                : null;

    private static void Remove(Database database, EntryDraft? row)
    {
        if (row is not null)
        {
            database.Remove(row);
        }
    }
}
