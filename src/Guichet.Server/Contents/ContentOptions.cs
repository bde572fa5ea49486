using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Contents;

/// <summary>Section <c>Contents</c> of the configuration: where files that people send are kept.</summary>
internal sealed class ContentOptions
{
    /// <summary>A folder that all nodes see; where nobody says, beside the file of the database, or
    /// <c>data/contents</c>.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Kept there instead, where a bucket is named.</summary>
    public BucketOptions S3 { get; set; } = new();

    public string FolderOr(StorageOptions storage) =>
        Folder.Length > 0 ? Folder
        : storage.Provider == "sqlite" ? Path.ChangeExtension(Path.GetFullPath(storage.Connection), null) + "-contents"
        : Path.Combine("data", "contents");
}

/// <summary>Section <c>Contents:S3</c>.</summary>
internal sealed class BucketOptions
{
    /// <summary>Address of the service, as <c>https://s3.eu-west-3.amazonaws.com</c>.</summary>
    public string Address { get; set; } = "";

    /// <summary>The bucket; files lie there where one is named.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>The region that requests are signed for.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The key by which the service knows this house.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>What requests are signed with.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Put before every name, where the bucket holds other things too.</summary>
    public string Prefix { get; set; } = "";
}

/// <summary>The services of the store.</summary>
internal static class ContentsModule
{
    public static void AddContents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ContentOptions>().Bind(configuration.GetSection("Contents"))
            .Validate(
                options => options.S3.Bucket.Length == 0
                    || (Uri.TryCreate(options.S3.Address, UriKind.Absolute, out var address)
                        && address.Scheme is "https" or "http"
                        && options.S3.AccessKey.Length > 0 && options.S3.SecretKey.Length > 0),
                "Contents:S3 needs Address, AccessKey and SecretKey beside its Bucket.")
            .ValidateOnStart();
        services.AddSingleton<IContentStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ContentOptions>>().Value;
            return options.S3.Bucket.Length > 0
                ? new BucketContents(options.S3, provider.GetRequiredService<PassingFiles>())
                : new FolderContents(FolderOf(provider));
        });
        services.AddSingleton(provider => new PassingFiles(Path.Combine(FolderOf(provider), "passing")));
        services.AddSingleton<ContentKeeping>();
        services.AddSweep<SweepContents>(TimeSpan.FromMinutes(5));
        services.AddOptions<ScannerOptions>().Bind(configuration.GetSection("Scanner"))
            .Validate(
                options => options.Address.Length == 0 || options.EndPoint is not null,
                "Scanner:Address is the address of clamd, as 127.0.0.1:3310.")
            .ValidateOnStart();
        services.AddSingleton<VirusScanner>();
    }

    private static string FolderOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ContentOptions>>().Value.FolderOr(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value);
}
