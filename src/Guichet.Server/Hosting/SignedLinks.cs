using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Guichet.Server.Hosting;

/// <summary>Signs what stands in the link of a mail, so that the house knows its own: nobody can make one, change one,
/// read one, or use one for something else than its purpose. Signed by the keys that sign-ins are.</summary>
internal sealed class SignedLinks(IDataProtectionProvider protection)
{
    private const string Purpose = "Guichet.SignedLinks";
    private const string Forever = "-";

    /// <summary>A link of its own each time, in letters that an address may hold.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="subject">Whom or what it is about.</param>
    /// <param name="until">When it ends; null: never by itself.</param>
    public string Sign(string purpose, string subject, Instant? until)
    {
        var end = until is { } at ? at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : Forever;
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return protection.CreateProtector(Purpose, purpose).Protect($"{end} {salt} {subject}");
    }

    /// <summary>What it is about; null where it is not one of this house for that purpose, or has ended.</summary>
    public string? Read(string purpose, string link, Instant now)
    {
        string text;
        try
        {
            text = protection.CreateProtector(Purpose, purpose).Unprotect(link);
        }
        catch (CryptographicException)
        {
            return null;
        }

        var parts = text.Split(' ', 3);
        return parts[0] == Forever
            || now.ToUnixTimeSeconds() < long.Parse(parts[0], CultureInfo.InvariantCulture)
            ? parts[2]
            : null;
    }
}
