using System.Globalization;
using Guichet.Incidents;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Tells a customer that what was promised to them was moved, on purpose: no promise moves silently.</summary>
internal sealed class PromiseMails(Texts texts) : IMailComposer
{
    private const string Moved = "promise.moved";

    public bool Makes(string kind) => kind == Moved;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var (id, order) = (new IncidentId(told.Id("incident")), told.Id("move"));
        var found = await (
            from moved in database.Set<MovedPromise>()
            join move in database.Set<MoveOrder>() on moved.Move equals move.Id
            join incident in database.Set<Incident>() on moved.Incident equals incident.Id
            where moved.Move == order && moved.Incident == id
            select new { moved, move.Reason, incident }).AsNoTracking().SingleOrDefaultAsync(cancel);
        return found is not null && await database.FindRecipientAsync(found.incident.Customer, cancel) is { } to
            ? Speaking.In(to.Language, () => Write(found.moved, found.Reason, found.incident, to))
            : null;
    }

    private OutgoingMail Write(MovedPromise moved, string reason, Incident incident, Recipient to)
    {
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        return new OutgoingMail(
            to,
            texts.Get("mail.incident.subject", ("number", number), ("title", incident.Title)),
            texts.Get("mail.promise.moved.lead", ("number", number)))
        {
            Quote = reason,
            Facts =
            [
                .. Fact("mail.label.first-response", (moved.ResponseFrom, moved.ResponseTo), to),
                .. Fact("mail.label.next-update", (moved.UpdateFrom, moved.UpdateTo), to),
                .. Fact("mail.label.resolution", (moved.ResolutionFrom, moved.ResolutionTo), to),
            ],
            Outlook = texts["mail.promise.moved.outlook"],
            Link = (texts["mail.incident.link"], $"/incidents/{incident.Id.Value}"),
            Incident = incident.Id.Value,
        };
    }

    private IEnumerable<(string Label, string Value)> Fact(
        string label, (Instant? From, Instant? To) due, Recipient to)
    {
        if (due is not (null, null))
        {
            yield return (
                texts[label],
                texts.Get("mail.promise.moved.fact", ("from", Written(due.From)), ("to", Written(due.To))));
        }

        string Written(Instant? at) => at is { } one ? Format.Moment(one, to.Zone) : texts["mail.promise.moved.none"];
    }
}
