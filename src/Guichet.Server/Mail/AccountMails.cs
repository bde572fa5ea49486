using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about an account. Most carry a link that is a key, and so is for its reader alone.</summary>
internal sealed class AccountMails(Texts texts) : IMailComposer
{
    public const string Invitation = "account.invitation";
    private const string AlreadyRegistered = "account.already-registered";

    /// <summary>The kinds whose link lets its reader in.</summary>
    private static readonly string[] WithKeys = ["account.confirm-email", "account.password-reset", Invitation];

    public static bool CarriesKey(string kind) => WithKeys.Contains(kind);

    public bool Makes(string kind) => CarriesKey(kind) || kind == AlreadyRegistered;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var invited = told.Kind == Invitation;
        var to = invited
            ? new Recipient(told.Text("email"), "", told.Text("language"), DateTimeZone.Utc)
            : await database.FindRecipientAsync(new PersonId(told.Id("personId")), cancel);
        if (to is null)
        {
            return null;
        }

        var (organization, inviter) = invited ? await InvitedByAsync(database, told, cancel) : ("", "");
        var path = told.TextOrNone("path") ?? Navigation.SignIn;
        return Speaking.In(to.Language, () => new OutgoingMail(
            to,
            texts.Get($"mail.{told.Kind}.subject", ("organization", organization)),
            texts.Get($"mail.{told.Kind}.lead", ("organization", organization), ("name", inviter)))
        {
            Outlook = texts[$"mail.{told.Kind}.outlook"],
            Link = (texts[$"mail.{told.Kind}.link"], path),
        });
    }

    /// <summary>The organisation's name and the inviter's, told by id or as they are.</summary>
    private static async Task<(string Organization, string Inviter)> InvitedByAsync(
        Database database, Told told, CancellationToken cancel)
    {
        var (organization, inviter) = (told.Text("organization"), told.Text("invitedBy"));
        if (Guid.TryParse(organization, out var value))
        {
            var id = new OrganizationId(value);
            organization = await database.Set<Organization>()
                .Where(row => row.Id == id).Select(row => row.Name).SingleOrDefaultAsync(cancel) ?? "";
        }

        if (Guid.TryParse(inviter, out var person))
        {
            inviter = (await database.FindRecipientAsync(new PersonId(person), cancel))?.Name ?? "";
        }

        return (organization, inviter);
    }
}
