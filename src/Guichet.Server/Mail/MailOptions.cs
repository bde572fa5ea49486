using MailKit.Security;

namespace Guichet.Server.Mail;

/// <summary>Section <c>Mail</c> of the configuration.</summary>
internal sealed class MailOptions
{
    /// <summary>The SMTP server; empty: mails lie in <c>Mail:Folder</c>.</summary>
    public string Host { get; set; } = "";

    /// <summary>Of the SMTP server.</summary>
    public int Port { get; set; } = 587;

    /// <summary>By whom mails are handed in; empty where the server asks for nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>Of that user. Give it in the environment (<c>Mail__Password</c>), not on the command line.</summary>
    public string Password { get; set; } = "";

    /// <summary><c>StartTls</c>, <c>Tls</c> (from the first byte, usually port 465), or <c>None</c> for a server
    /// on the same
    /// machine.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The sender; empty: <c>no-reply@</c> and the host of <c>Mail:PublicAddress</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>The name beside the sender's address.</summary>
    public string FromName { get; set; } = "Guichet";

    /// <summary>What links in mails begin with: <c>https://support.contoso.com</c>; set it behind a proxy; empty:
    /// the server's own first address.
    /// </summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Where the agents' team is told of new incidents and of answers that no agent looks after yet; empty:
    /// nowhere.</summary>
    public string TeamAddress { get; set; } = "";

    /// <summary><c>en</c> or <c>fr</c>.</summary>
    public string TeamLanguage { get; set; } = "en";

    /// <summary>Where mails lie while no server is named; empty: <c>mail</c> beside the database.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Whether this node delivers. Where no node does, mails wait.</summary>
    public bool Delivers { get; set; } = true;

    /// <summary>No server is named: mails reach nobody.</summary>
    public bool StaysHere => Host.Length == 0;
}

/// <summary>How the way to the SMTP server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>Not at all: only for a server on the same machine.</summary>
    None,

    /// <summary>Begins in the clear and must turn to TLS.</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually port 465.</summary>
    Tls,
}

internal static class MailSecurityOptions
{
    public static SecureSocketOptions ToSocketOptions(this MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
    };
}
