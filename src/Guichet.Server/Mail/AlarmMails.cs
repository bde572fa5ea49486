using System.Globalization;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Mail;

/// <summary>The mail of an alarm, to one person or to the team. One that comes when the incident has been answered or
/// closed, or promises something else by now, is not sent any more.</summary>
internal sealed class AlarmMails(Texts texts, InForce inForce, IOptions<MailOptions> options) : IMailComposer
{
    public bool Makes(string kind) => kind == AlarmMessages.Kind;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var alarm = told.As<AlarmTold>();
        var id = new IncidentId(alarm.Incident);
        var incident = await database.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (incident is not { IsOpen: true, Answered: false }
            || incident.Clock.DueAt != Microseconds.ToInstant(alarm.DueAt))
        {
            return null;
        }

        return await FindRecipientAsync(database, alarm, cancel) is { } to
            ? Speaking.In(to.Language, () => Write(alarm, to, incident))
            : null;
    }

    private async Task<Recipient?> FindRecipientAsync(Database database, AlarmTold alarm, CancellationToken cancel)
    {
        if (alarm.Person is { } person)
        {
            return await database.FindRecipientAsync(new PersonId(person), cancel);
        }

        var team = options.Value;
        return team.TeamAddress.Length == 0
            ? null
            : new Recipient(
                team.TeamAddress, "", team.TeamLanguage, (await inForce.ReadAsync(database, cancel)).Policy.Zone);
    }

    private OutgoingMail Write(AlarmTold alarm, Recipient to, Incident incident)
    {
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        var stage = alarm.AfterSeconds > 0 || alarm.Percent > 100 ? "late" : alarm.Percent == 100 ? "due" : "share";
        return new OutgoingMail(
            to,
            texts.Get("mail.incident.subject", ("number", number), ("title", incident.Title)),
            texts.Get($"mail.incident.alarm.{stage}.lead", ("number", number), ("percent", alarm.Percent)))
        {
            Facts =
            [
                (texts["mail.label.product"], incident.ReleaseName),
                (texts["mail.label.severity"], $"{incident.Severity} – {texts[$"severity.{incident.Severity}"]}"),
                (texts["mail.label.first-response"], Format.Moment(incident.Clock.DueAt, to.Zone)),
            ],
            Link = (texts["mail.incident.link.desk"], $"/desk/incidents/{incident.Id.Value}"),
            Incident = incident.Id.Value,
        };
    }
}
