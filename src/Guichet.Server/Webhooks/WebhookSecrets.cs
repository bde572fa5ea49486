using System.Security.Cryptography;
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

    /// <summary>By which secrets something is signed at that instant, the present one first; none where the present
    /// one cannot be read, as the keys that it was encrypted by are gone.</summary>
    public IReadOnlyList<string> ReadAt(WebhookSubscription subscription, Instant now)
    {
        var previous = now < subscription.PreviousSecretUntil ? subscription.PreviousSecret : null;
        return Read(subscription.Secret) is not { } present ? []
            : previous is not null && Read(previous) is { } before ? [present, before]
            : [present];
    }

    private string? Read(string kept)
    {
        try
        {
            return protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
