using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Mail;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class MailModule
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail"))
            .PostConfigure<IOptions<StorageOptions>>((options, storage) =>
            {
                if (options.Folder.Length == 0)
                {
                    options.Folder = Path.Combine(FolderOf(storage.Value), "mail");
                }
            })
            .Validate(
                options => options.PublicAddress.Length == 0
                    || (Uri.TryCreate(options.PublicAddress, UriKind.Absolute, out var address)
                        && address.Scheme is "http" or "https"),
                "Mail:PublicAddress is an address that begins with https:// or http://.")
            .Validate(options => options.TeamLanguage is "en" or "fr", "Mail:TeamLanguage is either en or fr.")
            .ValidateOnStart();
        services.AddSingleton<OutboxQueue>();
        services.AddSweep<OutboxSweep>(TimeSpan.FromDays(1));
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<MailForm>();
        services.AddSingleton<MailEnvelope>();
        services.AddSingleton<IMailComposer, AccountMails>();
        services.AddSingleton<IMailComposer, OrderMails>();
        services.AddSingleton<IMailComposer, ChargebackMails>();
        services.AddSingleton<IMailComposer, ExemptionMails>();
        services.AddSingleton<IMailComposer, IncidentMails>();
        services.AddSingleton<IMailComposer, AlarmMails>();
        services.AddSingleton<IMailComposer, PromiseMails>();
        services.AddSingleton<IMailComposer, TogetherMails>();
        services.AddSingleton<IMailComposer, UpkeepMails>();
        services.AddSingleton<IMailComposer, DisputeMails>();
        services.AddSingleton<IMailComposer, PartnerMails>();
        services.AddSingleton<IMailComposer, FollowingMails>();
        services.AddSingleton<IMailComposer, PackMails>();
        services.AddSingleton<IMailComposer, RecoveryMails>();
        services.AddSingleton<IMailComposer, WebhookMails>();
        services.AddSingleton<IMailComposer, GuestMails>();
        services.AddSingleton<IMailComposer, ColleagueMails>();
        services.AddSingleton<MailComposition>();
        services.AddSingleton<IMailTransport>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>();
            return options.Value.StaysHere ? new FolderTransport(options) : new SmtpTransport(options);
        });
        services.AddSingleton<OutboxDelivery>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDelivery>());
    }

    private static string FolderOf(StorageOptions storage) => Path.GetDirectoryName(
        storage.Provider == "sqlite" ? storage.Connection : StorageOptions.DefaultFile) ?? "";
}
