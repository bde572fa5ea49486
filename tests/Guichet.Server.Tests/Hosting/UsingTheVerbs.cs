using Guichet.Server.Hosting;
using Microsoft.Data.Sqlite;

namespace Guichet.Server.Tests.Hosting;

/// <summary>The program asked to do something else than serve.</summary>
public sealed class UsingTheVerbs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("guichet-verbs-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Migrating_makes_the_schema_once()
    {
        var (first, told) = await AskAsync("migrate", On("a.db"));
        var (second, toldAgain) = await AskAsync("migrate", On("a.db"));

        Assert.Equal((0, 0), (first, second));
        Assert.Contains("0001-spine.sql", told, StringComparison.Ordinal);
        Assert.StartsWith("0 scripts were run", toldAgain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_taken_while_somebody_writes_is_whole_and_can_be_put_back()
    {
        await AskAsync("migrate", On("a.db"));
        using (var server = Open("a.db"))
        {
            Run(server, "pragma journal_mode = wal");
            Run(server, "create table probe (text); insert into probe values ('first')");
            var (saved, _) = await AskAsync("backup", At("saved.db"), On("a.db"));
            Run(server, "update probe set text = 'second'");

            var (inUse, why) = await AskAsync("restore", At("saved.db"), On("a.db"));

            Assert.Equal((0, 1), (saved, inUse));
            Assert.Contains("is in use. Stop the server first.", why, StringComparison.Ordinal);
        }

        var (restored, _) = await AskAsync("restore", At("saved.db"), On("a.db"));

        Assert.Equal(0, restored);
        Assert.Equal("first", TextIn("a.db"));
        Assert.Equal("second", TextIn("a.db.before-restore"));
    }

    [Fact]
    public async Task What_a_restore_put_aside_stays_through_the_next_one()
    {
        await AskAsync("migrate", On("a.db"));
        await AskAsync("backup", At("saved.db"), On("a.db"));
        using (var server = Open("a.db"))
        {
            Run(server, "create table probe (text); insert into probe values ('kept')");
        }

        var (first, _) = await AskAsync("restore", At("saved.db"), On("a.db"));
        var (second, _) = await AskAsync("restore", At("saved.db"), On("a.db"));

        Assert.Equal((0, 0), (first, second));
        Assert.Equal("kept", TextIn("a.db.before-restore"));
        Assert.True(File.Exists(At("a.db.before-restore-2")));
    }

    [Fact]
    public async Task A_destroyed_database_is_replaced()
    {
        await AskAsync("migrate", On("a.db"));
        await AskAsync("backup", At("saved.db"), On("a.db"));
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(At("a.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        Assert.Equal(0, (await AskAsync("restore", At("saved.db"), On("a.db"))).Code);
        Assert.Equal(0, (await AskAsync("migrate", On("a.db"))).Code);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_sentence()
    {
        await AskAsync("migrate", On("a.db"));

        var (code, why) = await AskAsync("backup", At("nowhere/saved.db"), On("a.db"));

        Assert.Equal(1, code);
        Assert.NotEmpty(why.Trim());
    }

    [Fact]
    public async Task A_backup_goes_over_no_other_and_of_nothing_there_is_none()
    {
        await AskAsync("migrate", On("a.db"));
        await AskAsync("backup", At("saved.db"), On("a.db"));

        Assert.Equal(1, (await AskAsync("backup", At("saved.db"), On("a.db"))).Code);
        Assert.Equal(1, (await AskAsync("backup", At("other.db"), On("nothing.db"))).Code);
        Assert.False(File.Exists(At("nothing.db")));
    }

    [Theory]
    [InlineData("This is no database, but it is longer than the sixteen bytes that one begins with.")]
    [InlineData("")]
    public async Task What_is_no_backup_replaces_nothing(string content)
    {
        await AskAsync("migrate", On("a.db"));
        await File.WriteAllTextAsync(At("wrong.db"), content, TestContext.Current.CancellationToken);

        var (code, _) = await AskAsync("restore", At("wrong.db"), On("a.db"));

        Assert.Equal(1, code);
        Assert.False(File.Exists(At("a.db.before-restore")));
    }

    [Fact]
    public async Task A_wrong_use_is_explained()
    {
        Assert.Equal(2, (await AskAsync("backup")).Code);
        Assert.Equal(2, (await AskAsync("migrate", "--Storage:Provider=oracle")).Code);
        var (_, told) = await AskAsync(
            "backup", At("b"), "--Storage:Provider=postgres", "--Storage:Connection=Host=nowhere");
        Assert.Contains("pg_dump", told, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Told)> AskAsync(params string[] arguments)
    {
        await using var told = new StringWriter();
        return (await Verbs.RunAsync(arguments, told), told.ToString());
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private string At(string file) => Path.Combine(folder, file);

    private string On(string file) => $"--Storage:Connection={At(file)}";

    private SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={At(file)};Pooling=False");
        connection.Open();
        return connection;
    }

    private object? TextIn(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "select text from probe";
        return command.ExecuteScalar();
    }
}
