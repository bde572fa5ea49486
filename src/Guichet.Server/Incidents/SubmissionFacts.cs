using System.Data.Common;
using Guichet.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Guichet.Server.Storage.Database;

namespace Guichet.Server.Incidents;

/// <summary>What deciding on a submission needs from the database, in one round trip.</summary>
/// <param name="PolicyVersion">The policy in force.</param>
/// <param name="CatalogVersion">The catalogue in force.</param>
/// <param name="TeamRevision">The teams and their rules as they are.</param>
/// <param name="Existing">The incident that already has this id; null for a new one.</param>
/// <param name="Packs">The packs the submitter may look to.</param>
internal sealed record SubmissionFacts(
    int PolicyVersion,
    int CatalogVersion,
    int TeamRevision,
    SubmissionFacts.Submitted? Existing,
    IReadOnlyList<HeldPack> Packs)
{
    private const string Versions = """
        select (select max(version) from policy_version), (select max(version) from catalog_version),
            (select revision from team_revision);
        select request_hash, number, due_at, version from incident where id = @incident;

        """;

    private const string SqliteQuery = Versions + HeldPack.SqliteQuery;
    private const string PostgresQuery = Versions + HeldPack.PostgresQuery;

    public static async Task<SubmissionFacts> ReadAsync(
        Database database, Guid incident, Actor actor, CancellationToken cancel)
    {
        await database.Database.OpenConnectionAsync(cancel);
        try
        {
            var command = KeptCommands.Take(database, database.OnSqlite ? SqliteQuery : PostgresQuery);
            command.Add("@incident", incident);
            command.Add("@person", actor.Person.Value);
            command.Add("@organization", actor.Organization?.Value ?? Guid.Empty);
            SubmissionFacts facts;
            await using (var rows = await command.ExecuteReaderAsync(cancel))
            {
                facts = await ReadAsync(rows, database.OnSqlite, cancel);
            }

            await KeptCommands.GiveBackAsync(database, command);
            return facts;
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    private static async Task<SubmissionFacts> ReadAsync(DbDataReader rows, bool onSqlite, CancellationToken cancel)
    {
        await rows.ReadAsync(cancel);
        var (policy, catalog, teams) = (rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2));
        await rows.NextResultAsync(cancel);
        Submitted? existing = null;
        if (await rows.ReadAsync(cancel))
        {
            existing = new(rows.GetString(0), rows.GetInt64(1), rows.ReadInstant(2, onSqlite), rows.GetInt32(3));
        }

        await rows.NextResultAsync(cancel);
        var packs = new List<HeldPack>();
        while (await rows.ReadAsync(cancel))
        {
            packs.Add(HeldPack.Read(rows, onSqlite));
        }

        return new SubmissionFacts(policy, catalog, teams, existing, packs);
    }

    /// <summary>An incident that was submitted before under the same id.</summary>
    internal sealed record Submitted(string RequestHash, long Number, Instant DueAt, int Version);
}
