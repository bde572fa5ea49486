using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents;

/// <summary>An incident with the names of its people.</summary>
internal sealed record NamedIncident
{
    public required Incident Incident { get; init; }

    public required string CustomerName { get; init; }

    public string? OrganizationName { get; init; }

    public string? AgentName { get; init; }
}

internal static class IncidentQueries
{
    public const int PageSize = 50;

    /// <summary>Agents see all; a customer sees their own, and their organisation's unless they are there for billing
    /// only; everybody else sees none.</summary>
    public static IQueryable<Incident> IncidentsVisibleTo(this Database database, Actor actor) =>
        database.Set<Incident>().VisibleTo(actor);

    /// <summary>The incidents found by number that the actor may see; to be asked with numbers only. SQLite would
    /// rather walk through all of a customer's than look a few numbers up.</summary>
    public static IQueryable<Incident> NumberedVisibleTo(this Database database, Actor actor) => database.OnSqlite
        ? database.Set<Incident>().FromSql($"select * from incident not indexed").VisibleTo(actor)
        : database.IncidentsVisibleTo(actor);

    /// <summary>One incident; null where the actor sees none with that id. Tracked: what an operation does to it is
    /// saved.</summary>
    public static Task<Incident?> FindIncidentAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        database.IncidentsVisibleTo(actor).SingleOrDefaultAsync(incident => incident.Id == new IncidentId(id), cancel);

    /// <summary>One incident as the actor sees it, with what they can do to it now; null where they see none with that
    /// id.</summary>
    public static async Task<Wire.IncidentView?> FindIncidentViewAsync(
        this Database database, Actor actor, Guid id, PolicyInForce policy, Instant now, CancellationToken cancel)
    {
        var named = await database.IncidentsVisibleTo(actor)
            .Where(incident => incident.Id == new IncidentId(id))
            .WithNames(database)
            .SingleOrDefaultAsync(cancel);
        return named?.AsView(
            actor.ActsAs() is { } side ? named.Incident.PossibleActs(side, now, policy.Policy.Closing) : [],
            await database.FindWorkClockAsync(named.Incident.Id, cancel),
            policy.Policy.Closing.Billing,
            now);
    }

    /// <summary>The actor's incidents, newest first.</summary>
    public static async Task<Page<Wire.IncidentLineView>> ListIncidentsAsync(
        this Database database, Actor actor, Wire.IncidentFilter filter, string? cursor, CancellationToken cancel)
    {
        var incidents = database.IncidentsVisibleTo(actor).NarrowedBy(filter, actor);
        if (Cursor.Parse(cursor) is { } after)
        {
            incidents = incidents.Where(incident => incident.SubmittedAt < after.At
                || (incident.SubmittedAt == after.At && (Guid)(object)incident.Id < after.Id));
        }

        var found = await incidents
            .OrderByDescending(incident => incident.SubmittedAt)
            .ThenByDescending(incident => incident.Id)
            .Take(PageSize + 1)
            .WithNames(database)
            .OrderByDescending(named => named.Incident.SubmittedAt)
            .ThenByDescending(named => named.Incident.Id)
            .ToListAsync(cancel);
        return found.AsPage(
            PageSize, named => named.AsLine(), named => new(named.Incident.SubmittedAt, named.Incident.Id.Value));
    }

    /// <summary>The conversation, oldest first; null where the actor does not see the incident.</summary>
    public static async Task<Page<Wire.MessageView>?> ListMessagesAsync(
        this Database database, Actor actor, Guid id, string? cursor, int size, CancellationToken cancel)
    {
        if (!await database.SeesAsync(actor, id, cancel))
        {
            return null;
        }

        var messages = database.Set<Message>().Where(message => message.Incident == new IncidentId(id));
        if (Cursor.Parse(cursor) is { } after)
        {
            messages = messages.Where(message => message.At > after.At
                || (message.At == after.At && (Guid)(object)message.Id > after.Id));
        }

        var found = await messages.AsNoTracking()
            .OrderBy(message => message.At)
            .ThenBy(message => message.Id)
            .Take(size + 1)
            .ToListAsync(cancel);
        return found.AsPage(
            size, message => message.AsView(actor.IsAgent), message => new(message.At, message.Id.Value));
    }

