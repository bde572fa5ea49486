namespace Guichet.Server.Search;

/// <summary>What is said to one table of the index.</summary>
internal sealed class IndexTable
{
    private static readonly IndexTable Shown = new("search_shown");
    private static readonly IndexTable Desk = new("search_desk");

    private IndexTable(string name)
    {
        Write = $$"""
            insert into {{name}} (number, words)
            select one.number, array_to_tsvector(string_to_array(one.words, ' '))
            from unnest({0}::bigint[], {1}::text[]) as one (number, words)
            on conflict (number) do update set words = excluded.words
            """;
        WriteOnSqlite = $$"""insert or replace into {{name}} (rowid, words) values ({0}, {1})""";
        Newest = $"""select coalesce(max(number), 0) as "Value" from {name}""";

        // Fenced off, so that the numbers are not walked through instead of the words' index.
        Find = $$"""
            select hit.number as "Value"
            from (select number from {{name}} where words @@ {0}::tsquery offset 0) as hit
            where hit.number >= {1} and hit.number < {2} order by hit.number desc limit {3}
            """;

        // FTS5 goes from the highest row down by itself and stops when it has enough.
        FindOnSqlite = $$"""
            select rowid as "Value" from {{name}}
            where {{name}} match {0} and rowid >= {1} and rowid < {2} order by rowid desc limit {3}
            """;
    }

    /// <summary>Puts documents in the place of what is there: their numbers, their words. PostgreSQL.</summary>
    public string Write { get; }

    /// <summary>The same for one document.</summary>
    public string WriteOnSqlite { get; }

    /// <summary>The highest number. PostgreSQL.</summary>
    public string Newest { get; }

    /// <summary>Numbers, newest first: what is asked, from, below, how many. PostgreSQL.</summary>
    public string Find { get; }

    /// <summary>The same.</summary>
    public string FindOnSqlite { get; }

    /// <summary>The table of a side. The desk's is never asked for a customer.</summary>
    public static IndexTable Of(Audience audience) => audience == Audience.Desk ? Desk : Shown;
}
