using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>The billing clerk has given the tax on an order back (R27): a credit note over the tax alone is issued.
/// </summary>
internal sealed class RefundTax(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Refused: <c>tax-refund.unknown</c> where none is due, <c>order.not-paid</c>,
    /// <c>invoice.amount-too-large</c> where the invoice was countered in the meantime.</summary>
    public Task<Result<bool>> RunAsync(Actor clerk, OrderId id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                await database.StandInLineForInvoicesAsync(cancel);
                var refund = await database.Set<TaxRefund>().SingleOrDefaultAsync(
                    one => one.PurchaseOrder == id && one.RefundedAt == null, cancel);
                if (refund is null)
                {
                    return new Refusal("tax-refund.unknown", "No tax is to be given back on that order.");
                }

                var order = await database.Set<Order>().AsNoTracking().SingleAsync(one => one.Id == id, cancel);
                if (order.Status != OrderStatus.Paid)
                {
                    return new Refusal("order.not-paid", "The order is not paid.");
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                if (await database.IssueTaxCreditNoteAsync(id, "tax-exemption", new(policy, now, cancel)) is { } no)
                {
                    return no;
                }

                (refund.RefundedAt, refund.RefundedBy) = (now, clerk.Person);
                database.Add(OutboxMessage.Of("tax-refund.made", new { order = id.Value }, now));
                return true;
            },
            cancel);
    }
}
