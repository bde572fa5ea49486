using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>A pack with its last line.</summary>
/// <param name="Row">The pack.</param>
/// <param name="LastLine">Null where the contract is not counted.</param>
/// <param name="Held">Whether the reader holds it themself.</param>
/// <param name="OrderNumber">Of its purchase, where the reader may see that.</param>
/// <param name="IsDisputed">As <see cref="Guichet.Coverage.HeldPlan.IsDisputed"/> says.</param>
internal sealed record PackWithCredits(
    PackRow Row, LedgerEntry? LastLine, bool Held, string? OrderNumber, bool IsDisputed)
{
    public IncidentPack Pack { get; } = Row.With(LastLine);
}

/// <summary>A line of a statement; without an incident where it is about none, or about one that the reader does
/// not see.</summary>
internal sealed record StatementLine(LedgerEntry Entry, StatementLine.IncidentName? Incident)
{
    internal sealed record IncidentName(IncidentId Id, long Number, string Title);
}

internal static class PackQueries
{
    /// <summary>Those a person holds; those that they were named to use and those of their organisation, as far as the
    /// policy opens their plans in this way (R20); all of the organisation's for whoever looks after it or its bills;
    /// every one for the vendor.</summary>
    public static IQueryable<PackRow> PacksVisibleTo(this Database database, Actor actor, PolicyInForce policy)
    {
        var packs = database.Set<PackRow>().AsNoTracking();
        if (actor.IsStaff)
        {
            return packs;
        }

        var visible = database.Set<PackHolder>()
            .Where(holder => holder.Person == actor.Person)
            .Select(holder => holder.Pack);
        string[] delegated = [.. policy.Policy.Plans.Where(plan => plan.Delegates).Select(plan => plan.Key)];
        if (delegated.Length > 0)
        {
            visible = visible.Union(
                from one in database.Set<PackDelegate>()
                join person in database.Set<Person>() on one.Email equals person.NormalizedEmail
                join pack in database.Set<PackRow>() on one.Pack equals pack.Id
                where person.Id == actor.Person && person.EmailConfirmed && delegated.Contains(pack.Plan)
                select one.Pack);
        }

        if (actor.Organization is { } organization)
        {
            var ofOrganization = packs.Where(pack => pack.Organization == organization);
            if (actor.MemberRole is not (MemberRole.Administrator or MemberRole.Billing))
            {
                string[] shared =
                    [.. policy.Policy.Plans.Where(plan => plan.SharedInOrganization).Select(plan => plan.Key)];
                ofOrganization = ofOrganization.Where(pack => shared.Contains(pack.Plan));
            }

            visible = visible.Union(ofOrganization.Select(pack => pack.Id));
        }

        return packs.Where(pack => visible.Contains(pack.Id));
    }

    /// <summary>One page, newest first, and one more where there is a next page.</summary>
    public static async Task<IReadOnlyList<PackWithCredits>> ListPacksAsync(
        this Database database, Actor actor, PolicyInForce policy, Cursor? after, int limit,
        CancellationToken cancel) =>
        await database.WithCreditsAsync(database.PacksVisibleTo(actor, policy).Newest(after, limit + 1), actor, cancel);

    /// <summary>Those that have not expired on a day: those with something left first, what expires first at the front.
    /// </summary>
    public static Task<IReadOnlyList<PackWithCredits>> ListFirstPacksAsync(
        this Database database, Actor actor, PolicyInForce policy, LocalDate today, int limit,
        CancellationToken cancel) =>
        database.WithCreditsAsync(
            database.PacksVisibleTo(actor, policy)
                .Where(pack => pack.ExpiresOn == null || pack.ExpiresOn >= today)
                .OrderByDescending(pack => pack.Size == null || database.Set<LedgerEntry>()
                    .Where(line => line.Pack == pack.Id)
                    .OrderByDescending(line => line.Line)
                    .Select(line => line.BalanceAfter - line.ReservedAfter)
                    .FirstOrDefault() > 0)
                .ThenBy(pack => pack.ExpiresOn == null)
                .ThenBy(pack => pack.ExpiresOn)
                .ThenBy(pack => pack.Id)
                .Take(limit),
            actor,
            cancel);

    /// <summary>One pack; null where it is not there or not theirs to see.</summary>
    public static async Task<PackWithCredits?> FindPackAsync(
        this Database database, Actor actor, PolicyInForce policy, IncidentPackId id, CancellationToken cancel) =>
        (await database.WithCreditsAsync(
            database.PacksVisibleTo(actor, policy).Where(pack => pack.Id == id), actor, cancel)).SingleOrDefault();

