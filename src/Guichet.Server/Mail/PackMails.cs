using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Orders;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace Guichet.Server.Mail;

/// <summary>Mails about a pack: that it expires soon, that few are left, that somebody may use it, or has its contract
/// no more, and that the contract has another access id.</summary>
internal sealed class PackMails(Texts texts, InForce inForce) : IMailComposer
{
    public bool Makes(string kind) =>
        kind is WarnOfPacks.Kind or WarnOfPacks.FewLeft or ShareWithDelegates.Kind
            or RenewAccessId.Removed or RenewAccessId.Renewed;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new IncidentPackId(told.Id("pack"));
        var row = await database.Set<PackRow>().AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        var pack = row.With((await database.LastLinesAsync([id], cancel)).GetValueOrDefault(id));
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var to = told.Kind == ShareWithDelegates.Kind
            ? new Recipient(told.Text("email"), "", told.Text("language"), policy.Zone)
            : await database.FindRecipientAsync(ReaderOf(told, row), cancel);
        var actor = told.IdOrNone("by") is { } by
            ? (await database.FindRecipientAsync(new PersonId(by), cancel))?.Name ?? ""
            : "";
        return to is not null && await HoldsAsync(database, told, row, pack, policy, cancel)
            ? Speaking.In(
                to.Language,
                () => told.Kind is RenewAccessId.Removed or RenewAccessId.Renewed
                    ? WriteOfContract(told.Kind, to, row, policy, actor)
                    : Write(told.Kind, to, row, pack, policy, actor))
            : null;
    }

    /// <summary>Of what was bought its owner; of a contract, which the vendor granted, who uses it.</summary>
    private static PersonId ReaderOf(Told told, PackRow row) =>
        told.Kind == WarnOfPacks.FewLeft && row.ContractId is null ? row.Owner : new PersonId(told.Id("person"));

    /// <summary>Whether it is still so when the mail is made.</summary>
    private static async Task<bool> HoldsAsync(
        Database database, Told told, PackRow row, IncidentPack pack, PolicyInForce policy, CancellationToken cancel)
    {
        if (told.Kind == ShareWithDelegates.Kind)
        {
            var email = People.Normalize(told.Text("email"));
            return await database.Set<PackDelegate>()
                .AnyAsync(one => one.Email == email && one.Pack == row.Id, cancel);
        }

        if (told.Kind == RenewAccessId.Removed)
        {
            var person = new PersonId(told.Id("person"));
            return !await database.Set<PackHolder>()
                .AnyAsync(holder => holder.Person == person && holder.Pack == row.Id, cancel);
        }

        if (told.Kind == RenewAccessId.Renewed)
        {
            var person = new PersonId(told.Id("person"));
            return await database.Set<Person>().AnyAsync(
                one => one.Id == person && one.OrganizationId == row.Organization
                    && one.MemberRole == MemberRole.Administrator,
                cancel);
        }

        return told.Kind == WarnOfPacks.FewLeft
            ? policy.Policy.Packs.AreFew(row.Size, pack.Available)
            : row.ExpiresOn == LocalDatePattern.Iso.Parse(told.Text("expiresOn")).Value
                && (row.Size is null || pack.Available > 0);
    }

    /// <summary>Without what is left in it: whoever lost it is not to know that any more.</summary>
    private OutgoingMail WriteOfContract(
        string kind, Recipient to, PackRow row, PolicyInForce policy, string actor)
    {
        var plan = policy.NameOf(row.Plan, texts);
        return new OutgoingMail(
            to, texts.Get($"mail.{kind}.subject", ("plan", plan)), texts.Get($"mail.{kind}.lead", ("name", actor)))
        {
            Facts = [(texts["mail.label.plan"], plan), (texts["contract.id"], row.ContractId!)],
            Outlook = texts.Get($"mail.{kind}.outlook", ("name", actor)),
            Link = kind == RenewAccessId.Removed
                ? (texts["packs.add"], "/packs/add-contract")
                : (texts["mail.pack.link"], $"/packs/{row.Id.Value}"),
        };
    }

    private OutgoingMail Write(
        string kind, Recipient to, PackRow row, IncidentPack pack, PolicyInForce policy, string actor)
    {
        var plan = policy.NameOf(row.Plan, texts);
        var facts = new List<(string, string)> { (texts["mail.label.plan"], plan) };
        if (pack.Available is { } left)
        {
            var size = Math.Max(left, row.Size ?? 0);
            facts.Add((texts["mail.label.left"], texts.Get("pack.available", ("count", left), ("size", size))));
        }

        if (row.ExpiresOn is { } day)
        {
            facts.Add((
                texts["mail.label.last-day"],
                texts.LastDay(day.ToDateOnly(), policy.EndOf(day).ToDateTimeOffset(), to.Zone)));
        }

        return new OutgoingMail(
            to,
            texts.Get($"mail.{kind}.subject", ("plan", plan), ("date", row.ExpiresOn), ("name", actor)),
            texts.Get($"mail.{kind}.lead", ("plan", plan), ("date", row.ExpiresOn), ("name", actor)))
        {
            Facts = facts,
            Outlook = texts[$"mail.{kind}.outlook"],
            Link = (texts["mail.pack.link"], $"/packs/{row.Id.Value}"),
        };
    }
}
