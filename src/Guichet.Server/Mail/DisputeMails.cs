using System.Globalization;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Disputes;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about a dispute to the support managers: that there is one, and that its answer is overdue. One that
/// comes when it has been answered is not sent any more.</summary>
internal sealed class DisputeMails(Texts texts) : IMailComposer
{
    /// <summary>One for each manager, of what a customer's dispute tells.</summary>
    private const string Opened = "incident.dispute-opened";

    public bool Makes(string kind) => kind is Opened or TellOverdueDisputes.Kind;

    public async Task<IReadOnlyList<OutboxMessage>> FollowUpAsync(
        Database database, Told told, Instant now, CancellationToken cancel)
    {
        if (told.Kind != "incident.charge-disputed")
        {
            return [];
        }

        var incident = told.Id("incident");
        var managers = await database.Set<Person>()
            .Where(person => person.Role == Role.SupportManager)
            .OrderBy(person => person.NormalizedEmail)
            .Select(person => person.Id)
            .ToListAsync(cancel);
        return [.. managers.Select(manager => OutboxMessage.Of(Opened, new { incident, person = manager.Value }, now))];
    }

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new IncidentId(told.Id("incident"));
        var incident = await database.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        return incident is { DisputeDueAt: { } due }
            && await database.FindRecipientAsync(new PersonId(told.Id("person")), cancel) is { } to
            ? Speaking.In(to.Language, () => Write(told.Kind, to, incident, due))
            : null;
    }

    private OutgoingMail Write(string kind, Recipient to, Incident incident, Instant due)
    {
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        return new OutgoingMail(
            to,
            texts.Get("mail.incident.subject", ("number", number), ("title", incident.Title)),
            texts.Get($"mail.{kind}.lead", ("number", number), ("due", due.InZone(to.Zone))))
        {
            Link = (texts["mail.dispute.link"], $"/desk/disputes/{incident.Id.Value}"),
            Incident = incident.Id.Value,
        };
    }
}
