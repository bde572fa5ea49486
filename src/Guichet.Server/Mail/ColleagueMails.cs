using System.Globalization;
using Guichet.Incidents;
using Guichet.Server.Incidents.Guests;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>To a customer, what somebody of their organisation did on their request: the agent is told of it, and they
/// whose request it is are not to find out by chance. What a guest writes is told by <see cref="GuestMails"/>.
/// </summary>
internal sealed class ColleagueMails(Texts texts) : IMailComposer
{
    private const string Wrote = "incident.colleague-wrote";

    /// <summary>What is told to the agent alone; of the rest the customer gets a mail anyhow.</summary>
    private static readonly string[] Telling =
    [
        "incident.replied", "incident.statement-accepted", "incident.statement-countered", "incident.solution-refused",
        "incident.part-accepted", "incident.part-declined", "incident.reopened", "incident.credit-asked",
    ];

    public bool Makes(string kind) => kind == Wrote;

    public async Task<IReadOnlyList<OutboxMessage>> FollowUpAsync(
        Database database, Told told, Instant now, CancellationToken cancel)
    {
        if (!Telling.Contains(told.Kind) || told.IdOrNone("message") is not { } value)
        {
            return [];
        }

        var (id, said) = (new IncidentId(told.Id("incident")), new MessageId(value));
        var isColleagues = await (
            from message in database.Set<Message>()
            join incident in database.Set<Incident>() on message.Incident equals incident.Id
            where message.Id == said && incident.Id == id
                && message.By == ActBy.Customer && message.Author != null && message.Author != incident.Customer
                && !database.Set<IncidentGuest>().Any(guest =>
                    guest.Incident == id && guest.RemovedAt == null && guest.Person == message.Author)
            select message.Id).AnyAsync(cancel);
        return isColleagues
            ? [OutboxMessage.Of(Wrote, new { incident = id.Value, message = said.Value }, now)]
            : [];
    }

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var (id, said) = (new IncidentId(told.Id("incident")), new MessageId(told.Id("message")));
        var incident = await database.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        var message = await database.Set<Message>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == said && one.Incident == id, cancel);
        if (incident is null || message is null
            || await database.FindRecipientAsync(incident.Customer, cancel) is not { } to
            || await database.FindBurstAsync(message, cancel) is not { Count: > 0 } burst)
        {
            return null;
        }

        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get("mail.incident.subject", ("number", number), ("title", incident.Title)),
            texts.Get(
                $"mail.{Wrote}.lead",
                ("number", number),
                ("name", message.AuthorName),
                ("entry", texts[$"incident.entry.{message.Kind}"])))
        {
            Quote = burst.Quote(one => one.Body),
            Link = (texts["mail.incident.link"], $"/incidents/{incident.Id.Value}"),
            Incident = incident.Id.Value,
        });
    }
}
