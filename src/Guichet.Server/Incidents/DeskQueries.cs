using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Coverage;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Links;
using Guichet.Server.Incidents.Replies;
using Guichet.Server.Incidents.Splitting;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents;

/// <summary>Everything an agent looks at to work on an incident.</summary>
/// <param name="View">The incident.</param>
/// <param name="CustomerEmail">The submitter's address.</param>
/// <param name="Coverage">How coverage was decided.</param>
/// <param name="Pack">Its pack; null for a plan that is not counted.</param>
/// <param name="Parts">What was proposed of it.</param>
/// <param name="Links">The other incidents that it is linked to.</param>
/// <param name="Agents">Who it can be handed over to.</param>
/// <param name="Raised">Whether an alarm has put it before its equals.</param>
/// <param name="Alarms">The alarms that went off, in their order.</param>
/// <param name="Handling">Who looks after it, and how it came to them.</param>
/// <param name="Teams">Those that it can be given to.</param>
/// <param name="Replies">The canned replies of the house.</param>
/// <param name="Macros">Its macros.</param>
internal sealed record DeskIncident(
    Wire.IncidentView View,
    string CustomerEmail,
    CoverageRecord Coverage,
    IncidentPack? Pack,
    IReadOnlyList<Wire.PartView> Parts,
    IReadOnlyList<Wire.IncidentLinkView> Links,
    IReadOnlyList<(PersonId Id, string Name)> Agents,
    bool Raised,
    IReadOnlyList<IncidentAlarm> Alarms,
    Wire.HandlingView Handling,
    IReadOnlyList<Team> Teams,
    IReadOnlyList<Wire.CannedReplyView> Replies,
    IReadOnlyList<Wire.MacroView> Macros);

/// <summary>What the desk works by.</summary>
internal sealed record DeskTerms(Terms Terms, TeamDirectory Teams);

internal static class DeskQueries
{
    /// <summary>An incident for its agent; null where there is none with that id.</summary>
    public static async Task<DeskIncident?> FindDeskIncidentAsync(
        this Database database, Actor actor, Guid id, DeskTerms by, Instant now, CancellationToken cancel)
    {
        var terms = by.Terms;
        var view = await database.FindIncidentViewAsync(actor, id, terms.Policy, now, cancel);
        var handling = await database.FindHandlingAsync(actor, id, by.Teams, cancel);
        if (view is null || handling is null)
        {
            return null;
        }

        var more = await (
            from incident in database.IncidentsVisibleTo(actor)
            join customer in database.Set<Person>() on incident.Customer equals customer.Id
            where incident.Id == new IncidentId(id)
            select new { customer.Email, incident.Raised, Coverage = EF.Property<string>(incident, "Coverage") })
            .SingleAsync(cancel);
        var agents = await database.Set<Person>()
            .Where(person => person.Role == Role.Agent || person.Role == Role.SupportManager)
            .OrderBy(person => person.Name)
            .Select(person => new { person.Id, person.Name })
            .Take(200)
            .ToListAsync(cancel);
        return new DeskIncident(
            view,
            more.Email!,
            CoverageRecord.Read(more.Coverage),
            view.Pack is { } pack ? await database.LoadPackAsync(new IncidentPackId(pack), cancel) : null,
            await database.ListPartsAsync(actor, id, terms, now, cancel) ?? [],
            await database.ListLinksAsync(actor, id, cancel) ?? [],
            [.. agents.Select(agent => (agent.Id, agent.Name))],
            more.Raised,
            await database.ListAlarmsAsync(new IncidentId(id), cancel),
            handling,
            [.. by.Teams.Active],
            await database.ListCannedRepliesAsync(cancel),
            await database.ListMacrosAsync(cancel));
    }

    private static Task<List<IncidentAlarm>> ListAlarmsAsync(
        this Database database, IncidentId incident, CancellationToken cancel) =>
        database.Set<IncidentAlarm>()
            .AsNoTracking()
            .Where(alarm => alarm.Incident == incident)
            .OrderBy(alarm => alarm.At)
            .ToListAsync(cancel);
}
