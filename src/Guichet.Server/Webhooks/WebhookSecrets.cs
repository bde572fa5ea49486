using Guichet.Client.Webhooks;
using Microsoft.AspNetCore.DataProtection;

namespace Guichet.Server.Webhooks;

/// <summary>Secrets of webhooks as they are stored: signing needs the secret itself, so that it is encrypted by the
/// house's own keys where a password would be hashed.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    /// <summary>For so long the secret before signs as well, so that a receiver can change over.</summary>
    public static readonly Duration Overlap = Duration.FromDays(1);

    private readonly IDataProtector protector = protection.CreateProtector("Guichet.Webhooks.Secret");

    /// <summary>A new one in the clear, and as it is stored.</summary>
    public (string Clear, string Protected) Make()
    {
        var secret = WebhookSignature.NewSecret();
        return (secret, protector.Protect(secret));
    }

    /// <summary>By which secrets something is signed at that instant: the present one first.</summary>
    public IEnumerable<string> ReadAt(WebhookSubscription subscription, Instant now)
    {
        yield return protector.Unprotect(subscription.Secret);
        if (subscription is { PreviousSecret: { } previous, PreviousSecretUntil: { } until } && now < until)
        {
            yield return protector.Unprotect(previous);
        }
    }
}
