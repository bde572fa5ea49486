using MimeKit;

namespace Guichet.Server.Mail;

/// <summary>Where mails go. It throws where one could not be handed over; then it is tried again.</summary>
internal interface IMailTransport : IAsyncDisposable
{
    Task SendAsync(Guid id, MimeMessage mail, CancellationToken cancel);

    /// <summary>Nothing waits any more: what was kept open for the next mail may close.</summary>
    Task RestAsync();
}
