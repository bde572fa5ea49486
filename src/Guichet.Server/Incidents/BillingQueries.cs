using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents;

/// <summary>What a support manager decides by.</summary>
internal static class BillingQueries
{
    private const int PageSize = 25;

    /// <summary>Closed incidents whose charge waits for a decision, longest waiting first, with what was promised and
    /// what was done.</summary>
    public static async Task<Page<Wire.BillingDecisionView>> ListBillingDecisionsAsync(
        this Database database, Actor actor, string? cursor, CancellationToken cancel)
    {
        var waiting = database.IncidentsVisibleTo(actor)
            .Where(incident => incident.ClosedAt != null
                && (incident.Charge == ChargeState.AwaitingDecision || incident.Charge == ChargeState.CreditAsked));
        if (Cursor.Parse(cursor) is { } after)
        {
            waiting = waiting.Where(incident => incident.ClosedAt > after.At
                || (incident.ClosedAt == after.At && (Guid)(object)incident.Id > after.Id));
        }

        var found = await waiting
            .OrderBy(incident => incident.ClosedAt)
            .ThenBy(incident => incident.Id)
            .Take(PageSize + 1)
            .WithNames(database)
            .OrderBy(named => named.Incident.ClosedAt)
            .ThenBy(named => named.Incident.Id)
            .ToListAsync(cancel);
        var done = await database.DoneOnAsync([.. found.Select(named => named.Incident.Id)], cancel);
        return found.AsPage(
            PageSize,
            named => AsView(named, done.GetValueOrDefault(named.Incident.Id, Done.Nothing)),
            named => new(named.Incident.ClosedAt!.Value, named.Incident.Id.Value));
    }

    /// <summary>One of them; null where it waits for no decision.</summary>
    public static async Task<Wire.BillingDecisionView?> FindBillingDecisionAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel)
    {
        var named = await database.IncidentsVisibleTo(actor)
            .Where(incident => incident.Id == new IncidentId(id) && incident.ClosedAt != null
                && (incident.Charge == ChargeState.AwaitingDecision || incident.Charge == ChargeState.CreditAsked))
            .WithNames(database)
            .SingleOrDefaultAsync(cancel);
        if (named is null)
        {
            return null;
        }

        var done = await database.DoneOnAsync([named.Incident.Id], cancel);
        return AsView(named, done.GetValueOrDefault(named.Incident.Id, Done.Nothing));
    }

    private static async Task<Dictionary<IncidentId, Done>> DoneOnAsync(
        this Database database, IReadOnlyList<IncidentId> incidents, CancellationToken cancel)
    {
        var messages = await database.Set<Message>()
            .Where(message => incidents.Contains(message.Incident))
            .Select(message => new { message.Incident, message.By, message.Kind, message.Minutes, message.Body,
                message.At })
            .ToListAsync(cancel);
        var notes = await database.Set<Note>()
            .Where(note => incidents.Contains(note.Incident) && note.Minutes != null)
            .GroupBy(note => note.Incident)
            .Select(of => new { Incident = of.Key, Minutes = of.Sum(note => note.Minutes) })
            .ToDictionaryAsync(of => of.Incident, of => of.Minutes ?? 0, cancel);
        return messages.GroupBy(message => message.Incident).ToDictionary(
            of => of.Key,
            of => new Done(
                of.Count(message => message.By == ActBy.Agent),
                of.Count(message => message.By == ActBy.Customer),
                of.Sum(message => message.Minutes ?? 0) + notes.GetValueOrDefault(of.Key),
                of.Where(message => message.Kind == MessageKind.Closed).MaxBy(message => message.At)?.Body ?? "",
                of.Where(message => message.Kind == MessageKind.CreditAsked).Select(message => message.Body)
                    .FirstOrDefault("")));
    }

    private static Wire.BillingDecisionView AsView(NamedIncident named, Done done) => new(
        named.AsLine(),
        named.Incident.ClosedAt!.Value.ToDateTimeOffset(),
        named.Incident.Clock.AsView(),
        done.AgentMessages,
        done.CustomerMessages,
        done.Minutes,
        named.Incident.Statement,
        named.Incident.StatementAccepted,
        done.ClosingWords,
        named.Incident.CreditAskedAt?.ToDateTimeOffset(),
        done.CreditWords);

    private sealed record Done(
        int AgentMessages, int CustomerMessages, int Minutes, string ClosingWords, string CreditWords)
    {
        public static Done Nothing { get; } = new(0, 0, 0, "", "");
    }
}
