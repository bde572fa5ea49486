using System.Security.Claims;
using Guichet.Accounts;
using Guichet.Server.Shell;

namespace Guichet.Server.Accounts;

/// <summary>The person behind a request, read once when it was authenticated.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Email">Their address.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Language"><c>en</c> or <c>fr</c>.</param>
/// <param name="Country">Two letters: the organisation's, else their own.</param>
/// <param name="OrganizationName">Null without an organisation.</param>
/// <param name="Shortcuts">Whether single keys do something at the desk.</param>
internal sealed record SignedIn(
    Actor Actor, string Email, string TimeZone, string Language, string Country, string? OrganizationName = null,
    bool Shortcuts = true)
{
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) ?? DateTimeZone.Utc;

    /// <summary>The claims that authorization and page frames look at.</summary>
    public ClaimsPrincipal AsPrincipal(string scheme, params IEnumerable<Claim> more) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, Actor.Person.Value.ToString()),
            new(ClaimTypes.Name, Actor.Name),
            new(ClaimTypes.Role, Actor.Role.ToString()),
            new(Reader.ZoneClaim, TimeZone),
            .. Shortcuts ? [] : new Claim[] { new(Reader.NoShortcutsClaim, "true") },
            .. more,
        ],
        scheme));
}

internal static class SignedInAccess
{
    /// <summary>Who acts. Only behind authorization: without a person it is a bug and throws.</summary>
    public static SignedIn SignedIn(this HttpContext http) =>
        http.Features.Get<SignedIn>() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Who acts; null for a visitor.</summary>
    public static SignedIn? SignedInOrNull(this HttpContext http) => http.Features.Get<SignedIn>();

    /// <summary>Who acts.</summary>
    public static Actor Actor(this HttpContext http) => http.SignedIn().Actor;
}
