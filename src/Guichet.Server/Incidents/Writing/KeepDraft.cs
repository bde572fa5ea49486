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

    /// <summary>An empty text throws away what was kept. Refused: <c>incident.unknown</c>,
    /// <c>access.may-not-act</c>, <c>draft.sent</c>, <c>draft.changed</c>.</summary>
    /// <param name="actor">Whose draft it is.</param>
    /// <param name="incident">On which incident.</param>
    /// <param name="box">Where on it.</param>
    /// <param name="words">What is written so far.</param>
    /// <param name="read">The revision that the writer has read, 0 for none; null where any will do.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<KeptDraft>> RunAsync(
        Actor actor, Guid incident, DraftBox box, NewDraft words, int? read, CancellationToken cancel)
    {
        var (id, entry, now) = (new IncidentId(incident), new MessageId(words.Entry!.Value), clock.GetCurrentInstant());
        return work.RunAsync<KeptDraft>(
            async database =>
            {
                if (await WhyNotAsync(database, actor, id, box, cancel) is { } refusal)
                {
                    return refusal;
                }

                var row = await database.Set<EntryDraft>().FindAsync([id, actor.Person, box], cancel);
                var sent = await database.IsWrittenAsync(entry, cancel);
                if (sent && !IsLeftOver(row, entry, words.Page, read))
                {
                    return new Refusal("draft.sent", "It was sent from another page: nothing more is kept of it.");
                }

                var next = new EntryDraft
                {
                    Person = actor.Person,
                    Incident = id,
                    Box = box,
                    Entry = sent ? row!.Entry : entry,
                    Body = Words(words.Body),
                    SolutionCriterion = box == DraftBox.Statement ? Words(words.SolutionCriterion) : "",
                    Minutes = actor.IsAgent ? words.Minutes : null,
                    Version = words.Version,
                    KeptAt = now,
                    Revision = (row?.Revision ?? read ?? 0) + 1,
                    Page = words.Page,
                };
                return WhyNotOver(row, next, read) is { } changed
                    ? changed
                    : await PutAsync(database, row, next, cancel);
            },
            cancel);
    }

    /// <summary>False where there was none. Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>,
    /// <c>draft.changed</c>.</summary>
    public Task<Result<bool>> DropAsync(
        Actor actor, Guid incident, DraftBox box, int? read, CancellationToken cancel)
    {
        var (id, now) = (new IncidentId(incident), clock.GetCurrentInstant());
        return work.RunAsync<bool>(
            async database =>
            {
                if (await WhyNotAsync(database, actor, id, box, cancel) is { } refusal)
                {
                    return refusal;
                }

                var row = await database.Set<EntryDraft>().FindAsync([id, actor.Person, box], cancel);
                if (row is null or { IsEmpty: true })
                {
                    return false;
                }

                if (read is { } revision && revision != row.Revision)
                {
                    return Changed(row, revision);
                }

                (row.Body, row.SolutionCriterion, row.Minutes) = ("", "", null);
                (row.Page, row.KeptAt, row.Revision) = (null, now, row.Revision + 1);
                return true;
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

    /// <summary>Whether another page's words were sent under the id, and those of this page stayed.</summary>
    private static bool IsLeftOver(EntryDraft? row, MessageId entry, Guid? page, int? read) =>
        row is { IsEmpty: false }
        && row.Entry != entry
        && (row.Revision == read || (row.Page is not null && row.Page == page));

    /// <summary>Words of another page that the writer has not read are not replaced; the same words, none, and those of
    /// the same page are.</summary>
    private static Refusal? WhyNotOver(EntryDraft? row, EntryDraft next, int? read) =>
        read is { } revision
        && row is { IsEmpty: false }
        && row.Revision != revision
        && (row.Page is null || row.Page != next.Page)
        && (row.Body, row.SolutionCriterion) != (next.Body, next.SolutionCriterion)
            ? Changed(row, revision)
            : null;

    private static string Words(string? written) => string.IsNullOrWhiteSpace(written) ? "" : written;

    private static Refusal Changed(EntryDraft row, int read) =>
        new Refusal("draft.changed", "Something else was kept here since.")
            .With("expected", read)
            .With("current", row.Revision);

    private static async Task<KeptDraft> PutAsync(
        Database database, EntryDraft? row, EntryDraft next, CancellationToken cancel)
    {
        if (row is not null)
        {
            database.Entry(row).CurrentValues.SetValues(next);
        }
        else if (next.IsEmpty)
        {
            return new(next.Revision - 1, null, next.Entry.Value);
        }
        else
        {
            database.Add(next);
            database.RemoveRange(await database.EntryDraftsOf(next.Person)
                .OrderByDescending(draft => draft.KeptAt)
                .Skip(MostDrafts - 1)
                .ToListAsync(cancel));
        }

        return new(next.Revision, next.IsEmpty ? null : next.KeptAt.ToDateTimeOffset(), next.Entry.Value);
    }
}
