using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

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
/// <param name="Product">Part of a product's or release's name; empty for all.</param>
internal sealed record QueueFilter(QueueView View, Guichet.Plans.Severity? Severity, string? Product);

/// <summary>The open incidents as agents work on them.</summary>
internal static class QueueQueries
{
    /// <summary>Most urgent deadline first: the unanswered by when the response is due, those before the others that an
    /// alarm has raised; then the answered by when something last happened.</summary>
    public static async Task<Page<Wire.QueueLineView>> ListQueueAsync(
        this Database database, Actor actor, QueueFilter filter, string? cursor, CancellationToken cancel)
    {
        var queue = database.IncidentsVisibleTo(actor)
            .Where(incident => incident.Status != IncidentStatus.Closed)
            .NarrowedBy(filter, actor);
        if (Cursor.Parse(cursor) is { } after)
        {
            var (answered, raised) = (after.Rank == Rank.Answered, after.Rank == Rank.Raised);
            queue = queue.Where(incident => (incident.Answered && !answered)
                || (incident.Answered == answered
                    && ((!incident.Raised && raised)
                        || (incident.Raised == raised
                            && (incident.QueueAt > after.At
                                || (incident.QueueAt == after.At && (Guid)(object)incident.Id > after.Id))))));
        }

        var found = await queue
            .OrderBy(incident => incident.Answered)
            .ThenByDescending(incident => incident.Raised)
            .ThenBy(incident => incident.QueueAt)
            .ThenBy(incident => incident.Id)
            .Take(IncidentQueries.PageSize + 1)
            .WithNames(database)
            .OrderBy(named => named.Incident.Answered)
            .ThenByDescending(named => named.Incident.Raised)
            .ThenBy(named => named.Incident.QueueAt)
            .ThenBy(named => named.Incident.Id)
            .ToListAsync(cancel);
        return found.AsPage(
            IncidentQueries.PageSize,
            named => new Wire.QueueLineView(
                named.AsLine(),
                named.Incident.Answered,
                named.Incident.Raised,
                named.Incident.QueueAt.ToDateTimeOffset()),
            named => new(named.Incident.QueueAt, named.Incident.Id.Value, Rank.Of(named.Incident)));
    }

    private static IQueryable<Incident> NarrowedBy(
        this IQueryable<Incident> queue, QueueFilter filter, Actor actor)
    {
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

        // As release references are written: "Windows Server 2019" finds windows-server/2019.
        var product = filter.Product?.Trim().ToLowerInvariant().Replace(' ', '-').Replace('/', '-');
        return product is { Length: > 0 }
            ? queue.Where(incident => incident.Release.Replace("/", "-").Contains(product))
            : queue;
    }

    /// <summary>What stands before what, whatever the instants.</summary>
    private static class Rank
    {
        public const byte Raised = 0;
        public const byte Unanswered = 1;
        public const byte Answered = 2;

        public static byte Of(Incident incident) =>
            incident.Answered ? Answered : incident.Raised ? Raised : Unanswered;
    }
}
