using System.Text.Json;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Writing;

/// <summary>What has changed on an incident since somebody read it.</summary>
internal static class ChangeQueries
{
    /// <summary>More than that has to be read on the incident itself.</summary>
    private const int MostEntries = 50;

    /// <summary>Null where the actor sees no such incident.</summary>
    public static async Task<IncidentChangesView?> FindChangesAsync(
        this Database database, Actor actor, Guid incident, int since, CancellationToken cancel)
    {
        var found = await database.IncidentsVisibleTo(actor).AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == new IncidentId(incident), cancel);
        return found is null
            ? null
            : new(since, found.Version, await database.ListChangesAsync(actor, found, since, cancel));
    }

    /// <summary>The refusal of an act that was meant for an earlier version, with what has changed since; null where it
    /// is this one, or any will do.</summary>
    public static async Task<Refusal?> WhyNotAtAsync(
        this Database database, Actor actor, int? expected, Incident incident, CancellationToken cancel) =>
        expected is { } version && version != incident.Version
            ? new Refusal("version.changed", "The incident has changed since it was read.")
                .With("expected", version)
                .With("current", incident.Version)
                .With("changes", JsonSerializer.SerializeToElement(
                    await database.ListChangesAsync(actor, incident, version, cancel), GuichetClient.Json))
            : null;

    private static async Task<IReadOnlyList<IncidentChangeView>> ListChangesAsync(
        this Database database, Actor actor, Incident now, int since, CancellationToken cancel)
    {
        var then = await database.Set<IncidentVersion>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Incident == now.Id && one.Version == since, cancel);
        if (then is null)
        {
            return [];
        }

        var changes = new List<IncidentChangeView>();
        if (then.Status != now.Status)
        {
            changes.Add(new(ChangedPart.Status, Word(then.Status), Word(now.Status)));
        }

        if (then.Severity != now.Severity)
        {
            changes.Add(new(ChangedPart.Severity, Word(then.Severity), Word(now.Severity)));
        }

        if (then.Agent != now.Agent)
        {
            var names = await database.ReadNamesAsync([then.Agent, now.Agent], cancel);
            changes.Add(new(ChangedPart.Owner, names.Of(then.Agent), names.Of(now.Agent)));
        }

        changes.AddRange(await database.ListEntriesAsync(actor, now.Id, then.EndedAt, cancel));
        return changes;
    }

    /// <summary>Messages, and for agents notes, from then on.</summary>
    private static async Task<IEnumerable<IncidentChangeView>> ListEntriesAsync(
        this Database database, Actor actor, IncidentId incident, Instant from, CancellationToken cancel)
    {
        var messages = await database.Set<Message>().AsNoTracking()
            .Where(message => message.Incident == incident && message.At >= from)
            .OrderBy(message => message.At).ThenBy(message => message.Id)
            .Take(MostEntries)
            .Select(message => new { message.Id, message.Kind, message.AuthorName, message.At })
            .ToListAsync(cancel);
        var notes = actor.IsAgent
            ? await database.Set<Note>().AsNoTracking()
                .Where(note => note.Incident == incident && note.At >= from)
                .OrderBy(note => note.At).ThenBy(note => note.Id)
                .Take(MostEntries)
                .Select(note => new { note.Id, note.AuthorName, note.At })
                .ToListAsync(cancel)
            : [];
        return messages
            .Select(one => Entry(
                ChangedPart.Message,
                one.Id,
                one.Kind.As<Client.Incidents.MessageKind>(),
                one.AuthorName,
                one.At))
            .Concat(notes.Select(one => Entry(ChangedPart.Note, one.Id, null, one.AuthorName, one.At)))
            .OrderBy(change => change.At);
    }

    private static IncidentChangeView Entry(
        ChangedPart part, MessageId id, Client.Incidents.MessageKind? kind, string authorName, Instant at) =>
        new(part, Entry: id.Value, Kind: kind, AuthorName: authorName, At: at.ToDateTimeOffset());

    /// <summary>As the wire writes it.</summary>
    private static string Word(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
