using System.Data.Common;

namespace Guichet.Server.Storage;

/// <summary>Commands of our own: their parameters, and the columns that the two databases keep differently.</summary>
internal static class RowReader
{
    public static void Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }

    public static Instant ReadInstant(this DbDataReader row, int column, bool onSqlite) =>
        onSqlite ? Microseconds.ToInstant(row.GetInt64(column)) : row.GetFieldValue<Instant>(column);

    public static LocalDate? ReadDay(this DbDataReader row, int column, bool onSqlite) =>
        row.IsDBNull(column)
            ? null
            : onSqlite
                ? NodaTime.Text.LocalDatePattern.Iso.Parse(row.GetString(column)).Value
                : row.GetFieldValue<LocalDate>(column);

    public static Guid? ReadGuid(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetGuid(column);
}
