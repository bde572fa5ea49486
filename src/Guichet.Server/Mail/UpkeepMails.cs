using Guichet.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails to the administrators about what is read by itself: what waits for their approval, and what was taken
/// over. One that comes when nothing waits any more is not sent.</summary>
internal sealed class UpkeepMails(Texts texts, InForce inForce) : IMailComposer
{
    public bool Makes(string kind) => kind is AdministratorsTold.ImportWaits
        or AdministratorsTold.HolidaysWait
        or AdministratorsTold.HolidaysTaken;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var subject = told.As<Payload>().Subject;
        var name = await FindNameAsync(database, told.Kind, subject, cancel);
        if (name is null
            || await database.FindRecipientAsync(new PersonId(told.Id("person")), cancel) is not { } to)
        {
            return null;
        }

        var link = told.Kind == AdministratorsTold.ImportWaits
            ? $"/desk/catalog/sources/{subject}/pending"
            : $"/desk/calendars/{subject}/source";
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get($"mail.{told.Kind}.subject", ("name", texts[name])),
            texts.Get($"mail.{told.Kind}.lead", ("name", texts[name])))
        {
            Outlook = texts[$"mail.{told.Kind}.outlook"],
            Link = (texts["mail.upkeep.link"], link),
        });
    }

    private async Task<LocalizedText?> FindNameAsync(
        Database database, string kind, string subject, CancellationToken cancel)
    {
        if (kind == AdministratorsTold.ImportWaits)
        {
            var id = Guid.Parse(subject);
            var source = await (
                from pending in database.Set<PendingImport>()
                join row in database.Set<SourceRow>() on pending.Source equals row.Id
                where row.Id == id
                select row.Name).SingleOrDefaultAsync(cancel);
            return source is null ? null : new LocalizedText(source);
        }

        var waits = kind == AdministratorsTold.HolidaysTaken
            || await database.Set<Upkeep.Holidays.PendingHolidays>().AnyAsync(one => one.Calendar == subject, cancel);
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return waits ? policy.FindCalendar(subject)?.Definition.ShownName : null;
    }

    private sealed record Payload(Guid Person, string Subject);
}
