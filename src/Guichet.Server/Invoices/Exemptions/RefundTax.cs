using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Payments;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>The billing clerk gives the tax on an order back (R27), by the way it was paid; the credit note is over the
/// tax alone.</summary>
internal sealed class RefundTax(InvoiceQueue work, InForce inForce, IClock clock)
{
    /// <summary>Key of the words that stand on the credit note.</summary>
    private const string Reason = "tax-exemption";

    /// <summary>Gives back what is left of it. Refused: <c>tax-refund.unknown</c> where none is due, or all of it went
    /// back with a refund, and as <see cref="RefundOrder.AskAsync"/> says: for what is not paid.</summary>
    public Task<Result<bool>> RunAsync(Actor clerk, OrderId id, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                var refund = await database.Set<TaxRefund>().SingleOrDefaultAsync(
                    one => one.PurchaseOrder == id && one.RefundedAt == null, cancel);
                var order = await database.Set<Order>().SingleOrDefaultAsync(one => one.Id == id, cancel);
                if (refund is null || order is null || order.RefundedTax == order.Tax)
                {
                    return new Refusal("tax-refund.unknown", "No tax is to be given back on that order.");
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                var share = new RefundShare(0, 0, order.Tax - order.RefundedTax);
                var asked = new AskedRefund(share, null, Reason, clerk.Person);
                if ((await RefundOrder.AskAsync(
                    database, order, new RefundId(Guid.CreateVersion7()), asked, new(policy, now, cancel)))
                    .Refusal is { } refusal)
                {
                    return refusal;
                }

                database.Audit(now, clerk.Person, "tax-refund.made", id.Value, address);
                (refund.RefundedAt, refund.RefundedBy) = (now, clerk.Person);
                return true;
            },
            cancel);
    }
}
