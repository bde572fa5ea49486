using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices;

/// <summary>The unit of work for operations that may issue an invoice or a credit note. They take their numbers one
/// after the other anyway, so that they stand in line before they begin: within this process without holding a
/// connection, and with other nodes by a lock that comes before the first read, so that not one of them has to run
/// again.</summary>
internal sealed class InvoiceQueue(UnitOfWork work) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>As <see cref="UnitOfWork.RunAsync"/> does.</summary>
    public async Task<Result<T>> RunAsync<T>(Job<T> operation, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await work.RunAsync<T>(
                async database =>
                {
                    if (!database.OnSqlite)
                    {
                        await database.Database.ExecuteSqlRawAsync(
                            "lock table invoice_series in exclusive mode", cancel);
                    }

                    return await operation(database);
                },
                cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
