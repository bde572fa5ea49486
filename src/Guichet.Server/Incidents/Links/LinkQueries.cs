using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Links;

internal static class LinkQueries
{
    /// <summary>The links of an incident to others that the actor may see, oldest first; null where they do not see the
    /// incident itself. A part is its original's customer's, so that both sides see that it splits from it.</summary>
    public static async Task<IReadOnlyList<Wire.IncidentLinkView>?> ListLinksAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel)
    {
        var incident = new IncidentId(id);
        if (await database.FindIncidentAsync(actor, id, cancel) is null)
        {
            return null;
        }

        var links = database.Set<IncidentLink>();
        var ahead =
            from link in links
            join other in database.IncidentsVisibleTo(actor) on link.Other equals other.Id
            where link.Incident == incident
            select new { Link = link, Backwards = false, Other = other };
        var behind =
            from link in links
            join other in database.IncidentsVisibleTo(actor) on link.Incident equals other.Id
            where link.Other == incident
            select new { Link = link, Backwards = true, Other = other };
        var found = await ahead.AsNoTracking().ToListAsync(cancel);
        found.AddRange(await behind.AsNoTracking().ToListAsync(cancel));
        return
        [
            .. found.OrderBy(one => one.Link.Line).Select(one => new Wire.IncidentLinkView(
                one.Link.Kind.As<Wire.IncidentLinkKind>(),
                one.Backwards && IncidentLinks.HasDirection(one.Link.Kind),
                one.Other.Id.Value,
                one.Other.Number,
                one.Other.Title,
                one.Other.Status.As<Wire.IncidentStatus>(),
                one.Link.At.ToDateTimeOffset())),
        ];
    }

    /// <summary>The incident that people call by that number; null where the actor sees none.</summary>
    public static Task<Incident?> FindNumberAsync(
        this Database database, Actor actor, long number, CancellationToken cancel) =>
        database.IncidentsVisibleTo(actor).SingleOrDefaultAsync(incident => incident.Number == number, cancel);

    /// <summary>The link between two, by its kind; where that has no direction, in either.</summary>
    public static Task<IncidentLink?> FindLinkAsync(
        this Database database, IncidentId one, IncidentLinkKind kind, IncidentId other, CancellationToken cancel)
    {
        var both = !IncidentLinks.HasDirection(kind);
        return database.Set<IncidentLink>().FirstOrDefaultAsync(
            link => link.Kind == kind
                && ((link.Incident == one && link.Other == other)
                    || (both && link.Incident == other && link.Other == one)),
            cancel);
    }

    /// <summary>Adds the link, or says why it may not be.</summary>
    public static async Task<Refusal?> LinkAsync(
        this Database database,
        IncidentId incident,
        IncidentLinkKind kind,
        IncidentId other,
        PersonId by,
        Instant at,
        CancellationToken cancel)
    {
        var ahead = await database.FindAheadAsync(other, kind, cancel);
        if (IncidentLinks.WhyNot(incident, kind, other, ahead) is { } refusal)
        {
            return refusal;
        }

        var last = await database.Set<IncidentLink>().MaxAsync(link => (long?)link.Line, cancel) ?? 0;
        database.Add(new IncidentLink(last + 1, incident, kind, other, by, at));
        return null;
    }

    /// <summary>What is reached from an incident by links of that kind, one step of all ways at a time.</summary>
    private static async Task<IReadOnlySet<IncidentId>> FindAheadAsync(
        this Database database, IncidentId from, IncidentLinkKind kind, CancellationToken cancel)
    {
        var found = new HashSet<IncidentId>();
        IncidentId[] step = [from];
        while (step.Length > 0 && IncidentLinks.HasDirection(kind))
        {
            var next = await database.Set<IncidentLink>()
                .Where(link => step.Contains(link.Incident) && link.Kind == kind)
                .Select(link => link.Other)
                .ToListAsync(cancel);
            step = [.. next.Where(found.Add)];
        }

        return found;
    }
}
