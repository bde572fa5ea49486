using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>A pack's ledger inside an operation. Who appends to a ledger that grew in between loses the race for the
/// line number, and <see cref="UnitOfWork"/> runs the operation again.</summary>
internal static class LedgerStore
{
    /// <summary>The pack after its last line; it must exist.</summary>
    public static async Task<IncidentPack> LoadPackAsync(
        this Database database, IncidentPackId id, CancellationToken cancel)
    {
        var pack = await database.Set<PackRow>().AsNoTracking().SingleAsync(row => row.Id == id, cancel);
        return pack.With((await database.LastLinesAsync([id], cancel)).GetValueOrDefault(id));
    }

    /// <summary>For how many days what comes back to a pack that has expired can be used: as the policy says, and no
    /// longer than the enrolment that it was activated under.</summary>
    public static async Task<int> GraceDaysAsync(
        this Database database, IncidentPack pack, PolicyInForce policy, LocalDate today, CancellationToken cancel)
    {
        var days = policy.Policy.Packs.GiveBackGraceDays;
        if (days == 0 || !pack.HasExpired(today))
        {
            return days;
        }

        var enrollment = await (
            from activation in database.Set<PartnerActivation>()
            join one in database.Set<PartnerEnrollment>() on activation.Enrollment equals one.Id
            where activation.Pack == pack.Id
            select one).AsNoTracking().SingleOrDefaultAsync(cancel);
        return enrollment is null
            ? days
            : Math.Clamp(Period.DaysBetween(today, enrollment.Terms.LastDay), 0, days);
    }

    /// <summary>Appends the lines, in their order.</summary>
    public static void Append(this Database database, params IEnumerable<LedgerEntry> lines) =>
        database.AddRange(lines);

    /// <summary>The same, where the pack's last usable day may have moved with them.</summary>
    public static async Task AppendAsync(
        this Database database, IncidentPack pack, IEnumerable<LedgerEntry> lines, CancellationToken cancel)
    {
        database.Append(lines);
        if (pack.IsProlonged)
        {
            var row = await database.Set<PackRow>().SingleAsync(row => row.Id == pack.Id, cancel);
            (row.ExpiresOn, row.Lapsed) = (pack.ExpiresOn, false);
        }
    }

    /// <summary>The last line of each of the packs that has one.</summary>
    public static Task<Dictionary<IncidentPackId, LedgerEntry>> LastLinesAsync(
        this Database database, IReadOnlyCollection<IncidentPackId> packs, CancellationToken cancel)
    {
        var lines = database.Set<LedgerEntry>().AsNoTracking();
        return lines
            .Where(line => packs.Contains(line.Pack)
                && line.Line == lines.Where(other => other.Pack == line.Pack).Max(other => other.Line))
            .ToDictionaryAsync(line => line.Pack, cancel);
    }
}
