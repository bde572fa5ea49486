using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Recovery;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about a request for a pack. The number is looked up here, after the answer was given: where it is
/// that of a purchase, the owner is told (R22).</summary>
internal sealed class RecoveryMails(Texts texts, InForce inForce) : IMailComposer
{
    /// <summary>To the owner, with the key by which they object.</summary>
    public const string Notice = "recovery.notice";

    public bool Makes(string kind) => kind is Notice or DecideRecovery.Decided or DecideRecovery.DecidedToOwner;

    public async Task<IReadOnlyList<OutboxMessage>> FollowUpAsync(
        Database database, Told told, Instant now, CancellationToken cancel)
    {
        if (told.Kind != AskForPack.Kind
            || await database.FindMatchAsync(told.Id("recovery"), cancel) is not { } match
            || match.Pack.Owner == match.Recovery.AskedBy)
        {
            return [];
        }

        return
        [
            OutboxMessage.Of(
                Notice,
                new
                {
                    recovery = match.Recovery.Id,
                    pack = match.Pack.Id.Value,
                    person = match.Pack.Owner.Value,
                },
                now),
        ];
    }

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = told.Id("recovery");
        var recovery = await database.Set<PackRecovery>().AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        if (told.Kind == Notice && recovery.State != RecoveryState.Open)
        {
            return null;
        }

        var reader = told.Kind == DecideRecovery.Decided ? recovery.AskedBy : new PersonId(told.Id("person"));
        if (await database.FindRecipientAsync(reader, cancel) is not { } to)
        {
            return null;
        }

        var asker = (await database.FindRecipientAsync(recovery.AskedBy, cancel))?.Name ?? "";
        var plan = await FindPlanAsync(database, told, cancel);
        return Speaking.In(to.Language, () => Write(told.Kind, to, recovery, asker, plan));
    }

    private async Task<LocalizedText> FindPlanAsync(Database database, Told told, CancellationToken cancel)
    {
        if (told.IdOrNone("pack") is not { } value)
        {
            return new LocalizedText("");
        }

        var id = new IncidentPackId(value);
        var plan = await database.Set<PackRow>().Where(row => row.Id == id).Select(row => row.Plan).SingleAsync(cancel);
        return (await inForce.ReadAsync(database, cancel)).Policy.FindPlan(plan)?.Name ?? new LocalizedText(plan);
    }

    private OutgoingMail Write(string kind, Recipient to, PackRecovery recovery, string asker, LocalizedText plan)
    {
        var key = kind == Notice ? kind : $"{kind}.{recovery.State}";
        (string, object?)[] facts =
        [
            ("number", recovery.Number), ("name", asker), ("plan", texts[plan]),
            ("until", recovery.WaitsUntil.InZone(to.Zone)),
        ];
        return new OutgoingMail(to, texts.Get($"mail.{kind}.subject", facts), texts.Get($"mail.{key}.lead", facts))
        {
            Facts = kind == Notice
                ? [(texts["mail.label.plan"], texts[plan]), (texts["mail.label.asker"], asker)]
                : [(texts["mail.label.confirmation"], recovery.Number)],
            Quote = kind == DecideRecovery.Decided ? texts.ReasonOf(recovery) : "",
            Outlook = texts.Get($"mail.{key}.outlook", facts),
            Link = kind switch
            {
                Notice => (texts["mail.recovery.notice.link"], $"/packs/recovery/objection/{recovery.ObjectionKey}"),
                _ when kind == DecideRecovery.Decided && recovery.Pack is { } pack =>
                    (texts["mail.pack.link"], $"/packs/{pack.Value}"),
                _ => (texts["mail.recovery.link"], "/packs"),
            },
        };
    }
}
