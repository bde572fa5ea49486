using System.Globalization;
using Guichet.Incidents;
using Guichet.Server.Incidents.Guests;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails to guests of an incident: the invitation, and its news; and to its customer, what a guest wrote. Who
/// is no guest any more when a mail is made gets none, and no mail quotes what guests do not see.</summary>
internal sealed class GuestMails(Texts texts) : IMailComposer
{
    /// <summary>One for each guest of what happens on an incident.</summary>
    private const string News = "guest.news";

    /// <summary>To the customer, what a guest of theirs wrote.</summary>
    private const string Wrote = "guest.wrote";

    private static readonly string[] Telling =
    [
        "incident.replied", "incident.statement-proposed", "incident.statement-accepted",
        "incident.statement-countered", "incident.solution-offered", "incident.solution-refused", "incident.closed",
        "incident.reopened", "incident.severity-changed",
    ];

    public bool Makes(string kind) => kind is InviteGuest.Kind or News or Wrote;

    public async Task<IReadOnlyList<OutboxMessage>> FollowUpAsync(
        Database database, Told told, Instant now, CancellationToken cancel)
    {
        if (!Telling.Contains(told.Kind) || told.IdOrNone("message") is not { } message)
        {
            return [];
        }

        var (id, said) = (new IncidentId(told.Id("incident")), new MessageId(message));
        var guests = await database.Set<IncidentGuest>()
            .Where(guest => guest.Incident == id && guest.RemovedAt == null && guest.Person != null)
            .OrderBy(guest => guest.CreatedAt)
            .Select(guest => new { guest.Id, guest.Person })
            .ToListAsync(cancel);
        if (guests.Count == 0)
        {
            return [];
        }

        var author = await database.Set<Message>().Where(one => one.Id == said).Select(one => one.Author)
            .SingleOrDefaultAsync(cancel);
        return
        [
            .. guests.Where(guest => guest.Person != author).Select(guest =>
                OutboxMessage.Of(News, new { guest = guest.Id, message }, now)),
            .. guests.Where(guest => guest.Person == author && author is not null).Select(guest =>
                OutboxMessage.Of(Wrote, new { guest = guest.Id, message }, now)),
        ];
    }

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = told.Id("guest");
        var found = await (
            from guest in database.Set<IncidentGuest>()
            join incident in database.Set<Incident>() on guest.Incident equals incident.Id
            where guest.Id == id && guest.RemovedAt == null
            select new { guest, incident }).AsNoTracking().SingleOrDefaultAsync(cancel);
        return found is null ? null
            : told.Kind == InviteGuest.Kind
            ? await InviteAsync(database, found.guest, found.incident, told.Text("path"), cancel)
            : await TellAsync(database, told, found.guest, found.incident, cancel);
    }

    private async Task<OutgoingMail?> InviteAsync(
        Database database, IncidentGuest guest, Incident incident, string path, CancellationToken cancel)
    {
        if (guest.Person is not null)
        {
            return null;
        }

        var inviter = (await database.FindRecipientAsync(guest.InvitedBy, cancel))?.Name ?? "";
        var to = new Recipient(guest.Email, "", guest.Language, DateTimeZone.Utc);
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get("mail.guest.invited.subject", ("name", inviter)),
            texts.Get("mail.guest.invited.lead", ("name", inviter), ("number", Number(incident))))
        {
            Facts = [(texts["mail.label.title"], incident.Title)],
            Outlook = texts.Get("mail.guest.invited.outlook", ("until", guest.ExpiresAt)),
            Acts = [(texts["mail.guest.invited.link"], path)],
            Link = (texts["mail.guest.sign-in"], Navigation.SignIn),
        });
    }

    private async Task<OutgoingMail?> TellAsync(
        Database database, Told told, IncidentGuest guest, Incident incident, CancellationToken cancel)
    {
        var id = new MessageId(told.Id("message"));
        var message = await database.Set<Message>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id && one.Incident == incident.Id, cancel);
        var reader = told.Kind == Wrote ? incident.Customer : guest.Person;
        if (message is null || !GuestQueries.IsForGuests(message.Kind) || reader is not { } person
            || await database.FindRecipientAsync(person, cancel) is not { } to
            || await database.FindBurstAsync(message, cancel) is not { Count: > 0 } burst)
        {
            return null;
        }

        var path = told.Kind == Wrote ? $"/incidents/{incident.Id.Value}" : $"/guest/incidents/{incident.Id.Value}";
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get("mail.incident.subject", ("number", Number(incident)), ("title", incident.Title)),
            texts.Get(
                message.AuthorName.Length == 0 ? "mail.guest.news.lead.nobody" : $"mail.{told.Kind}.lead",
                ("number", Number(incident)),
                ("name", message.AuthorName),
                ("entry", texts[$"incident.entry.{message.Kind}"])))
        {
            Quote = burst.Quote(one => one.Body),
            Link = (texts[told.Kind == Wrote ? "mail.incident.link" : "mail.guest.link"], path),
            Incident = incident.Id.Value,
        });
    }

    private static string Number(Incident incident) => incident.Number.ToString(CultureInfo.InvariantCulture);
}
