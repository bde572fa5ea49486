using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Guichet.Client.Webhooks;

/// <summary>The signature of Standard Webhooks 1.0 (HMAC-SHA256, <c>v1</c>): how the server signs, and how a receiver
/// verifies before it reads anything else.</summary>
public static class WebhookSignature
{
    /// <summary>What every secret begins with, so that scanners find one that lies where it should not.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>How far a receiver lets the time of a try lie from its own clock.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>A new secret of 256 bits.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>One signature: <c>v1,…</c>.</summary>
    /// <param name="secret">With or without its prefix.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The bytes as they are sent.</param>
    /// <exception cref="ArgumentException">The secret is empty: anybody could sign by it.</exception>
    /// <exception cref="FormatException">It is not Base64.</exception>
    public static string Of(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var key = Convert.FromBase64String(
            secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
        if (key.Length == 0)
        {
            throw new ArgumentException("The secret is empty.", nameof(secret));
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>Whether the message comes from whoever has the secret, and was sent just now.</summary>
    /// <param name="secret">With or without its prefix.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>; several stand there while a secret is changed.
    /// </param>
    /// <param name="body">The bytes as they came, before anything reads them as JSON.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <exception cref="ArgumentException">The secret is empty: anybody could sign by it.</exception>
    /// <exception cref="FormatException">It is not Base64.</exception>
    public static bool IsValid(
        string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sentAt)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - sentAt) > (decimal)Tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Of(secret, id, sentAt, body));
        var found = false;
        foreach (var given in (signatures ?? "").Split(' '))
        {
            found |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(given));
        }

        return found;
    }
}
