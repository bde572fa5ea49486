using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Mentions;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Microsoft.EntityFrameworkCore;
using QueueLineView = Guichet.Client.Incidents.QueueLineView;

namespace Guichet.Server.Incidents;

/// <summary>An open incident as the queue shows it.</summary>
public sealed record QueueLine
{
    public required IncidentId Id { get; init; }

    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string ReleaseName { get; init; }

    public required string Plan { get; init; }

    public required Severity Severity { get; init; }

    public required IncidentStatus Status { get; init; }

    /// <summary>Which promise presses most, as <see cref="Incident.Promise"/>.</summary>
    public required ServiceLevels.PromiseKind? Promise { get; init; }

    public required bool PromiseRuns { get; init; }

    public required bool Raised { get; init; }

    public required Instant QueueAt { get; init; }

    public required Instant SubmittedAt { get; init; }

    public required Instant DueAt { get; init; }

    public required Instant? RespondedAt { get; init; }

    public required Instant ChangedAt { get; init; }

    public required int Version { get; init; }

    public required string CustomerName { get; init; }

    public required string? OrganizationName { get; init; }

    public required string? AgentName { get; init; }

    public required string? Team { get; init; }

    public required Instant? SnoozedUntil { get; init; }
}

/// <summary>The open incidents as agents work on them. Each view has an index in the queue's order.</summary>
internal static class QueueQueries
{
    /// <summary>Where counting ends: "99+" says enough, and costs the same however long the queue is.</summary>
    public const int MostCounted = 99;

    /// <summary>What stands before what, whatever the instants: what an alarm has raised, the others on which a promise
    /// runs, and those on which none does, of which none is raised.</summary>
    private static readonly (bool PromiseRuns, bool Raised)[] Ranks = [(true, true), (true, false), (false, false)];

    /// <summary>The nearest promise first: those on which one runs by when it is due, those before the others that an
    /// alarm has raised; then the others by when something last happened. Or by submission.</summary>
    public static async Task<Page<QueueLine>> ListQueueAsync(
        this Database database, Actor actor, QueueFilter filter, string? cursor, CancellationToken cancel)
    {
        var after = Cursor.Parse(cursor);
        var parts = await database.PartsAsync(actor, filter, cancel);
        if (filter.Order != QueueOrder.Urgency)
        {
            return await database.ListBySubmissionAsync(parts, filter.Order, after, cancel);
        }

        var found = new List<QueueLine>();

        // One rank after the other: asked for all at once, the databases would read from the queue's beginning.
        for (byte rank = 0; rank < Ranks.Length; rank++)
        {
            if (after?.Rank > rank || found.Count > IncidentQueries.PageSize)
            {
                continue;
            }

            var (runs, raised) = Ranks[rank];
            var place = after is { } known && known.Rank == rank ? after : null;
            var lines = new List<QueueLine>();
            foreach (var part in parts)
            {
                lines.AddRange(await part
                    .Where(incident => incident.PromiseRuns == runs && incident.Raised == raised)
                    .After(place)
                    .OrderBy(incident => incident.QueueAt).ThenBy(incident => incident.Id)
                    .Take(IncidentQueries.PageSize + 1 - found.Count)
                    .Lines(database)
                    .OrderBy(line => line.QueueAt).ThenBy(line => line.Id)
                    .ToListAsync(cancel));
            }

            found.AddRange(lines.OrderBy(line => line.QueueAt).ThenBy(line => line.Id.Value));
        }

        return found.AsPage(
            IncidentQueries.PageSize, line => line, line => new(line.QueueAt, line.Id.Value, RankOf(line)));
    }

    /// <summary>How many incidents a view has, up to one more than are counted.</summary>
    public static async Task<int> CountQueueAsync(
        this Database database, Actor actor, QueueFilter filter, CancellationToken cancel)
    {
        var count = 0;
        foreach (var part in await database.PartsAsync(actor, filter, cancel))
        {
            count += await part
                .InQueueOrder()
                .Take(MostCounted + 1)
                .CountAsync(cancel);
        }

        return Math.Min(count, MostCounted + 1);
    }

    /// <summary>As the indexes have it.</summary>
    public static IOrderedQueryable<Incident> InQueueOrder(this IQueryable<Incident> incidents) => incidents
        .OrderByDescending(incident => incident.PromiseRuns)
        .ThenByDescending(incident => incident.Raised)
        .ThenBy(incident => incident.QueueAt)
        .ThenBy(incident => incident.Id);

    /// <summary>How a line goes out by the API.</summary>
    public static QueueLineView View(this QueueLine line) => new(
        line.Id.Value,
        line.Number,
        line.Title,
        line.ReleaseName,
        line.Plan,
        line.Severity.As<Client.Incidents.Severity>(),
        line.Status.As<Client.Incidents.IncidentStatus>(),
        line.Raised,
        line.Promise?.As<Client.Incidents.PromiseKind>(),
        line.PromiseRuns ? line.QueueAt.ToDateTimeOffset() : null,
        line.SubmittedAt.ToDateTimeOffset(),
        line.DueAt.ToDateTimeOffset(),
        line.RespondedAt?.ToDateTimeOffset(),
        line.Team,
        line.AgentName,
        line.SnoozedUntil?.ToDateTimeOffset(),
        line.CustomerName,
        line.OrganizationName,
        line.Version);