    /// <summary>The contracts that were granted: one page, newest first, and one more where there is a next page.
    /// </summary>
    public static Task<IReadOnlyList<PackWithCredits>> ListContractsAsync(
        this Database database, Actor actor, Cursor? after, int limit, CancellationToken cancel) =>
        database.WithCreditsAsync(
            database.Set<PackRow>().AsNoTracking()
                .Where(pack => pack.ContractId != null)
                .Newest(after, limit + 1),
            actor,
            cancel);

    /// <summary>Lines of a pack that the reader was found to see, newest first, below the line given; each with its
    /// incident where that is among the visible ones.</summary>
    public static async Task<IReadOnlyList<StatementLine>> ListStatementAsync(
        this Database database,
        IQueryable<Incident> visible,
        IncidentPackId pack,
        int below,
        int limit,
        CancellationToken cancel)
    {
        var lines = await database.Set<LedgerEntry>().AsNoTracking()
            .Where(line => line.Pack == pack && line.Line < below)
            .OrderByDescending(line => line.Line)
            .Take(limit + 1)
            .ToListAsync(cancel);
        IncidentId[] ids = [.. lines
            .Where(line => line.Incident is not null)
            .Select(line => new IncidentId(line.Incident!.Value))
            .Distinct()];
        var names = await visible.AsNoTracking()
            .Where(incident => ids.Contains(incident.Id))
            .Select(incident => new StatementLine.IncidentName(incident.Id, incident.Number, incident.Title))
            .ToDictionaryAsync(name => name.Id.Value, cancel);
        return [.. lines.Select(line => new StatementLine(
            line, line.Incident is { } incident ? names.GetValueOrDefault(incident) : null))];
    }

    /// <summary>The last line of a pack before an instant; null where it has none by then.</summary>
    public static Task<LedgerEntry?> FindLineBeforeAsync(
        this Database database, IncidentPackId pack, Instant end, CancellationToken cancel) =>
        database.Set<LedgerEntry>().AsNoTracking()
            .Where(line => line.Pack == pack && line.At < end)
            .OrderByDescending(line => line.Line)
            .FirstOrDefaultAsync(cancel);

    private static IQueryable<PackRow> Newest(this IQueryable<PackRow> packs, Cursor? after, int take)
    {
        if (after is { } place)
        {
            var id = new IncidentPackId(place.Id);
            packs = packs.Where(pack => pack.CreatedAt <= place.At
                && (pack.CreatedAt < place.At || pack.Id.CompareTo(id) < 0));
        }

        return packs.OrderByDescending(pack => pack.CreatedAt).ThenByDescending(pack => pack.Id).Take(take);
    }

    private static async Task<IReadOnlyList<PackWithCredits>> WithCreditsAsync(
        this Database database, IQueryable<PackRow> packs, Actor actor, CancellationToken cancel)
    {
        var everyOrder = actor.Role is Role.BillingClerk or Role.SupportManager or Role.Administrator;
        var ofOrganization = actor.MemberRole is MemberRole.Administrator or MemberRole.Billing
            ? actor.Organization
            : null;
        var found = await packs
            .Select(pack => new
            {
                Row = pack,
                Held = database.Set<PackHolder>()
                    .Any(holder => holder.Person == actor.Person && holder.Pack == pack.Id),
                OrderNumber = database.Set<Order>()
                    .Where(order => order.Id == pack.PurchaseOrder
                        && (everyOrder || order.Buyer == actor.Person
                            || (ofOrganization != null && order.Organization == ofOrganization)))
                    .Select(order => order.ConfirmationNumber)
                    .FirstOrDefault(),
                IsDisputed = database.Set<Chargeback>()
                    .Any(chargeback => chargeback.Order == pack.PurchaseOrder && chargeback.Frozen > 0
                        && (chargeback.Status == ChargebackStatus.Open
                            || chargeback.Status == ChargebackStatus.UnderReview
                            || (chargeback.Status == ChargebackStatus.Lost
                                && database.Set<LedgerEntry>()
                                    .Where(line => line.Pack == pack.Id && line.BalanceChange < line.ReservedChange)
                                    .OrderByDescending(line => line.Line)
                                    .Select(line => line.Reason)
                                    .FirstOrDefault() == IncidentPack.PutAside))),
            })
            .ToListAsync(cancel);
        var lastLines = await database.LastLinesAsync([.. found.Select(pack => pack.Row.Id)], cancel);
        return [.. found.Select(pack =>
            new PackWithCredits(
                pack.Row, lastLines.GetValueOrDefault(pack.Row.Id), pack.Held, pack.OrderNumber, pack.IsDisputed))];
    }
}
