using Guichet.Server.Hosting;

namespace Guichet.Server.Attachments;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class AttachmentsModule
{
    public static void AddAttachments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AttachmentOptions>().Bind(configuration.GetSection("Attachments"))
            .Validate(
                options => options is { MostBytes: > 0, MostOnIncident: > 0, MostUnsentBytes: > 0 },
                "Attachments:MostBytes, Attachments:MostOnIncident and Attachments:MostUnsentBytes are above 0.")
            .ValidateOnStart();
        services.AddSingleton<StartUpload>();
        services.AddSingleton<ContinueUpload>();
        services.AddSingleton<FinishUpload>();
        services.AddSingleton<WithdrawUpload>();
        services.AddSingleton<UploadParts>();
        services.AddSingleton<Examination>();
        services.AddSingleton<AttachmentTurn>();
        services.AddSingleton<HandOut>();
        services.AddSingleton<SentFiles>();
        services.AddSweep<TendAttachments>(TimeSpan.FromMinutes(1));
    }

    public static void MapAttachments(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapAttachmentApi();
        routes.MapAttachmentDoors();
    }
}
