using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Recovery;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>Mails about a request for a pack: to its owner, and to both sides once it is decided (R22). Who asked is
/// told every refusal by the same words; what an agent wrote is for the owner.</summary>
internal sealed class RecoveryMails(Texts texts, InForce inForce) : IMailComposer
{
    public bool Makes(string kind) =>
        kind is TellPackOwner.Notice or DecideRecovery.Decided or DecideRecovery.DecidedToOwner;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = told.Id("recovery");
        var recovery = await database.Set<PackRecovery>().AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        if (told.Kind == TellPackOwner.Notice
            && (recovery.State != RecoveryState.Open || recovery.Told?.Value != told.Id("person")))
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
        var key = kind == TellPackOwner.Notice ? kind : $"{kind}.{recovery.State}";
        (string, object?)[] facts =
        [
            ("number", recovery.Number), ("name", asker), ("plan", texts[plan]),
            ("until", (recovery.OwnerHasUntil ?? recovery.WaitsUntil).InZone(to.Zone)),
        ];
        return new OutgoingMail(to, texts.Get($"mail.{kind}.subject", facts), texts.Get($"mail.{key}.lead", facts))
        {
            Facts = kind == TellPackOwner.Notice
                ? [(texts["mail.label.plan"], texts[plan]), (texts["mail.label.asker"], asker)]
                : [(texts["mail.label.confirmation"], recovery.Number)],
            Quote = kind == DecideRecovery.DecidedToOwner ? texts.ReasonOf(recovery)
                : kind == DecideRecovery.Decided && recovery.State == RecoveryState.Refused
                    ? texts["recovery.refused"]
                : "",
            Outlook = texts.Get($"mail.{key}.outlook", facts),
            Link = kind switch
            {
                TellPackOwner.Notice => (
                    texts["mail.recovery.notice.link"], $"/packs/recovery/objection/{recovery.ObjectionKey}"),
                _ when kind == DecideRecovery.Decided && recovery.Pack is { } pack =>
                    (texts["mail.pack.link"], $"/packs/{pack.Value}"),
                _ => (texts["mail.recovery.link"], "/packs"),
            },
        };
    }
}
