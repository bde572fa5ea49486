using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents;

/// <summary>The views of the queue.</summary>
internal enum QueueView
{
    /// <summary>Everything that is open.</summary>
    All,

    /// <summary>Without a first response.</summary>
    Unanswered,

    /// <summary>Those of the agent who looks.</summary>
    Mine,

    /// <summary>Those that nobody looks after.</summary>
    Unassigned,

    /// <summary>Those that wait for the customer's answer.</summary>
    Waiting,
}

/// <summary>What the queue is narrowed to.</summary>
/// <param name="View">Which of its views.</param>
/// <param name="Severity">One severity; null for all.</param>
/// <param name="Product">Key of one product; empty for all.</param>
internal sealed record QueueFilter(QueueView View, Severity? Severity = null, string? Product = null)
{
    /// <summary>Those that stand above the queue, each with its count.</summary>
    public static IReadOnlyList<QueueFilter> Standing { get; } =
    [
        .. Enum.GetValues<QueueView>().Select(view => new QueueFilter(view)),
        .. Enum.GetValues<Severity>().Select(severity => new QueueFilter(QueueView.All, severity)),
    ];
}

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

    public required bool Answered { get; init; }

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
}

/// <summary>The open incidents as agents work on them. Each view has an index in the queue's order.</summary>
internal static class QueueQueries
{
    /// <summary>Where counting ends: "99+" says enough, and costs the same however long the queue is.</summary>
    public const int MostCounted = 99;

    /// <summary>What stands before what, whatever the instants: the raised, the others without an answer, the answered.
    /// </summary>
    private static readonly (bool Answered, bool Raised)[] Ranks = [(false, true), (false, false), (true, false)];

    /// <summary>Most urgent deadline first: the unanswered by when the response is due, those before the others that an
    /// alarm has raised; then the answered by when something last happened.</summary>
    public static async Task<Page<QueueLine>> ListQueueAsync(
        this Database database, Actor actor, QueueFilter filter, string? cursor, CancellationToken cancel)
    {
        var after = Cursor.Parse(cursor);
        var found = new List<QueueLine>();

        // One rank after the other: asked for all at once, the databases would read from the queue's beginning.
        for (byte rank = 0; rank < Ranks.Length; rank++)
        {
            if (after?.Rank > rank || found.Count > IncidentQueries.PageSize)
            {
                continue;
            }

            var (answered, raised) = Ranks[rank];
            var part = database.Narrowed(actor, filter)
                .Where(incident => incident.Answered == answered && incident.Raised == raised);
            if (after is { } place && place.Rank == rank)
            {
                part = part.Where(incident => incident.QueueAt >= place.At
                    && (incident.QueueAt > place.At || (Guid)(object)incident.Id > place.Id));
            }

            found.AddRange(await part.LinesAsync(database, IncidentQueries.PageSize + 1 - found.Count, cancel));
        }

        return found.AsPage(
            IncidentQueries.PageSize, line => line, line => new(line.QueueAt, line.Id.Value, RankOf(line)));
    }

    /// <summary>How many incidents a view has, up to one more than are counted.</summary>
    public static Task<int> CountQueueAsync(
        this Database database, Actor actor, QueueFilter filter, CancellationToken cancel) =>
        database.Narrowed(actor, filter)
            .OrderBy(incident => incident.Answered)
            .ThenBy(incident => incident.Raised)
            .ThenBy(incident => incident.QueueAt)
            .ThenBy(incident => incident.Id)
            .Take(MostCounted + 1)
            .CountAsync(cancel);

    private static byte RankOf(QueueLine line) => (byte)Array.IndexOf(Ranks, (line.Answered, line.Raised));

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
            QueueView.All => queue,
        };
        if (filter.Severity is { } severity)
        {
            queue = queue.Where(incident => incident.Severity == severity);
        }

        return filter.Product is { Length: > 0 } product
            ? queue.Where(incident => EF.Property<string>(incident, "Product") == product)
            : queue;
    }

    /// <summary>The first so many, with the names of their people, and of their columns only what is shown.</summary>
    private static Task<List<QueueLine>> LinesAsync(
        this IQueryable<Incident> part, Database database, int most, CancellationToken cancel) => (
        from incident in part.OrderBy(one => one.QueueAt).ThenBy(one => one.Id).Take(most)
        join customer in database.Set<Person>() on incident.Customer equals customer.Id
        join organization in database.Set<Organization>()
            on incident.Organization equals organization.Id into organizations
        from organization in organizations.DefaultIfEmpty()
        join agent in database.Set<Person>() on incident.Agent equals agent.Id into agents
        from agent in agents.DefaultIfEmpty()
        orderby incident.QueueAt, incident.Id
        select new QueueLine
        {
            Id = incident.Id,
            Number = incident.Number,
            Title = incident.Title,
            ReleaseName = incident.ReleaseName,
            Plan = incident.Plan,
            Severity = incident.Severity,
            Status = incident.Status,
            Answered = incident.Answered,
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
        }).ToListAsync(cancel);
}
