using Guichet.Accounts;
using Guichet.Client.Payments;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents;
using Guichet.Server.Invoices;
using Guichet.Server.Packs;
using Guichet.Server.Payments.Chargebacks;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using PaymentStatus = Guichet.Payments.PaymentStatus;

namespace Guichet.Server.Payments;

/// <summary>The clerk gives the unused part of a pack back, or all of one that was never used: credits leave the ledger
/// and the refund is decided in one transaction; the money follows from the outbox.</summary>
internal sealed class RefundOrder(InvoiceQueue work, InForce inForce, IClock clock)
{
    /// <summary>Kind of the message that sends a refund to the gateway.</summary>
    public const string Asked = "refund.asked";

    /// <summary>Kind of the message that tells the buyer.</summary>
    public const string Made = "refund.made";

    /// <summary>Once for the id, however often it is sent. Refused: <c>access.billing-clerk-only</c>,
    /// <c>order.unknown</c>, <c>refund.id-reused</c>, as <see cref="RefundShare.Of"/> says, and as
    /// <see cref="IncidentPack.TakeBack"/> does for credits that are used, on hold or expired.</summary>
    public Task<Result<Refund>> RunAsync(
        Actor clerk, OrderId id, NewRefund request, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Refund>(
            async database =>
            {
                if (BillingClerks.WhyNot(clerk) is { } notTheirs)
                {
                    return notTheirs;
                }

                var key = new RefundId(request.Id!.Value);
                if (await database.Set<Refund>().SingleOrDefaultAsync(one => one.Id == key, cancel) is { } existing)
                {
                    return Differing(existing, id, request) is { Count: > 0 } different
                        ? new Refusal("refund.id-reused", "The id was used for another refund.").Naming(different)
                        : existing;
                }

                if (await database.Set<Order>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } order)
                {
                    return new Refusal("order.unknown", "There is no such order.");
                }

                database.Audit(now, clerk.Person, "refund.asked", id.Value, address, request.Reason!.Trim());
                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                return await TakeBackAsync(database, order, clerk, request, new(policy, now, cancel));
            },
            cancel);
    }

    /// <summary>Writes a refund of a paid order into the transaction at hand, whoever decides it: a share of the pack
    /// here, tax alone elsewhere; its credit note is issued with it. Refused: <c>refund.disputed</c> while a bank has
    /// taken the payment back, and as <see cref="BookAsync"/> says.</summary>
    public static async Task<Result<Refund>> AskAsync(
        Database database, Order order, RefundId id, AskedRefund asked, CreditNoteContext context)
    {
        if (await WhyDisputedAsync(database, order.Id, context.Cancel) is { } disputed)
        {
            return disputed;
        }

        if (!(await BookAsync(database, order, id, asked, context)).Succeeded(out var refund, out var refusal))
        {
            return refusal;
        }

        if (refund.Gateway != ReceivedPayment.BankTransfer)
        {
            database.Add(OutboxMessage.Of(Asked, new { refund = id.Value, attempt = refund.Attempt }, context.Now));
        }

        database.Add(OutboxMessage.Of(Made, new { refund = id.Value, order = order.Id.Value }, context.Now));
        return refund;
    }

    /// <summary>The same where the money goes without this house, which sends and tells nothing. Refused:
    /// <c>refund.not-paid</c>, <c>refund.too-much</c>, <c>invoice.amount-too-large</c>.</summary>
    public static async Task<Result<Refund>> BookAsync(
        Database database, Order order, RefundId id, AskedRefund asked, CreditNoteContext context)
    {
        var (_, now, cancel) = context;
        if (order.Refund(asked.Share.Credits, asked.Share.Net, asked.Share.Tax).Refusal is { } refusal)
        {
            return refusal;
        }

        var payment = await database.Set<Payment>()
            .SingleAsync(one => one.Order == order.Id && one.Status == PaymentStatus.Confirmed, cancel);
        var refund = Refund.Ask(id, payment, asked, now);
        database.Add(refund);
        var amount = new CreditedAmount(asked.Share.Net, asked.Share.Tax)
        {
            Incidents = asked.Share.Credits,
        };
        if (await database.IssueCreditNoteAsync(order.Id, amount, asked.Reason, context) is { } tooLarge)
        {
            return tooLarge;
        }

        return refund;
    }

    private static async Task<Refusal?> WhyDisputedAsync(Database database, OrderId order, CancellationToken cancel) =>
        await database.IsDisputedAsync(order, cancel)
            ? new Refusal("refund.disputed", "A bank has taken the payment back, and decides about it.")
            : null;

    private static IReadOnlyList<string> Differing(Refund existing, OrderId order, NewRefund request) =>
        Fingerprint.Differing(
            ("order", existing.Order == order),
            ("credits", existing.Credits == request.Credits),
            ("reason", existing.Reason == request.Reason!.Trim()));

    private static async Task<Result<Refund>> TakeBackAsync(
        Database database, Order order, Actor clerk, NewRefund request, CreditNoteContext context)
    {
        var (policy, now, cancel) = context;
        if (await WhyDisputedAsync(database, order.Id, cancel) is { } disputed)
        {
            return disputed;
        }

        if (!RefundShare.Of(order, request.Credits!.Value).Succeeded(out var share, out var refusal))
        {
            return refusal;
        }

        var row = await database.Set<PackRow>().AsNoTracking()
            .SingleAsync(one => one.PurchaseOrder == order.Id, cancel);
        var pack = await database.LoadPackAsync(row.Id, cancel);
        if (!pack.TakeBack(share.Credits, clerk.Person, "order.refunded", policy.DayOf(now), now)
            .Succeeded(out var line, out refusal))
        {
            return refusal;
        }

        database.Append(line);
        var asked = new AskedRefund(share, row.Id, request.Reason!.Trim(), clerk.Person);
        return await AskAsync(database, order, new RefundId(request.Id!.Value), asked, context);
    }
}
