using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Invoices;
using Guichet.Server.Orders;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments;

/// <summary>Payments, refunds and findings as a reader sees them.</summary>
internal sealed class PaymentViews(IStorage storage, InForce inForce, Texts texts, IClock clock)
{
    /// <summary>The tries to pay an order; null where the order is not there or not theirs to see.</summary>
    public async Task<IReadOnlyList<PaymentView>?> PaymentsOfAsync(Actor actor, OrderId order, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.SeesOrderAsync(actor, order, cancel)
            ? [.. (await database.ListPaymentsAsync(order, cancel)).Select(payment => payment.ToView())]
            : null;
    }

    /// <summary>The refunds of an order; null where the order is not there or not theirs to see.</summary>
    public async Task<IReadOnlyList<RefundView>?> RefundsOfAsync(Actor actor, OrderId order, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.SeesOrderAsync(actor, order, cancel)
            ? [.. (await database.ListRefundsAsync(order, cancel)).Select(refund => refund.ToView(actor, texts))]
            : null;
    }

    /// <summary>What of an order could be given back now; null where there is no such order.</summary>
    public async Task<RefundableView?> RefundableOfAsync(OrderId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var order = await database.Set<Order>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (order is null)
        {
            return null;
        }

        var credits = await UnusedAsync(database, id, cancel);
        var share = credits > 0 && RefundShare.Of(order, credits).Succeeded(out var found, out _) ? found : default;
        return new RefundableView(
            share.Credits,
            new MoneyView(share.Net, order.Currency),
            new MoneyView(share.Tax, order.Currency),
            new MoneyView(share.Net + share.Tax, order.Currency),
            share.Credits > 0 && share.Credits == order.Size);
    }

    public async Task<RefundView?> RefundAsync(Actor actor, RefundId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await database.FindRefundAsync(actor, id, cancel))?.ToView(actor, texts);
    }

    public async Task<Page<RefundView>> ListRefundsAsync(
        Actor actor, bool open, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var found = await database.ListRefundsAsync(open, Cursor.Parse(cursor), limit, cancel);
        var last = found.Count > limit ? found[limit - 1].Refund : null;
        return new Page<RefundView>(
            [.. found.Take(limit).Select(refund => refund.ToView(actor, texts))],
            last is null ? null : new Cursor(last.AskedAt, last.Id.Value).ToString());
    }

    public async Task<PaymentFindingView?> FindingAsync(Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await database.FindFindingAsync(id, cancel))?.ToView();
    }

    public async Task<Page<PaymentFindingView>> ListFindingsAsync(
        bool open, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var found = await database.ListFindingsAsync(open, Cursor.Parse(cursor), limit, cancel);
        var last = found.Count > limit ? found[limit - 1].Finding : null;
        return new Page<PaymentFindingView>(
            [.. found.Take(limit).Select(finding => finding.ToView())],
            last is null ? null : new Cursor(last.FoundAt, last.Id).ToString());
    }

    /// <summary>Incidents of the order's pack that are neither used nor on hold, nor expired.</summary>
    private async Task<int> UnusedAsync(Database database, OrderId order, CancellationToken cancel)
    {
        var row = await database.Set<PackRow>().AsNoTracking()
            .SingleOrDefaultAsync(pack => pack.PurchaseOrder == order, cancel);
        if (row is null)
        {
            return 0;
        }

        var pack = await database.LoadPackAsync(row.Id, cancel);
        var today = (await inForce.ReadAsync(database, cancel)).Policy.DayOf(clock.GetCurrentInstant());
        return pack.HasExpired(today) ? 0 : pack.Available ?? 0;
    }
}

internal static class PaymentViewing
{
    public static Task<bool> SeesOrderAsync(
        this Database database, Actor actor, OrderId id, CancellationToken cancel) =>
        database.Set<Order>().VisibleTo(actor).AnyAsync(order => order.Id == id, cancel);

    public static PaymentView ToView(this Payment payment) => new(
        payment.Id.Value,
        payment.Attempt,
        payment.Gateway,
        payment.Reference,
        new MoneyView(payment.Amount, payment.Currency),
        Enum.Parse<Client.Payments.PaymentStatus>(payment.Status.ToString()),
        payment.StartedAt.ToDateTimeOffset(),
        payment.SettledAt?.ToDateTimeOffset(),
        payment.DeclinedAt?.ToDateTimeOffset(),
        payment.ReceivedOn?.ToDateOnly());

    public static RefundView ToView(this RefundOfOrder found, Actor actor, Texts texts)
    {
        var refund = found.Refund;
        return new RefundView(
            refund.Id.Value,
            refund.Order.Value,
            found.ConfirmationNumber,
            refund.Credits,
            new MoneyView(refund.Net, refund.Currency),
            new MoneyView(refund.Tax, refund.Currency),
            new MoneyView(refund.Total.Amount, refund.Currency),
            texts.ReasonOf(refund.Reason),
            refund.Gateway,
            Enum.Parse<Client.Payments.RefundStatus>(refund.Status.ToString()),
            refund.AskedAt.ToDateTimeOffset(),
            refund.SettledAt?.ToDateTimeOffset(),
            refund.Attempt,
            actor.IsStaff ? refund.Reference : null,
            actor.IsStaff ? refund.Failure : null);
    }

    public static PaymentFindingView ToView(this FindingOfOrder found)
    {
        var finding = found.Finding;
        return new PaymentFindingView(
            finding.Id,
            Enum.Parse<Client.Payments.PaymentFindingKind>(finding.Kind.ToString()),
            finding.Gateway,
            finding.Reference,
            finding.Order?.Value,
            found.ConfirmationNumber,
            new MoneyView(finding.Amount, finding.Currency),
            finding.FoundAt.ToDateTimeOffset(),
            finding.DealtAt?.ToDateTimeOffset(),
            found.DealtBy,
            finding.Note);
    }
}
