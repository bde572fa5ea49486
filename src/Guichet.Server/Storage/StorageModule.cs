using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Storage;

/// <summary>Opens the database that the configuration names.</summary>
internal static class StorageModule
{
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection("Storage"))
            .Validate(
                options => options.Provider is "sqlite" or "postgres",
                "Storage:Provider is either sqlite or postgres.")
            .Validate(
                options => options.Provider != "postgres" || options.Connection.Length > 0,
                "Storage:Connection must name the PostgreSQL database.")
            .PostConfigure(options =>
            {
                if (options is { Provider: "sqlite", Connection.Length: 0 })
                {
                    options.Connection = StorageOptions.DefaultFile;
                }
            });
        services.AddSingleton<IStorage>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            if (options.Provider == "sqlite"
                && Path.GetDirectoryName(Path.GetFullPath(options.Connection)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            Migrator.Run(options, provider.GetRequiredService<ILogger<UnitOfWork>>());
            return options.Provider == "postgres"
                ? PostgresStorage.Open(options.Connection)
                : SqliteStorage.Open(options.Connection);
        });
        services.AddSingleton<UnitOfWork>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<IClock>(_ => new MicrosecondClock(SystemClock.Instance));

        // Keys that protect cookies and links lie where every node finds them.
        services.AddScoped(provider => provider.GetRequiredService<IStorage>().Read());
        services.AddDataProtection().SetApplicationName("Guichet").PersistKeysToDbContext<Database>();
    }
}
