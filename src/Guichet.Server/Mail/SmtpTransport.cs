using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Guichet.Server.Mail;

/// <summary>Hands mails to the SMTP server. The connection stays open while mails follow each other; only the delivery
/// loop uses it, one mail after the other.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport
{
    /// <summary>Well below the lease, so that nobody else tries the same mail meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private SmtpClient? client;

    public async Task SendAsync(Guid id, MimeMessage mail, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            client = await ConnectedAsync(limit.Token);
            await client.SendAsync(mail, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Drop();
            throw new TimeoutException($"The server did not take the mail within {Patience.TotalSeconds} seconds.");
        }
        catch (Exception)
        {
            // After a "no" the connection would do, after anything else not; a new one is right for both.
            Drop();
            throw;
        }
    }

    public async Task RestAsync()
    {
        if (client is { IsConnected: true })
        {
            using var limit = new CancellationTokenSource(Patience);
            try
            {
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception)
            {
                // The mails are handed over; a farewell that nobody answers changes nothing.
            }
        }

        Drop();
    }

    public async ValueTask DisposeAsync() => await RestAsync();

    private async Task<SmtpClient> ConnectedAsync(CancellationToken cancel)
    {
        if (client is { IsConnected: true })
        {
            return client;
        }

        Drop();
        var settings = options.Value;
        var fresh = client = new SmtpClient();
        await fresh.ConnectAsync(settings.Host, settings.Port, settings.Security.ToSocketOptions(), cancel);
        if (settings.User.Length > 0)
        {
            await fresh.AuthenticateAsync(settings.User, settings.Password, cancel);
        }

        return fresh;
    }

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }
}
