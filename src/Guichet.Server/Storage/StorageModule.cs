using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Storage;

/// <summary>Opens the database that the configuration names.</summary>
internal static class StorageModule
{
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddStorageOptions(configuration);

        // The longest of all that a start does: it begins before there is a database, beside everything else.
        var model = Task.Run(() => BuildModel(configuration["Storage:Provider"]));
        services.AddSingleton<IStorage>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            options.MakeFolder();
            IStorage storage = options.Provider == "postgres"
                ? PostgresStorage.Open(options.Connection)
                : SqliteStorage.Open(options.Connection);
            Migrator.Run(options, provider.GetRequiredService<ILogger<UnitOfWork>>());

            // A model that does not hold together stops the start here.
            model.GetAwaiter().GetResult();
            return storage;
        });
        services.AddSingleton<UnitOfWork>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<NodeTalk>();
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

    /// <summary>EF Core keeps it for every context of the provider, whatever it is connected to: to nothing here. A
    /// provider that there is not is refused with the other settings.</summary>
    private static void BuildModel(string? provider)
    {
        using var database = new Database(
            provider == "postgres" ? PostgresStorage.OptionsFor("Host=nowhere") : SqliteStorage.OptionsFor(""));
        _ = database.Model;
    }
}
