namespace Guichet.Benchmarks.Load;

/// <summary>Makes a queue long by copying an incident that was submitted: half of the copies are answered and promise a
/// next update, a tenth waits for the customer while that stands, two in a hundred are the agent's and two the agent's
/// team's, every severity and two products.</summary>
internal static class LongQueue
{
    /// <summary>One incident in a hundred is about it.</summary>
    public const string RareProduct = "sql-server";

    /// <summary>Where the parts of a GUID begin in its 32 digits, and how long they are.</summary>
    private static readonly string[] GuidParts = ["1, 8", "9, 4", "13, 4", "17, 4", "21, 12"];

    /// <summary>Where there is a table <c>bench_text</c>, title and statement are taken from its lines.</summary>
    public static async Task GrowAsync(HouseDatabase database, Guid agent, int until, CancellationToken cancel)
    {
        var onSqlite = database.Provider == "sqlite";
        var tables = await database.ReadTextsAsync(
            onSqlite
                ? "select name from sqlite_master where name = 'bench_text'"
                : "select table_name from information_schema.tables where table_name = 'bench_text'",
            cancel);
        var hasTexts = tables.Count > 0;
        await database.RunAsync(
            $"""
            insert into team (key, name, choice, skills, hands_over_to, retired, version)
            values ('bench', 'Bench', 'None', '[]', '[]', {(onSqlite ? "0" : "false")}, 1)
            """,
            cancel);
        await database.RunAsync(
            $"""
            insert into team_member (team, person, skills)
            values ('bench', '{(onSqlite ? agent.ToString().ToUpperInvariant() : agent.ToString())}', '[]')
            """,
            cancel);
        await database.RunAsync("update team_revision set revision = 2", cancel);
        var missing = until - await database.RunAsync("select count(*) from incident", cancel);
        var names = await database.ReadTextsAsync(
            onSqlite
                ? "select name from pragma_table_info('incident') where name <> 'number'"
                : """
                    select column_name from information_schema.columns
                    where table_name = 'incident' and column_name <> 'number' and is_generated = 'NEVER'
                    """,
            cancel);
        var rows = onSqlite
            ? $"""
                (with recursive one (step, fresh) as (
                    select 1, upper(hex(randomblob(16)))
                    union all select step + 1, upper(hex(randomblob(16))) from one where step < {missing})
                select step, fresh from one) as made
                """
            : $"(select step from generate_series(1, {missing}) as step) as made";
        await database.RunAsync(
            $"""
            insert into incident ({string.Join(", ", names)})
            select {string.Join(", ", names.Select(name => hasTexts && (name is "title" or "statement")
                ? $"bench_text.{name}"
                : ValueOf(name, agent, onSqlite)))}
            from (select * from incident order by number limit 1) as incident, {rows}
            {(hasTexts ? "join bench_text on bench_text.line = made.step" : "")}
            """,
            cancel);
        if (!onSqlite)
        {
            // As its autovacuum would. On SQLite nobody gathers statistics: its plans are made of the schema alone.
            await database.RunAsync("vacuum analyze incident", cancel);
        }
    }

    private static string ValueOf(string name, Guid agent, bool onSqlite) => name switch
    {
        "id" when onSqlite => string.Join(" || '-' || ", GuidParts.Select(part => $"substr(fresh, {part})")),
        "id" => "gen_random_uuid()",
        "queue_at" or "due_at" => onSqlite ? $"{name} + step * 1000000" : $"{name} + step * interval '1 second'",
        "promise" => "case when step % 2 = 1 then 'NextUpdate' else 'FirstResponse' end",
        "promise_runs" => "step % 10 <> 1",
        "answered" when onSqlite => "step % 2",
        "answered" => "step % 2 = 1",
        "responded_at" => "case when step % 2 = 1 then submitted_at end",
        "status" => "case when step % 10 = 1 then 'WaitingOnCustomer' when step % 2 = 1 then 'InProgress' "
            + "else 'Submitted' end",
        "team" => "case when step % 50 = 0 then 'bench' end",
        "agent" when onSqlite => $"case when step % 100 < 2 then '{agent.ToString().ToUpperInvariant()}' end",
        "agent" => $"case when step % 100 < 2 then uuid '{agent}' end",
        "severity" => "case when step % 20 = 0 then 'A' when step % 3 = 0 then 'C' else 'B' end",
        "release" => $"case when step % 100 = 0 then '{RareProduct}/2022' else release end",

        // How coverage was decided is long, and no queue reads it.
        "coverage" => "'{}'",
        _ => $"incident.{name}",
    };
}
