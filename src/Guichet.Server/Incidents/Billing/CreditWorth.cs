using Guichet.Incidents;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Billing;

/// <summary>What a credit was bought for, before tax.</summary>
internal static class CreditWorth
{
    /// <summary>The worth of the credit that an incident takes; null where it takes none, or one that was not bought
    /// and whose plan has no price.</summary>
    public static async Task<Money?> ReadCreditWorthAsync(
        this Database database, Incident incident, PolicyInForce policy, CancellationToken cancel) =>
        incident.Pack is { } pack
        && (await database.ReadCreditWorthsAsync([pack], policy, cancel)).TryGetValue(pack, out var worth)
            ? worth
            : null;

    /// <summary>The worth of one credit of each pack: its order's price divided by its size and rounded up, or else its
    /// plan's; packs without either are left out.</summary>
    public static async Task<IReadOnlyDictionary<IncidentPackId, Money>> ReadCreditWorthsAsync(
        this Database database,
        IReadOnlyCollection<IncidentPackId> packs,
        PolicyInForce policy,
        CancellationToken cancel)
    {
        var found = await (
            from pack in database.Set<PackRow>()
            join order in database.Set<Order>() on pack.PurchaseOrder equals order.Id into orders
            from order in orders.DefaultIfEmpty()
            where packs.Contains(pack.Id)
            select new { pack.Id, pack.Plan, pack.Size, Net = (long?)order.Net, order.Currency })
            .ToListAsync(cancel);
        var worths = new Dictionary<IncidentPackId, Money>();
        foreach (var pack in found)
        {
            var plan = policy.FindPlan(pack.Plan);
            if (pack is { Net: { } net, Size: { } size })
            {
                worths[pack.Id] = Share(new Money(net, pack.Currency), size);
            }
            else if (plan is { Price: { } price, Size: { } planned })
            {
                worths[pack.Id] = Share(price, planned);
            }
        }

        return worths;
    }

    private static Money Share(Money price, int size) => price with { Amount = (price.Amount + size - 1) / size };
}
