using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guichet.Server.Tests.Storage;

/// <summary>The schema is written by hand and the mapping too: here they are held against each other.</summary>
public abstract class MappingWhatTheScriptsMade(House house)
{
    [Fact]
    public async Task Names_every_column_with_its_nullability()
    {
        await using var database = house.Storage.Read();

        var mapped = Mapped(database.Model).Order().ToList();
        var made = (await MadeAsync(database)).Order().ToList();

        Assert.Equal(made, mapped);
    }

    private static IEnumerable<string> Mapped(IModel model) => model.GetEntityTypes()
        .SelectMany(entity => entity.GetProperties().Select(property => (Entity: entity, Property: property)))
        .Select(column => $"{column.Entity.GetTableName()}.{column.Property.GetColumnName()}"
            + (column.Property.IsNullable ? " null" : ""))
        .Distinct();

    /// <summary>Columns of the tables that are mapped; one that only the mapping knows would show as well.</summary>
    private static async Task<IReadOnlyList<string>> MadeAsync(Database database)
    {
        var tables = database.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).ToHashSet();
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = database.OnSqlite
            ? """
              select m.name, c.name, c."notnull" = 0 from sqlite_master m join pragma_table_xinfo(m.name) c
              where m.type = 'table'
              """
            : """
              select table_name, column_name, is_nullable = 'YES' from information_schema.columns
              where table_schema = 'public'
              """;
        await using var rows = await command.ExecuteReaderAsync();
        var made = new List<string>();
        while (await rows.ReadAsync())
        {
            if (tables.Contains(rows.GetString(0)))
            {
                // SQLite's integer keys are never null, whatever the catalogue of the database says.
                var isRowId = rows.GetString(1) is "id" or "number" && database.OnSqlite;
                var isNull = rows.GetBoolean(2) && !isRowId;
                made.Add($"{rows.GetString(0)}.{rows.GetString(1)}{(isNull ? " null" : "")}");
            }
        }

        return made;
    }
}

public sealed class MappingWhatTheScriptsMadeOnSqlite(SqliteHouse house) : MappingWhatTheScriptsMade(house);

public sealed class MappingWhatTheScriptsMadeOnPostgres(PostgresHouse house) : MappingWhatTheScriptsMade(house);
