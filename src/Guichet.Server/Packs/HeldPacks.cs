using System.Data.Common;
using Guichet.Accounts;
using Guichet.Coverage;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Packs;

/// <summary>The packs and contracts a person may look to: those they hold, those that they were named to
/// use, and those of their organisation.</summary>
internal sealed record HeldPack(
    IncidentPack Pack, bool Held, bool Delegated, bool OfOrganization, LocalDate StartsOn, bool Disputed)
{
    /// <summary>Of a payment that is lost, the last line that took credits from those to be had says who has them;
    /// few lines stand after it, as only holds that end and credits that come back take none.</summary>
    private const string Columns = $"""
        select p.id, p.plan, p.owner, p.size, p.expires_on, p.starts_on,
            exists (select 1 from pack_holder h where h.person = @person and h.pack = p.id) as held,
            exists (select 1 from pack_delegate d where d.pack = p.id and d.email =
                (select normalized_email from person where id = @person and email_confirmed)) as delegated,
            p.organization is not null and p.organization = @organization as of_organization,
            l.line, l.kind, l.balance_change, l.reserved_change, l.balance_after, l.reserved_after, l.incident, l."by",
            l.reason, l.at, l.previous_hash,
            exists (select 1 from chargeback c where c.purchase_order = p.purchase_order and c.frozen > 0
                and (c.status in ('Open', 'UnderReview') or (c.status = 'Lost' and '{IncidentPack.PutAside}' = (
                    select taken.reason from ledger_entry taken
                    where taken.pack = p.id and taken.balance_change < taken.reserved_change
                    order by taken.line desc limit 1)))) as disputed
        from incident_pack p
        """;

    private const string Theirs = """
        where p.id in (
            select pack from pack_holder where person = @person
            union select pack from pack_delegate where email =
                (select normalized_email from person where id = @person and email_confirmed)
            union select id from incident_pack where organization = @organization)
        order by p.expires_on, p.id
        """;

    /// <summary>For <c>pack_holder.person = @person</c> and <c>incident_pack.organization = @organization</c>; each
    /// pack with its last ledger line.</summary>
    public const string SqliteQuery = $"""
        {Columns}
        left join ledger_entry l on l.pack = p.id
            and l.line = (select max(last.line) from ledger_entry last where last.pack = p.id)
        {Theirs}
        """;

    /// <summary>The same, so that no plan reads more of a ledger than its last line.</summary>
    public const string PostgresQuery = $"""
        {Columns}
        left join lateral (
            select * from ledger_entry e where e.pack = p.id order by e.line desc limit 1) l on true
        {Theirs}
        """;

    /// <summary>Whether this person may use it under its plan (R20).</summary>
    public bool MayBeUsedUnder(SupportPlan? plan) =>
        Held || (plan is not null
            && ((Delegated && plan.Delegates) || (OfOrganization && plan.SharedInOrganization)));

    /// <summary>As a coverage question names it.</summary>
    public HeldPlan AsHeldPlan() => new(Pack.Plan, Pack.Id, Pack.Available, Pack.ExpiresOn)
    {
        IsDisputed = Disputed,
    };

    /// <summary>Those that the policy lets this person use, earliest expiry first.</summary>
    public static IReadOnlyList<HeldPack> UsableUnder(PolicyInForce policy, IEnumerable<HeldPack> packs) =>
        [.. packs.Where(pack => pack.MayBeUsedUnder(policy.FindPlan(pack.Pack.Plan)))
            .OrderBy(pack => pack.Pack.ExpiresOn ?? LocalDate.MaxIsoValue)];

    public static HeldPack Read(DbDataReader row, bool onSqlite)
    {
        var id = new IncidentPackId(row.GetGuid(0));
        var last = row.IsDBNull(9)
            ? null
            : new LedgerEntry(
                id,
                row.GetInt32(9),
                Enum.Parse<LedgerEntryKind>(row.GetString(10)),
                row.GetInt32(11),
                row.GetInt32(12),
                row.GetInt32(13),
                row.GetInt32(14),
                row.ReadGuid(15),
                row.ReadGuid(16) is { } by ? new PersonId(by) : null,
                row.GetString(17),
                row.ReadInstant(18, onSqlite),
                row.GetString(19));
        var size = row.IsDBNull(3) ? (int?)null : row.GetInt32(3);
        var pack = new IncidentPack(
            id, row.GetString(1), new PersonId(row.GetGuid(2)), size, row.ReadDay(4, onSqlite), last);
        return new HeldPack(
            pack, row.GetBoolean(6), row.GetBoolean(7), row.GetBoolean(8), row.ReadDay(5, onSqlite)!.Value,
            row.GetBoolean(20));
    }
}
