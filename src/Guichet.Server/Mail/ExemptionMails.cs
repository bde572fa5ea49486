using Guichet.Invoices;
using Guichet.Server.Accounts.Portal;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about exemptions from tax (R27), to whoever asked for them.</summary>
internal sealed class ExemptionMails(Texts texts) : IMailComposer
{
    public bool Makes(string kind) => kind is "tax-exemption.asked" or "tax-exemption.accepted"
        or "tax-exemption.refused" or "tax-exemption.lapsing";

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new TaxExemptionId(told.Id("exemption"));
        var exemption = await database.Set<TaxExemption>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (exemption is null || await database.FindRecipientAsync(exemption.Person, cancel) is not { } to)
        {
            return null;
        }

        return Speaking.In(to.Language, () =>
        {
            var country = ProfileOptions.CountryOf(exemption.Country);
            (string, object?)[] facts = [("country", country), ("date", exemption.ValidUntil)];
            return new OutgoingMail(
                to,
                texts.Get($"mail.{told.Kind}.subject", facts),
                texts.Get($"mail.{told.Kind}.lead", facts))
            {
                Facts = [.. Facts(exemption, country)],
                Quote = exemption.DecisionReason,
                Outlook = texts[$"mail.{told.Kind}.outlook"],
                Link = (texts["mail.tax-exemption.link"], "/account/billing/exemption"),
            };
        });
    }

    private IEnumerable<(string Label, string Value)> Facts(TaxExemption exemption, string country)
    {
        yield return (texts["mail.label.country"], country);
        if (exemption is { ValidFrom: { } from, ValidUntil: { } until })
        {
            yield return (texts["mail.label.valid-from"], Format.Date(from));
            yield return (texts["mail.label.valid-until"], Format.Date(until));
        }
    }
}
