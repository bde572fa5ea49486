using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Disputes;

/// <summary>Tells every support manager of a dispute whose answer is overdue: once, as what is told and that it was are
/// written together.</summary>
internal sealed class TellOverdueDisputes(
    IStorage storage, UnitOfWork work, IClock clock, SweepBell<TellOverdueDisputes> bell) : ISweep
{
    /// <summary>Kind of the outbox message that becomes the mail.</summary>
    public const string Kind = "incident.dispute-overdue";

    private const int Batch = 32;

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await FindNextAsync(cancel) is { } next)
        {
            var now = clock.GetCurrentInstant();
            if (next >= now)
            {
                // An answer at the very instant is in time.
                bell.RingAt(next + Duration.FromSeconds(1));
                return;
            }

            await work.RunAsync<int>(database => TellAsync(database, now, cancel), cancel);
        }
    }

    private async Task<Instant?> FindNextAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<ChargeDispute>()
            .Where(dispute => dispute.AlarmAt != null)
            .OrderBy(dispute => dispute.AlarmAt)
            .Select(dispute => dispute.AlarmAt)
            .FirstOrDefaultAsync(cancel);
    }

    private static async Task<Result<int>> TellAsync(Database database, Instant now, CancellationToken cancel)
    {
        var due = await database.Set<ChargeDispute>()
            .Where(dispute => dispute.AlarmAt != null && dispute.AlarmAt < now)
            .OrderBy(dispute => dispute.AlarmAt)
            .Take(Batch)
            .ToListAsync(cancel);
        var managers = await database.Set<Person>()
            .Where(person => person.Role == Role.SupportManager)
            .OrderBy(person => person.NormalizedEmail)
            .Select(person => person.Id)
            .ToListAsync(cancel);
        foreach (var dispute in due)
        {
            dispute.AlarmAt = null;
            database.AddRange(managers.Select(manager => OutboxMessage.Of(
                Kind, new { incident = dispute.Incident.Value, person = manager.Value }, now)));
        }

        return due.Count;
    }
}
