using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Mentions;

internal static class MentionQueries
{
    /// <summary>Everybody of the desk who works on incidents.</summary>
    public static IQueryable<Person> AgentsOf(this Database database) => database.Set<Person>()
        .Where(person => person.Role == Role.Agent || person.Role == Role.SupportManager);

    /// <summary>Tells those whom a note calls upon, but its writer; who writes has dealt with what they were called
    /// upon for.</summary>
    public static async Task MentionAsync(this Database database, Note note, CancellationToken cancel)
    {
        await database.DealWithMentionAsync(note.Author, note.Incident, cancel);
        if (!note.Body.Contains('@', StringComparison.Ordinal))
        {
            return;
        }

        var desk = await database.AgentsOf()
            .Select(person => new Mentionable(person.Id, person.Name))
            .ToListAsync(cancel);
        foreach (var one in Guichet.Incidents.Mentions.In(note.Body, desk).Where(one => one.Person != note.Author))
        {
            var row = await database.Set<IncidentMention>().FindAsync([note.Incident, one.Person], cancel);
            if (row is null)
            {
                row = new IncidentMention { Incident = note.Incident, Person = one.Person, ByName = "" };
                database.Add(row);
            }

            (row.Note, row.ByName, row.At) = (note.Id, note.AuthorName, note.At);
            database.Add(OutboxMessage.Of(
                IncidentMention.Kind,
                new { incident = note.Incident.Value, note = note.Id.Value, person = one.Person.Value },
                note.At));
        }
    }

    /// <summary>Somebody has dealt with what they were called upon for; false where there was nothing.</summary>
    public static async Task<bool> DealWithMentionAsync(
        this Database database, PersonId person, IncidentId incident, CancellationToken cancel)
    {
        var row = await database.Set<IncidentMention>().FindAsync([incident, person], cancel);
        if (row is not null)
        {
            database.Remove(row);
        }

        return row is not null;
    }

    /// <summary>The note that calls upon the actor; null for none.</summary>
    public static async Task<IncidentMention?> FindMentionAsync(
        this Database database, Actor actor, Guid incident, CancellationToken cancel) => actor.IsAgent
        ? await database.Set<IncidentMention>().AsNoTracking().SingleOrDefaultAsync(
            one => one.Incident == new IncidentId(incident) && one.Person == actor.Person, cancel)
        : null;

    /// <summary>On which of those incidents the actor is called upon.</summary>
    public static async Task<IReadOnlySet<IncidentId>> FindMentionedAsync(
        this Database database, Actor actor, IReadOnlyList<IncidentId> incidents, CancellationToken cancel) =>
        (await database.Set<IncidentMention>()
            .Where(one => one.Person == actor.Person && incidents.Contains(one.Incident))
            .Select(one => one.Incident)
            .ToListAsync(cancel)).ToHashSet();
}
