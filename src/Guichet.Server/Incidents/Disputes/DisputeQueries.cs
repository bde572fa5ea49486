using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Billing;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Disputes;

internal static class DisputeQueries
{
    private const int PageSize = 25;

    /// <summary>Disputes that wait, the one due first on top, so that overdue ones come first.</summary>
    public static async Task<Page<Wire.DisputeView>> ListDisputesAsync(
        this Database database, Actor actor, string? cursor, CancellationToken cancel)
    {
        var waiting = database.IncidentsVisibleTo(actor).Where(incident => incident.DisputeDueAt != null);
        if (Cursor.Parse(cursor) is { } after)
        {
            waiting = waiting.Where(incident => incident.DisputeDueAt > after.At
                || (incident.DisputeDueAt == after.At && (Guid)(object)incident.Id > after.Id));
        }

        var found = await waiting
            .OrderBy(incident => incident.DisputeDueAt)
            .ThenBy(incident => incident.Id)
            .Take(PageSize + 1)
            .WithNames(database)
            .OrderBy(named => named.Incident.DisputeDueAt)
            .ThenBy(named => named.Incident.Id)
            .ToListAsync(cancel);
        var facts = await database.ReadFactsAsync(found, cancel);
        return found.AsPage(
            PageSize, facts.ViewOf, named => new(named.Incident.DisputeDueAt!.Value, named.Incident.Id.Value));
    }

    /// <summary>Disputes that were answered, the latest on top.</summary>
    public static async Task<Page<Wire.DisputeView>> ListAnsweredDisputesAsync(
        this Database database, Actor actor, string? cursor, CancellationToken cancel)
    {
        var answered = database.Set<ChargeDispute>().Where(dispute => dispute.AnsweredAt != null);
        if (Cursor.Parse(cursor) is { } before)
        {
            answered = answered.Where(dispute => dispute.AnsweredAt < before.At
                || (dispute.AnsweredAt == before.At && (Guid)(object)dispute.Incident < before.Id));
        }

        var ids = await answered
            .OrderByDescending(dispute => dispute.AnsweredAt)
            .ThenByDescending(dispute => dispute.Incident)
            .Select(dispute => dispute.Incident)
            .Take(PageSize + 1)
            .ToListAsync(cancel);
        var found = await database.IncidentsVisibleTo(actor)
            .Where(incident => ids.Contains(incident.Id))
            .WithNames(database)
            .ToListAsync(cancel);
        found.Sort((one, other) => ids.IndexOf(one.Incident.Id).CompareTo(ids.IndexOf(other.Incident.Id)));
        var facts = await database.ReadFactsAsync(found, cancel);
        return found.AsPage(
            PageSize,
            facts.ViewOf,
            named => new(facts.Disputes[named.Incident.Id].AnsweredAt!.Value, named.Incident.Id.Value));
    }

    /// <summary>The dispute of one incident; null where the actor sees none.</summary>
    public static async Task<Wire.DisputeView?> FindDisputeAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel)
    {
        var named = await database.IncidentsVisibleTo(actor)
            .Where(incident => incident.Id == new IncidentId(id) && incident.DisputedAt != null)
            .WithNames(database)
            .SingleOrDefaultAsync(cancel);
        return named is null ? null : (await database.ReadFactsAsync([named], cancel)).ViewOf(named);
    }

    private static async Task<Facts> ReadFactsAsync(
        this Database database, List<NamedIncident> found, CancellationToken cancel)
    {
        var ids = found.ConvertAll(named => named.Incident.Id);
        var disputes = await database.Set<ChargeDispute>().AsNoTracking()
            .Where(dispute => ids.Contains(dispute.Incident))
            .ToDictionaryAsync(dispute => dispute.Incident, cancel);
        var said = disputes.Values.SelectMany(dispute => new[] { dispute.Words, dispute.Answer ?? dispute.Words })
            .Distinct().ToList();
        var decisions = await database.Set<BillingDecision>().AsNoTracking()
            .Where(decision => ids.Contains(decision.Incident))
            .ToDictionaryAsync(decision => decision.Incident, cancel);
        return new Facts(
            disputes,
            await database.Set<Message>().AsNoTracking()
                .Where(message => said.Contains(message.Id))
                .ToDictionaryAsync(message => message.Id, cancel),
            decisions,
            await database.ReadNamesAsync(decisions.Values.Select(one => (PersonId?)one.DecidedBy), cancel));
    }

    /// <summary>What stands beside the incidents of a page.</summary>
    private sealed record Facts(
        Dictionary<IncidentId, ChargeDispute> Disputes,
        Dictionary<MessageId, Message> Said,
        Dictionary<IncidentId, BillingDecision> Decisions,
        IReadOnlyDictionary<PersonId, string> Names)
    {
        public Wire.DisputeView ViewOf(NamedIncident named)
        {
            var dispute = Disputes[named.Incident.Id];
            var decision = Decisions.GetValueOrDefault(named.Incident.Id);
            var answer = dispute.Answer is { } id ? Said[id] : null;
            return new(
                named.AsLine(),
                Said[dispute.Words].Body,
                Said[dispute.Words].AuthorName,
                dispute.DisputedAt.ToDateTimeOffset(),
                dispute.DueAt.ToDateTimeOffset(),
                decision?.Reason,
                Names.Of(decision?.DecidedBy),
                dispute.Upheld,
                answer?.Body ?? "",
                answer?.AuthorName,
                dispute.AnsweredAt?.ToDateTimeOffset());
        }
    }
}
