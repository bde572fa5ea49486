using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Billing;

/// <summary>What a support manager decides by.</summary>
internal static class BillingQueries
{
    private const int PageSize = 25;
    private const int MostEvents = 12;

    /// <summary>Closed incidents whose charge waits for a decision, longest waiting first, with what was promised and
    /// what was done.</summary>
    public static async Task<Page<Wire.BillingDecisionView>> ListBillingDecisionsAsync(
        this Database database,
        Actor actor,
        Wire.BillingFilter filter,
        PolicyInForce policy,
        string? cursor,
        CancellationToken cancel)
    {
        var waiting = database.WaitingFor(actor).NarrowedBy(filter, database);
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
        var facts = await database.ReadFactsAsync(found, policy, cancel);
        return found.AsPage(
            PageSize, facts.ViewOf, named => new(named.Incident.ClosedAt!.Value, named.Incident.Id.Value));
    }

    /// <summary>One of them; null where it waits for no decision.</summary>
    public static async Task<Wire.BillingDecisionView?> FindBillingDecisionAsync(
        this Database database, Actor actor, Guid id, PolicyInForce policy, CancellationToken cancel)
    {
        var named = await database.WaitingFor(actor)
            .Where(incident => incident.Id == new IncidentId(id))
            .WithNames(database)
            .SingleOrDefaultAsync(cancel);
        return named is null ? null : (await database.ReadFactsAsync([named], policy, cancel)).ViewOf(named);
    }

    /// <summary>Ends a proposal that is about an earlier closing. At once, so that another one can take its place.
    /// </summary>
    public static Task OutdateAsync(
        this Database database, BillingProposal waiting, PersonId by, Instant at, CancellationToken cancel)
    {
        database.Entry(waiting).State = EntityState.Detached;
        return database.Set<BillingProposal>()
            .Where(one => one.Id == waiting.Id && one.Outcome == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(one => one.Outcome, ProposalOutcome.Outdated)
                    .SetProperty(one => one.EndedBy, by)
                    .SetProperty(one => one.EndedAt, at),
                cancel);
    }

    private static IQueryable<Incident> WaitingFor(this Database database, Actor actor) =>
        database.IncidentsVisibleTo(actor).Where(incident => incident.ClosedAt != null
            && (incident.Charge == ChargeState.AwaitingDecision || incident.Charge == ChargeState.CreditAsked));

    private static IQueryable<Incident> NarrowedBy(
        this IQueryable<Incident> waiting, Wire.BillingFilter filter, Database database)
    {
        if (filter.Reason?.As<ClosingReason>() is { } reason)
        {
            waiting = waiting.Where(incident => incident.ClosingReason == reason);
        }

        if (filter.Plan is { Length: > 0 } plan)
        {
            waiting = waiting.Where(incident => incident.Plan == plan);
        }

        return filter.Proposed
            ? waiting.Where(incident => database.Set<BillingProposal>().Any(one =>
                one.Incident == incident.Id && one.Outcome == null && one.ProposedAt >= incident.ClosedAt))
            : waiting;
    }

    private static async Task<Facts> ReadFactsAsync(
        this Database database, List<NamedIncident> found, PolicyInForce policy, CancellationToken cancel)
    {
        var ids = found.ConvertAll(named => named.Incident.Id);
        var packs = found.Select(named => named.Incident.Pack).OfType<IncidentPackId>().Distinct().ToList();
        var proposals = await database.Set<BillingProposal>().AsNoTracking()
            .Where(one => ids.Contains(one.Incident) && one.Outcome == null)
            .ToListAsync(cancel);
        return new Facts(
            await database.DoneOnAsync(ids, cancel),
            await database.ReadCreditWorthsAsync(packs, policy, cancel),
            proposals.ToDictionary(one => one.Incident),
            await database.ReadNamesAsync(proposals.Select(one => (PersonId?)one.ProposedBy), cancel),
            policy.Policy.Closing.Billing);
    }

    private static async Task<Dictionary<IncidentId, Done>> DoneOnAsync(
        this Database database, IReadOnlyList<IncidentId> incidents, CancellationToken cancel)
    {
        var messages = await database.Set<Message>()
            .Where(message => incidents.Contains(message.Incident))
            .OrderBy(message => message.At)
            .Select(message => new
            {
                message.Incident, message.By, message.Kind, message.AuthorName, message.Minutes, message.Body,
                message.At,
            })
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
                    .FirstOrDefault(""),
                [.. of.Where(message => message.By == ActBy.Agent).Select(message => message.AuthorName).Distinct()],
                [
                    .. of.Where(message => message.Kind != MessageKind.Reply).TakeLast(MostEvents)
                        .Select(message => new Wire.BillingEventView(
                            message.Kind.As<Wire.MessageKind>(), message.AuthorName, message.At.ToDateTimeOffset())),
                ]));
    }

    /// <summary>What was done on an incident.</summary>
    private sealed record Done(
        int AgentMessages,
        int CustomerMessages,
        int Minutes,
        string ClosingWords,
        string CreditWords,
        IReadOnlyList<string> Agents,
        IReadOnlyList<Wire.BillingEventView> Events)
    {
        public static Done Nothing { get; } = new(0, 0, 0, "", "", [], []);
    }

    /// <summary>What stands beside the incidents of a page.</summary>
    private sealed record Facts(
        Dictionary<IncidentId, Done> Doings,
        IReadOnlyDictionary<IncidentPackId, Money> Worths,
        Dictionary<IncidentId, BillingProposal> Proposals,
        IReadOnlyDictionary<PersonId, string> Names,
        BillingTerms Terms)
    {
        public Wire.BillingDecisionView ViewOf(NamedIncident named)
        {
            var incident = named.Incident;
            var proposal = Proposals.GetValueOrDefault(incident.Id);
            var done = Doings.GetValueOrDefault(incident.Id, Done.Nothing);
            Money? worth = incident.Pack is { } pack && Worths.TryGetValue(pack, out var known) ? known : null;
            return new(
                named.AsLine(),
                incident.ClosedAt!.Value.ToDateTimeOffset(),
                incident.Clock.AsView(),
                done.AgentMessages,
                done.CustomerMessages,
                done.Minutes,
                incident.Statement,
                incident.StatementAccepted,
                done.ClosingWords,
                incident.CreditAskedAt?.ToDateTimeOffset(),
                done.CreditWords,
                done.Agents,
                done.Events,
                worth is { } money ? new MoneyView(money.Amount, money.Currency) : null,
                Terms.NeedsSecondPerson(worth),
                proposal?.IsAbout(incident) == true ? ViewOf(proposal) : null);
        }

        private Wire.BillingProposalView ViewOf(BillingProposal waits) => new(
            waits.Charge,
            waits.Reason,
            waits.ProposedBy.Value,
            Names.Of(waits.ProposedBy) ?? "",
            waits.ProposedAt.ToDateTimeOffset());
    }
}
