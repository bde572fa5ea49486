using System.Data.Common;
using Guichet.Accounts;
using Guichet.Server.Packs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Database = Guichet.Server.Storage.Database;

namespace Guichet.Server.Coverage;

internal static class CoverageQueries
{
    /// <summary>The packs and contracts a person may look to, each with its last ledger line, in one round trip.
    /// </summary>
    public static async Task<IReadOnlyList<HeldPack>> ReadHeldPacksAsync(
        this Database database, Actor actor, CancellationToken cancel)
    {
        await database.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = database.OnSqlite ? HeldPack.SqliteQuery : HeldPack.PostgresQuery;
            Add(command, "@person", actor.Person.Value);
            Add(command, "@organization", actor.Organization?.Value ?? Guid.Empty);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            var packs = new List<HeldPack>();
            while (await rows.ReadAsync(cancel))
            {
                packs.Add(HeldPack.Read(rows, database.OnSqlite));
            }

            return packs;
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    private static void Add(DbCommand command, string name, Guid value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
