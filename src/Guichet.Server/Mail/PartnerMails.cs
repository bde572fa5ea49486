using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Partners;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>The mail that reminds a partner's administrator of the end of the enrolment. One that was ended since is
/// not spoken of any more.</summary>
internal sealed class PartnerMails(Texts texts, InForce inForce) : IMailComposer
{
    public bool Makes(string kind) => kind == RemindPartners.Kind;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = told.Id("enrollment");
        var found = await (
            from enrollment in database.Set<PartnerEnrollment>()
            join organization in database.Set<Organization>() on enrollment.Organization equals organization.Id
            where enrollment.Id == id && enrollment.EndedOn == null
            select new { organization.Name, enrollment.ValidUntil }).SingleOrDefaultAsync(cancel);
        if (found is null || await database.FindRecipientAsync(new PersonId(told.Id("person")), cancel) is not { } to)
        {
            return null;
        }

        var end = (await inForce.ReadAsync(database, cancel)).Policy.EndOf(found.ValidUntil).ToDateTimeOffset();
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get($"mail.{told.Kind}.subject", ("date", found.ValidUntil)),
            texts.Get(
                $"mail.{told.Kind}.lead",
                ("organization", found.Name),
                ("date", texts.LastDay(found.ValidUntil.ToDateOnly(), end, to.Zone))))
        {
            Outlook = texts[$"mail.{told.Kind}.outlook"],
            Link = (texts[$"mail.{told.Kind}.link"], Navigation.PartnerBenefits),
        });
    }
}