    private static async Task<Page<QueueLine>> ListBySubmissionAsync(
        this Database database,
        IReadOnlyList<IQueryable<Incident>> parts,
        QueueOrder order,
        Cursor? after,
        CancellationToken cancel)
    {
        var newest = order == QueueOrder.Newest;
        var lines = new List<QueueLine>();
        foreach (var part in parts)
        {
            var narrowed = after is { } place ? part.BeyondSubmission(place, newest) : part;
            var sorted = newest
                ? narrowed.OrderByDescending(incident => incident.SubmittedAt).ThenByDescending(incident => incident.Id)
                : narrowed.OrderBy(incident => incident.SubmittedAt).ThenBy(incident => incident.Id);
            lines.AddRange(await sorted.Take(IncidentQueries.PageSize + 1).Lines(database).ToListAsync(cancel));
        }

        var found = newest
            ? lines.OrderByDescending(line => line.SubmittedAt).ThenByDescending(line => line.Id.Value)
            : lines.OrderBy(line => line.SubmittedAt).ThenBy(line => line.Id.Value);
        return found.ToList().AsPage(
            IncidentQueries.PageSize, line => line, line => new(line.SubmittedAt, line.Id.Value));
    }

    private static IQueryable<Incident> BeyondSubmission(
        this IQueryable<Incident> part, Cursor place, bool newest) => newest
        ? part.Where(incident => incident.SubmittedAt <= place.At
            && (incident.SubmittedAt < place.At || (Guid)(object)incident.Id < place.Id))
        : part.Where(incident => incident.SubmittedAt >= place.At
            && (incident.SubmittedAt > place.At || (Guid)(object)incident.Id > place.Id));

    private static IQueryable<Incident> After(this IQueryable<Incident> part, Cursor? after) =>
        after is { } place
            ? part.Where(incident => incident.QueueAt >= place.At
                && (incident.QueueAt > place.At || (Guid)(object)incident.Id > place.Id))
            : part;

    private static byte RankOf(QueueLine line) => (byte)Array.IndexOf(Ranks, (line.PromiseRuns, line.Raised));

    /// <summary>A view as queries that have an index in the queue's order each: one, but for the teams of an agent, of
    /// which each is a part.</summary>
    private static async Task<IReadOnlyList<IQueryable<Incident>>> PartsAsync(
        this Database database, Actor actor, QueueFilter filter, CancellationToken cancel)
    {
        if (filter.View != QueueView.MyTeams)
        {
            return [database.Narrowed(actor, filter)];
        }

        var teams = await database.Set<TeamMemberRow>()
            .Where(member => member.Person == actor.Person)
            .Select(member => member.Team)
            .ToListAsync(cancel);
        return
        [
            .. teams.Where(team => filter.Team is null || filter.Team == team).Select(team =>
                database.Narrowed(actor, filter with { View = QueueView.All, Team = team })),
        ];
    }

    private static IQueryable<Incident> Narrowed(this Database database, Actor actor, QueueFilter filter)
    {
        var queue = database.IncidentsVisibleTo(actor)
            .AsNoTracking()
            .Where(incident => incident.Status != IncidentStatus.Closed);
        queue = filter.View switch
        {
            QueueView.Unanswered => queue.Where(incident => !incident.Answered),
            QueueView.Mine => queue.Where(incident => incident.Agent == actor.Person),
            QueueView.Unassigned => queue.Where(incident => incident.Agent == null),
            QueueView.Waiting => queue.Where(incident => incident.Status == IncidentStatus.WaitingOnCustomer
                || incident.Status == IncidentStatus.SolutionOffered),
            QueueView.Watched =>
                from watcher in database.Set<IncidentWatcher>()
                where watcher.Person == actor.Person
                join incident in queue on watcher.Incident equals incident.Id
                select incident,
            QueueView.Mentioned =>
                from mention in database.Set<IncidentMention>()
                where mention.Person == actor.Person
                join incident in queue on mention.Incident equals incident.Id
                select incident,
            QueueView.All or QueueView.MyTeams or QueueView.Snoozed => queue,
        };

        // What is put aside is passed over row by row: it is little, and the promises go on all the same.
        queue = filter.View == QueueView.Snoozed
            ? queue.Where(incident => incident.SnoozedUntil != null)
            : queue.Where(incident => incident.SnoozedUntil == null);
        if (filter.Severity is { } severity)
        {
            queue = queue.Where(incident => incident.Severity == severity);
        }

        if (filter.Team is { Length: > 0 } team)
        {
            queue = queue.Where(incident => incident.Team == team);
        }

        if (filter.Plan is { Length: > 0 } plan)
        {
            queue = queue.Where(incident => incident.Plan == plan);
        }

        return filter.Product is { Length: > 0 } product
            ? queue.Where(incident => EF.Property<string>(incident, "Product") == product)
            : queue;
    }

    /// <summary>With the names of their people, and of their columns only what is shown.</summary>
    private static IQueryable<QueueLine> Lines(this IQueryable<Incident> part, Database database) =>
        from incident in part
        join customer in database.Set<Person>() on incident.Customer equals customer.Id
        join organization in database.Set<Organization>()
            on incident.Organization equals organization.Id into organizations
        from organization in organizations.DefaultIfEmpty()
        join agent in database.Set<Person>() on incident.Agent equals agent.Id into agents
        from agent in agents.DefaultIfEmpty()
        select new QueueLine
        {
            Id = incident.Id,
            Number = incident.Number,
            Title = incident.Title,
            ReleaseName = incident.ReleaseName,
            Plan = incident.Plan,
            Severity = incident.Severity,
            Status = incident.Status,
            Promise = incident.Promise,
            PromiseRuns = incident.PromiseRuns,
            Raised = incident.Raised,
            QueueAt = incident.QueueAt,
            SubmittedAt = incident.SubmittedAt,
            DueAt = incident.Clock.DueAt,
            RespondedAt = incident.Clock.RespondedAt,
            ChangedAt = incident.ChangedAt,
            Version = incident.Version,
            CustomerName = customer.Name,
            OrganizationName = organization.Name,
            AgentName = agent.Name,
            Team = incident.Team,
            SnoozedUntil = incident.SnoozedUntil,
        };
}