    /// <summary>The internal notes, oldest first; null for whoever is not an agent.</summary>
    public static async Task<Page<Wire.NoteView>?> ListNotesAsync(
        this Database database, Actor actor, Guid id, string? cursor, int size, CancellationToken cancel)
    {
        if (!actor.IsAgent || !await database.SeesAsync(actor, id, cancel))
        {
            return null;
        }

        var notes = database.Set<Note>().Where(note => note.Incident == new IncidentId(id));
        if (Cursor.Parse(cursor) is { } after)
        {
            notes = notes.Where(note => note.At > after.At
                || (note.At == after.At && (Guid)(object)note.Id > after.Id));
        }

        var found = await notes.AsNoTracking()
            .OrderBy(note => note.At)
            .ThenBy(note => note.Id)
            .Take(size + 1)
            .ToListAsync(cancel);
        return found.AsPage(size, note => note.AsView(), note => new(note.At, note.Id.Value));
    }

    /// <summary>On whose side somebody acts on incidents; null for whoever only looks.</summary>
    public static ActBy? ActsAs(this Actor actor) =>
        actor.IsAgent ? ActBy.Agent : actor.MaySubmit ? ActBy.Customer : null;

    /// <summary>By which way they come.</summary>
    public static Channel ComesBy(this Actor actor) => actor.ByKey ? Channel.Api : Channel.Page;

    public static IQueryable<Incident> NarrowedBy(
        this IQueryable<Incident> incidents, Wire.IncidentFilter filter, Actor actor)
    {
        if (filter.Number is { } number)
        {
            incidents = incidents.Where(incident => incident.Number == number);
        }

        if (filter.Status?.As<IncidentStatus>() is { } status)
        {
            incidents = incidents.Where(incident => incident.Status == status);
        }

        if (filter.Severity?.As<Guichet.Plans.Severity>() is { } severity)
        {
            incidents = incidents.Where(incident => incident.Severity == severity);
        }

        if (filter.Product is { Length: > 0 } product)
        {
            incidents = incidents.Where(incident =>
                incident.Release == product || incident.Release.StartsWith(product + "/"));
        }

        if (filter.Plan is { Length: > 0 } plan)
        {
            incidents = incidents.Where(incident => incident.Plan == plan);
        }

        return filter.Mine
            ? incidents.Where(actor.IsAgent
                ? incident => incident.Agent == actor.Person
                : incident => incident.Customer == actor.Person)
            : incidents;
    }

    public static IQueryable<NamedIncident> WithNames(this IQueryable<Incident> incidents, Database database) =>
        from incident in incidents.AsNoTracking()
        join customer in database.Set<Person>() on incident.Customer equals customer.Id
        join organization in database.Set<Organization>()
            on incident.Organization equals organization.Id into organizations
        from organization in organizations.DefaultIfEmpty()
        join agent in database.Set<Person>() on incident.Agent equals agent.Id into agents
        from agent in agents.DefaultIfEmpty()
        select new NamedIncident
        {
            Incident = incident,
            CustomerName = customer.Name,
            OrganizationName = organization.Name,
            AgentName = agent.Name,
        };

    /// <summary>Cuts the row beyond the page off and says where to go on.</summary>
    public static Page<TView> AsPage<TRow, TView>(
        this List<TRow> found, int size, Func<TRow, TView> view, Func<TRow, Cursor> placeOf) => new(
            [.. found.Take(size).Select(view)], found.Count > size ? placeOf(found[size - 1]).ToString() : null);

    private static Task<bool> SeesAsync(this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        database.IncidentsVisibleTo(actor).AnyAsync(incident => incident.Id == new IncidentId(id), cancel);

    private static IQueryable<Incident> VisibleTo(this IQueryable<Incident> incidents, Actor actor) => actor switch
    {
        { IsAgent: true } => incidents,
        { Role: not Role.Customer } => incidents.Where(incident => false),
        { Organization: { } organization, MemberRole: not MemberRole.Billing } => incidents.Where(
            incident => incident.Customer == actor.Person || incident.Organization == organization),
        _ => incidents.Where(incident => incident.Customer == actor.Person),
    };
}
