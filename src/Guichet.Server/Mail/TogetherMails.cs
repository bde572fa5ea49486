using System.Globalization;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Mentions;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails from the desk to the desk: that a note calls upon somebody, and what has happened on an incident that
/// somebody watches. They say that something was written and by whom, and quote none of it: a note is read at the desk
/// alone. Whoever is not of the desk any more gets none.</summary>
internal sealed class TogetherMails(Texts texts) : IMailComposer
{
    /// <summary>More than that is read at the desk.</summary>
    private const int MostNews = 20;

    public bool Makes(string kind) => kind is IncidentMention.Kind or TellWatchers.Kind;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var (id, reader) = (new IncidentId(told.Id("incident")), new PersonId(told.Id("person")));
        var incident = await database.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        var reads = await database.AgentsOf().AnyAsync(one => one.Id == reader, cancel);
        if (incident is null || !reads || await database.FindRecipientAsync(reader, cancel) is not { } to)
        {
            return null;
        }

        return told.Kind == IncidentMention.Kind
            ? await MentionAsync(database, told, incident, to, cancel)
            : await NewsAsync(database, told.As<WatchedTold>(), incident, to, cancel);
    }

    private async Task<OutgoingMail?> MentionAsync(
        Database database, Told told, Incident incident, Recipient to, CancellationToken cancel)
    {
        var id = new MessageId(told.Id("note"));
        var note = await database.Set<Note>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id && one.Incident == incident.Id, cancel);
        return note is null
            ? null
            : Speaking.In(to.Language, () => Write(
                to, incident, IncidentMention.Kind, note.AuthorName, $"?entry={note.Id.Value}#entry-{note.Id.Value}"));
    }

    private async Task<OutgoingMail?> NewsAsync(
        Database database, WatchedTold told, Incident incident, Recipient to, CancellationToken cancel)
    {
        var (reader, since) = (new PersonId(told.Person), Microseconds.ToInstant(told.Since));
        if (!await database.Set<IncidentWatcher>()
            .AnyAsync(one => one.Incident == incident.Id && one.Person == reader, cancel))
        {
            return null;
        }

        var news = await ListNewsAsync(database, incident, reader, since, cancel);
        return news.Count == 0
            ? null
            : Speaking.In(to.Language, () => Write(to, incident, TellWatchers.Kind, "", "") with
            {
                Facts = [.. news.Take(MostNews).Select(one => (
                    Format.ShortMoment(one.At.InZone(to.Zone)),
                    one.Name.Length == 0 ? texts[one.Text] : $"{texts[one.Text]}, {one.Name}"))],
            });
    }

    /// <summary>By others, oldest first. The owner has had a mail of what the customer says already.</summary>
    private static async Task<IReadOnlyList<(Instant At, string Text, string Name)>> ListNewsAsync(
        Database database, Incident incident, PersonId reader, Instant since, CancellationToken cancel)
    {
        var isOwner = incident.Agent == reader;
        var messages = await database.Set<Message>().AsNoTracking()
            .Where(one => one.Incident == incident.Id && one.At >= since && one.Author != reader)
            .Where(one => !isOwner || one.By != ActBy.Customer)
            .OrderBy(one => one.At)
            .Take(MostNews)
            .Select(one => new { one.At, one.Kind, one.AuthorName })
            .ToListAsync(cancel);
        var notes = await database.Set<Note>().AsNoTracking()
            .Where(one => one.Incident == incident.Id && one.At >= since && one.Author != reader)
            .OrderBy(one => one.At)
            .Take(MostNews)
            .Select(one => new { one.At, one.AuthorName })
            .ToListAsync(cancel);
        var assignments = await database.Set<IncidentAssignment>().AsNoTracking()
            .Where(one => one.Incident == incident.Id && one.At >= since && one.By != reader)
            .OrderBy(one => one.At)
            .Take(MostNews)
            .Select(one => new { one.At, one.AgentName, one.TeamName })
            .ToListAsync(cancel);
        return
        [
            .. messages.Select(one => (one.At, $"incident.entry.{one.Kind}", one.AuthorName))
                .Concat(notes.Select(one => (one.At, "meanwhile.note", one.AuthorName)))
                .Concat(assignments.Select(one => (one.At, "mail.news.assigned", one.AgentName ?? one.TeamName ?? "")))
                .OrderBy(one => one.At),
        ];
    }

    private OutgoingMail Write(Recipient to, Incident incident, string kind, string name, string place)
    {
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        return new OutgoingMail(
            to,
            texts.Get("mail.incident.subject", ("number", number), ("title", incident.Title)),
            texts.Get($"mail.{kind}.lead", ("number", number), ("name", name)))
        {
            Link = (texts["mail.incident.link.desk"], $"/desk/incidents/{incident.Id.Value}{place}"),
            Incident = incident.Id.Value,
        };
    }
}
