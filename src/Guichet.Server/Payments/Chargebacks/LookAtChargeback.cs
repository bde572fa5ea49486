using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Invoices;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments.Chargebacks;

/// <summary>Asks the gateway how a chargeback stands now, and brings pack and books to it. The webhook and the
/// reconciliation both come through here, and what follows from a chargeback follows once.</summary>
internal sealed class LookAtChargeback(InvoiceQueue work, IPaymentGateway gateway, InForce inForce, IClock clock)
{
    /// <summary>Kind of the message to each billing clerk that there is a new one.</summary>
    public const string Heard = "chargeback.heard";

    /// <summary>Kinds of the messages to the buyer: incidents are put aside, are back, or are gone.</summary>
    public const string Opened = "chargeback.opened";

    /// <summary>See <see cref="Opened"/>.</summary>
    public const string Won = "chargeback.won";

    /// <summary>See <see cref="Opened"/>.</summary>
    public const string Lost = "chargeback.lost";

    /// <summary>Throws <see cref="GatewaySilentException"/>.</summary>
    public async Task RunAsync(string reference, CancellationToken cancel)
    {
        if (await gateway.FindChargebackAsync(reference, cancel) is { } found)
        {
            await ApplyAsync(found, cancel);
        }
    }

    /// <summary>Brings pack and books to what a chargeback says now.</summary>
    public Task<Result<bool>> ApplyAsync(ChargebackAtGateway found, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                var known = await FindAsync(database, found.Reference, cancel);
                if ((known ?? await BeginAsync(database, found, cancel)) is not { } chargeback)
                {
                    await database.KeepFindingAsync(
                        PaymentFindingKind.UnknownChargeback, (gateway.Name, found.Reference), null, found.Money, now,
                        cancel);
                    return false;
                }

                var move = chargeback.Look(found, now);
                if (known is null || move == ChargebackMove.Freeze)
                {
                    await TellClerksAsync(database, chargeback, now, cancel);
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                return await FollowAsync(database, chargeback, move, new(policy, now, cancel));
            },
            cancel);
    }

    private Task<Chargeback?> FindAsync(Database database, string reference, CancellationToken cancel)
    {
        var name = gateway.Name;
        return database.Set<Chargeback>().SingleOrDefaultAsync(
            one => one.Gateway == name && one.Reference == reference, cancel);
    }

    /// <summary>A new one of a payment that is known; null for any other.</summary>
    private async Task<Chargeback?> BeginAsync(
        Database database, ChargebackAtGateway found, CancellationToken cancel)
    {
        var name = gateway.Name;
        if (found.Capture is not { } capture || await database.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(
            one => one.Gateway == name && one.Capture == capture && one.Status == PaymentStatus.Confirmed, cancel)
            is not { } payment)
        {
            return null;
        }

        var chargeback = Chargeback.Of(new ChargebackId(Guid.CreateVersion7()), payment, found);
        database.Add(chargeback);
        return chargeback;
    }

    /// <summary>Of a new one, and again when the bank takes the money that it had only asked about.</summary>
    private static async Task TellClerksAsync(
        Database database, Chargeback chargeback, Instant now, CancellationToken cancel)
    {
        var clerks = await database.Set<Person>()
            .Where(person => person.Role == Role.BillingClerk)
            .OrderBy(person => person.NormalizedEmail)
            .Select(person => person.Id)
            .ToListAsync(cancel);
        database.AddRange(clerks.Select(clerk => OutboxMessage.Of(
            Heard, new { chargeback = chargeback.Id.Value, person = clerk.Value }, now)));
    }

    private async Task<Result<bool>> FollowAsync(
        Database database, Chargeback chargeback, ChargebackMove move, CreditNoteContext context)
    {
        switch (move)
        {
            case ChargebackMove.Freeze:
                await FreezeAsync(database, chargeback, context);
                Tell(database, Opened, chargeback, context.Now);
                return true;
            case ChargebackMove.Thaw:
                await ThawAsync(database, chargeback, context);
                Tell(database, Won, chargeback, context.Now);
                return true;
            case ChargebackMove.Lose:
                await FreezeAsync(database, chargeback, context);
                Tell(database, Lost, chargeback, context.Now);
                return await LoseAsync(database, chargeback, context);
            case ChargebackMove.Reverse:
                return await database.KeepFindingAsync(
                    PaymentFindingKind.WonAfterAll, (gateway.Name, chargeback.Reference), chargeback.Order,
                    chargeback.Money, context.Now, context.Cancel);
            default:
                return false;
        }
    }

    private static void Tell(Database database, string kind, Chargeback chargeback, Instant now) =>
        database.Add(OutboxMessage.Of(kind, new { chargeback = chargeback.Id.Value }, now));

    /// <summary>No more than the disputed money paid for; what came back to the pack since is put aside as well.
    /// </summary>
    private static async Task FreezeAsync(Database database, Chargeback chargeback, CreditNoteContext context)
    {
        var (policy, now, cancel) = context;
        var row = await database.Set<PackRow>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.PurchaseOrder == chargeback.Order, cancel);
        var credits = 0;
        if (row?.Size is not null)
        {
            var order = await database.Set<Order>().SingleAsync(one => one.Id == chargeback.Order, cancel);
            var pack = await database.LoadPackAsync(row.Id, cancel);
            var most = RefundShare.CreditsOf(order, chargeback.Money) - chargeback.Frozen;
            if (pack.Freeze(policy.DayOf(now), now, most) is { } line)
            {
                database.Append(line);
                credits = -line.BalanceChange;
            }
        }

        chargeback.Freeze(row?.Id, credits, now);
    }

    private static async Task ThawAsync(Database database, Chargeback chargeback, CreditNoteContext context)
    {
        if (chargeback.Pack is not { } id)
        {
            return;
        }

        var (policy, now, cancel) = context;
        var pack = await database.LoadPackAsync(id, cancel);
        var today = policy.DayOf(now);
        var grace = await database.GraceDaysAsync(pack, policy, today, cancel);
        await database.AppendAsync(pack, pack.Thaw(chargeback.Frozen, today, now, grace), cancel);
    }

    /// <summary>The bank has refunded the order, so that it counts as refunded here: a credit note counters what is
    /// gone, and no clerk can give it back once more.</summary>
    private static async Task<Result<bool>> LoseAsync(
        Database database, Chargeback chargeback, CreditNoteContext context)
    {
        var order = await database.Set<Order>().SingleAsync(one => one.Id == chargeback.Order, context.Cancel);
        var amount = order.Currency == chargeback.Currency ? chargeback.Amount : 0;
        var share = RefundShare.OfMoney(order, amount, chargeback.Frozen);
        var gone = share.Net + share.Tax;
        var twice = chargeback.Amount - gone - await SettleFailedAsync(database, chargeback, amount - gone, context);
        if (twice > 0)
        {
            await database.KeepFindingAsync(
                PaymentFindingKind.GoneTwice, (chargeback.Gateway, chargeback.Reference), order.Id,
                chargeback.Money with { Amount = twice }, context.Now, context.Cancel);
        }

        if (gone == 0)
        {
            return true;
        }

        var pack = share.Credits > 0 ? chargeback.Pack : null;
        var asked = new AskedRefund(share, pack, IssueInvoice.Chargeback, chargeback.AnsweredBy);
        var booked = await RefundOrder.BookAsync(database, order, new RefundId(Guid.CreateVersion7()), asked, context);
        if (!booked.Succeeded(out var refund, out var refusal))
        {
            return refusal;
        }

        refund.Answer(
            refund.Attempt, new RefundAnswer(RefundStatus.Succeeded, chargeback.Reference, null), context.Now);
        return true;
    }

    /// <summary>Refunds that the gateway refused, as the bank had the money already: now it has gone back after all,
    /// and once. How much of it there is, up to what the bank took beyond what was left of the order.</summary>
    private static async Task<long> SettleFailedAsync(
        Database database, Chargeback chargeback, long most, CreditNoteContext context)
    {
        var failed = await database.Set<Refund>()
            .Where(one => one.Order == chargeback.Order && one.Payment == chargeback.Payment
                && one.Status == RefundStatus.Failed)
            .OrderBy(one => one.AskedAt)
            .ToListAsync(context.Cancel);
        var settled = 0L;
        foreach (var refund in failed)
        {
            if (settled + refund.Total.Amount <= most)
            {
                refund.Answer(
                    refund.Attempt, new RefundAnswer(RefundStatus.Succeeded, chargeback.Reference, null), context.Now);
                settled += refund.Total.Amount;
            }
        }

        return settled;
    }
}
