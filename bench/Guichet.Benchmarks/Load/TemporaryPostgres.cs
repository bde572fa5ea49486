using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Guichet.Benchmarks.Load;

/// <summary>The PostgreSQL that <c>GUICHET_BENCH_POSTGRES</c> names (a connection string without a database), or a
/// cluster of our own in a temporary folder, on loopback, with durable commits, stopped and removed at the
/// end.</summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    private const string Installed = "/usr/lib/postgresql";

    private readonly string server;
    private readonly string? folder;

    private TemporaryPostgres(string server, string? folder) => (this.server, this.folder) = (server, folder);

    public static async Task<TemporaryPostgres> StartAsync(CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable("GUICHET_BENCH_POSTGRES") is { Length: > 0 } named)
        {
            return new TemporaryPostgres(named, null);
        }

        var folder = Directory.CreateTempSubdirectory("guichet-bench-pg-").FullName;
        var port = FreePort();
        var started = new TemporaryPostgres($"Host=127.0.0.1;Port={port};Username=postgres", folder);
        try
        {
            if (Environment.UserName == "root")
            {
                await RunAsync("chown", ["postgres", folder], cancel);
            }

            await RunToolAsync(
                "initdb",
                ["-D", started.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
                cancel);
            var settings = string.Create(CultureInfo.InvariantCulture, $"""
                -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c synchronous_commit=on
                -c shared_buffers=512MB -c max_wal_size=4GB -c jit=off
                """).ReplaceLineEndings(" ");
            await RunToolAsync(
                "pg_ctl",
                ["-D", started.Data, "-l", Path.Combine(folder, "log"), "-o", settings, "-w", "start"],
                cancel);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    private string Data => Path.Combine(folder!, "data");

    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Path of a program of the newest PostgreSQL on this machine.</summary>
    public static string Tool(string name) => Directory.Exists(Installed)
        && Directory.GetDirectories(Installed)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin", name))
            .FirstOrDefault(File.Exists) is { } found
                ? found
                : name;

    /// <summary>A new database; the answer is its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancel)
    {
        var name = $"guichet_bench_{Guid.NewGuid():N}";
        await ExecuteAsync("postgres", $"create database {name}", cancel);
        return $"{server};Database={name}";
    }

    public Task DropDatabaseAsync(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        return ExecuteAsync("postgres", $"drop database if exists {name} with (force)", CancellationToken.None);
    }

    /// <summary>Runs a program to its end; the answer is what it printed.</summary>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancel, string? password = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        if (password is not null)
        {
            start.Environment["PGPASSWORD"] = password;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);

            // A server that was started in the background keeps the pipes, so only a failed program is listened to.
            return process.ExitCode == 0
                ? Path.GetFileName(program) == "pgbench" ? await output : ""
                : throw new InvalidOperationException($"{program} failed: {await errors}{await output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            {
                await RunToolAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"], CancellationToken.None);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private static Task<string> RunToolAsync(string tool, IEnumerable<string> arguments, CancellationToken cancel) =>
        Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", Tool(tool), .. arguments], cancel)
            : RunAsync(Tool(tool), arguments, cancel);

    [SuppressMessage("Security", "CA2100", Justification = "The name is made here, of letters and digits.")]
    private async Task ExecuteAsync(string database, string statement, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection($"{server};Database={database};Pooling=false");
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
