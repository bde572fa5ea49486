using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guichet.Server.Storage;

/// <summary>Writes new rows by the mapping but without change tracking, all of them in one statement where the database
/// can: the hot path costs one round trip and a fifth of the work.</summary>
internal static class Insertion
{
    private static readonly ConcurrentDictionary<(IModel, Type), Table> Tables = new();

    /// <summary>Inserts the rows in the order given; the first one's generated key is the answer.</summary>
    /// <param name="database">The context of the operation.</param>
    /// <param name="rows">Entities of the model, each with the values of its shadow properties.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<long> InsertAsync(
        this Database database, IReadOnlyList<NewRow> rows, CancellationToken cancel)
    {
        database.TellsDesks |= rows.Any(row => row.Entity is OutboxMessage);
        await database.Database.OpenConnectionAsync(cancel);
        try
        {
            var tables = rows.Select(row => TableOf(database, row)).ToList();
            var command = KeptCommands.Take(database, Write(database, tables));
            for (var index = 0; index < rows.Count; index++)
            {
                tables[index].Fill(rows[index], index, command);
            }

            var key = (long)(await command.ExecuteScalarAsync(cancel))!;
            await KeptCommands.GiveBackAsync(database, command);
            return key;
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    private static Table TableOf(Database database, NewRow row) =>
        Tables.GetOrAdd((database.Model, row.Entity.GetType()), key => new Table(key.Item1, key.Item2));

    private static string Write(Database database, List<Table> tables)
    {
        // PostgreSQL takes the rows as one statement of data-changing sub-queries; SQLite, in the same process, as
        // several, of which only the first returns a row.
        var text = new StringBuilder(2048);
        for (var index = 0; index < tables.Count; index++)
        {
            if (!database.OnSqlite)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? "with" : ",")} r{index} as (");
            }

            text.Append(tables[index].TextAt(index));
            if (index == 0)
            {
                text.Append(" returning ").Append(tables[index].GeneratedColumn);
            }

            text.Append(database.OnSqlite ? ";\n" : ")\n");
        }

        if (!database.OnSqlite)
        {
            text.Append("select * from r0");
        }

        return text.ToString();
    }

    /// <summary>How one entity becomes a row.</summary>
    private sealed class Table
    {
        private readonly string insert;
        private readonly List<Column> columns = [];
        private readonly ConcurrentDictionary<int, Piece> pieces = new();

        public Table(IModel model, Type type)
        {
            var entity = model.FindEntityType(type)
                ?? throw new InvalidOperationException($"{type.Name} is not in the model.");
            Add(entity, null);
            foreach (var owned in entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()))
            {
                Add(owned.TargetEntityType, owned);
            }

            var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
            insert = $"insert into {entity.GetTableName()} ({names}) values (";
        }

        /// <summary>The column that the database fills in.</summary>
        public string GeneratedColumn { get; private set; } = "1";

        public string TextAt(int index) => pieces.GetOrAdd(index, PieceAt).Text;

        public void Fill(NewRow row, int index, DbCommand command)
        {
            var piece = pieces.GetOrAdd(index, PieceAt);
            for (var place = 0; place < columns.Count; place++)
            {
                var column = columns[place];
                command.Parameters.Add(column.Mapping.CreateParameter(
                    command, piece.Parameters[place], column.ValueOf(row), column.Property.IsNullable));
            }
        }

        private Piece PieceAt(int index)
        {
            string[] names =
            [
                .. columns.Select((_, place) => string.Create(CultureInfo.InvariantCulture, $"@p{index}_{place}")),
            ];
            return new Piece($"{insert}{string.Join(", ", names)})", names);
        }

        private void Add(IEntityType entity, INavigation? through)
        {
            foreach (var property in entity.GetProperties())
            {
                if (property.ValueGenerated == ValueGenerated.OnAdd)
                {
                    GeneratedColumn = property.GetColumnName();
                }
                else if ((through is null || !property.IsPrimaryKey())
                    && property.GetBeforeSaveBehavior() != PropertySaveBehavior.Ignore)
                {
                    columns.Add(
                        new Column(property.GetColumnName(), property, through, property.GetRelationalTypeMapping()));
                }
            }
        }
    }

    /// <summary>The statement of a row at its place among the rows, with the names of its parameters.</summary>
    private sealed record Piece(string Text, string[] Parameters);

    private sealed record Column(
        string Name, IProperty Property, INavigation? Through, RelationalTypeMapping Mapping)
    {
        public object? ValueOf(NewRow row)
        {
            if (Property.IsShadowProperty())
            {
                // What a row must have and nobody gave is a bug here, and no null in the database.
                return Property.IsNullable ? row.Shadow.GetValueOrDefault(Property.Name) : row.Shadow[Property.Name];
            }

            var owner = Through is null ? row.Entity : Through.GetGetter().GetClrValue(row.Entity)!;
            return Property.GetGetter().GetClrValue(owner);
        }
    }
}

/// <summary>A row to be written.</summary>
/// <param name="Entity">An entity of the model.</param>
/// <param name="Shadow">Values of the properties that only storage has.</param>
internal sealed record NewRow(object Entity, IReadOnlyDictionary<string, object> Shadow)
{
    private static readonly Dictionary<string, object> None = [];

    public NewRow(object entity) : this(entity, None)
    {
    }
}
