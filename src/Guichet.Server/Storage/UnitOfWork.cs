using System.Diagnostics;
using Guichet.Server.Hosting.Telemetry;

namespace Guichet.Server.Storage;

/// <summary>The one way to write: an operation in one transaction, run again where it lost a race. Whoever changes what
/// others look at says so by an outbox message; the desks and the other nodes are then told after the commit.</summary>
internal sealed class UnitOfWork(IStorage storage, OutboxSignal outbox, ChangeSignal changes)
{
    /// <summary>Enough for everybody who can be in a race for one row; past it something is broken.</summary>
    private const int Attempts = 50;

    /// <summary>Runs the operation, saves what it changed and commits; a refusal writes nothing.</summary>
    public Task<Result<T>> RunAsync<T>(Job<T> operation, CancellationToken cancel) =>
        RetryAsync(operation, oneStatement: false, cancel);

    /// <summary>The same for an operation that writes by exactly one statement of its own: the hot path.</summary>
    public Task<Result<T>> RunStatementAsync<T>(Job<T> operation, CancellationToken cancel) =>
        RetryAsync(operation, oneStatement: true, cancel);

    private async Task<Result<T>> RetryAsync<T>(Job<T> operation, bool oneStatement, CancellationToken cancel)
    {
        var writesMessages = false;
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await storage.CommitAsync(ListenedToAsync, oneStatement, cancel);
                Measures.WriteDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
                if (result.Refusal is { } refusal)
                {
                    Measures.Refusals.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
                }
                else
                {
                    outbox.Wake();
                    if (writesMessages)
                    {
                        changes.Tell();
                    }
                }

                return result;
            }
            catch (Exception lost) when (attempt < Attempts && storage.IsLostRace(lost))
            {
                cancel.ThrowIfCancellationRequested();
                Measures.WritesRunAgain.Add(1);
            }
        }

        async Task<Result<T>> ListenedToAsync(Database database)
        {
            database.TellsDesks = false;
            var result = await operation(database);
            writesMessages = database.TellsDesks || database.ChangeTracker.Entries<OutboxMessage>().Any();
            return result;
        }
    }
}
