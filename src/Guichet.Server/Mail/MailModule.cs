namespace Guichet.Server.Mail;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class MailModule
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
    }
}
