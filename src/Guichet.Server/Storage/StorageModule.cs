using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Storage;

/// <summary>Opens the database that the configuration names.</summary>
internal static class StorageModule
{
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddStorageOptions(configuration);
        services.AddSingleton<IStorage>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            options.MakeFolder();
            IStorage storage = options.Provider == "postgres"
                ? PostgresStorage.Open(options.Connection)
                : SqliteStorage.Open(options.Connection);

            // Side by side, as both take their time. A model that does not hold together stops the start here.
            var model = Task.Run(() => BuildModel(storage));
            Migrator.Run(options, provider.GetRequiredService<ILogger<UnitOfWork>>());
            model.GetAwaiter().GetResult();
            return storage;
        });
        services.AddSingleton<UnitOfWork>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<ChangeSignal>();
        services.AddHostedService<ChangeRelay>();
        services.AddSingleton<IClock>(_ => new MicrosecondClock(SystemClock.Instance));

        // Keys that protect cookies and links lie where every node finds them.
        services.AddScoped(provider => provider.GetRequiredService<IStorage>().Read());
        services.AddDataProtection().SetApplicationName("Guichet").PersistKeysToDbContext<Database>();
    }

    /// <summary>Which database, for the server and for the verbs.</summary>
    public static void AddStorageOptions(this IServiceCollection services, IConfiguration configuration) =>
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
            })
            .ValidateOnStart();

    /// <summary>EF Core keeps it for every context of the storage.</summary>
    private static void BuildModel(IStorage storage)
    {
        using var database = storage.Read();
        _ = database.Model;
    }
}
