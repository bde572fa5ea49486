using Guichet.Invoices;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>Warns the owners of exemptions that will lapse, each once: the day of the warning is erased in the
/// transaction that writes it.</summary>
internal sealed class WarnOfExemptions(UnitOfWork work, InForce inForce, IClock clock) : ISweep
{
    private const int AtOnce = 100;

    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>What is due at that instant.</summary>
    public async Task RunAsync(Instant now, CancellationToken cancel)
    {
        while ((await WarnAsync(now, cancel)).Value == AtOnce)
        {
        }
    }

    private Task<Result<int>> WarnAsync(Instant now, CancellationToken cancel) => work.RunAsync<int>(
        async database =>
        {
            var today = (await inForce.ReadAsync(database, cancel)).Policy.DayOf(now);
            var due = await database.Set<TaxExemption>()
                .Where(one => one.WarnOn <= today)
                .OrderBy(one => one.WarnOn).ThenBy(one => one.Id)
                .Take(AtOnce)
                .ToListAsync(cancel);
            foreach (var exemption in due.Where(exemption => exemption.Warn()))
            {
                database.Add(
                    OutboxMessage.Of("tax-exemption.lapsing", new { exemption = exemption.Id.Value }, now));
            }

            return due.Count;
        },
        cancel);
}
