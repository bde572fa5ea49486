using System.Globalization;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Mail;

/// <summary>The mail of an alarm, to one person or to the team. One that comes when the promise was kept, stands or is
/// another one by now is not sent any more.</summary>
internal sealed class AlarmMails(Texts texts, InForce inForce, IOptions<MailOptions> options) : IMailComposer
{
    public bool Makes(string kind) => kind == AlarmMessages.Kind;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var alarm = told.As<AlarmTold>();
        var id = new IncidentId(alarm.Incident);
        var incident = await database.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (incident is null || await FindPromiseAsync(database, incident, alarm, cancel) is not { } promise)
        {
            return null;
        }

        return await FindRecipientAsync(database, alarm, cancel) is { } to
            ? Speaking.In(to.Language, () => Write(alarm, to, incident, promise))
            : null;
    }

    /// <summary>What the alarm is about, as it runs now; null where it was kept by now, stands, or is another one.
    /// </summary>
    private async Task<RunningPromise?> FindPromiseAsync(
        Database database, Incident incident, AlarmTold alarm, CancellationToken cancel)
    {
        var mark = Microseconds.ToInstant(alarm.DueAt);
        var history = await database.ReadHistoryAsync(incident.Id, cancel);
        return (await database.ListRunningAsync(incident, history, inForce, cancel))
            .Select(one => one.Promise)
            .FirstOrDefault(promise => promise.Kind == alarm.Clock
                && promise.DueAt is not null
                && Microseconds.Of(promise.Mark) == Microseconds.Of(mark));
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

    private OutgoingMail Write(AlarmTold alarm, Recipient to, Incident incident, RunningPromise promise)
    {
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        var stage = alarm.AfterSeconds > 0 || alarm.Percent > 100 ? "late" : alarm.Percent == 100 ? "due" : "share";
        var key = alarm.Clock == PromiseKind.FirstResponse ? stage : $"{alarm.Clock}.{stage}";
        return new OutgoingMail(
            to,
            texts.Get("mail.incident.subject", ("number", number), ("title", incident.Title)),
            texts.Get($"mail.incident.alarm.{key}.lead", ("number", number), ("percent", alarm.Percent)))
        {
            Facts =
            [
                (texts["mail.label.product"], incident.ReleaseName),
                (texts["mail.label.severity"], $"{incident.Severity} – {texts[$"severity.{incident.Severity}"]}"),
                (texts[LabelOf(alarm.Clock)], Format.Moment(promise.DueAt!.Value, to.Zone)),
            ],
            Link = (texts["mail.incident.link.desk"], $"/desk/incidents/{incident.Id.Value}"),
            Incident = incident.Id.Value,
        };
    }

    private static string LabelOf(PromiseKind clock) => clock switch
    {
        PromiseKind.FirstResponse => "mail.label.first-response",
        PromiseKind.NextUpdate => "mail.label.next-update",
        PromiseKind.Resolution => "mail.label.resolution",
    };
}
