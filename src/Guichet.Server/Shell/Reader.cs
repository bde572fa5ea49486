using System.Security.Claims;
using Guichet.Accounts;

namespace Guichet.Server.Shell;

/// <summary>Who reads the page, as far as its frame needs to know: read from the sign-in's claims, without a query.
/// </summary>
/// <param name="Name">As shown in the account menu; empty for a visitor.</param>
/// <param name="Role">Null for a visitor.</param>
/// <param name="Zone">In which times are written; UTC for a visitor.</param>
/// <param name="Shortcuts">Whether single keys do something at the desk.</param>
internal sealed record Reader(string Name, Role? Role, DateTimeZone Zone, bool Shortcuts = true)
{
    /// <summary>The claim with the person's time zone, an IANA name such as <c>Europe/Paris</c>.</summary>
    public const string ZoneClaim = "zoneinfo";

    /// <summary>The claim of whoever has switched single-key shortcuts off.</summary>
    public const string NoShortcutsClaim = "no-shortcuts";

    private static readonly Reader Visitor = new("", null, DateTimeZone.Utc);

    /// <summary>Whether they work for the vendor, and so see the desk.</summary>
    public bool IsStaff => Role is not (null or Guichet.Accounts.Role.Customer);

    /// <summary>The reader of a request.</summary>
    public static Reader Of(HttpContext? context)
    {
        if (context?.User is not { Identity.IsAuthenticated: true } person)
        {
            return Visitor;
        }

        var role = person.FindFirstValue(ClaimTypes.Role) ?? person.FindFirstValue("role");
        var zone = person.FindFirstValue(ZoneClaim);
        return new(
            person.FindFirstValue(ClaimTypes.Name) ?? person.FindFirstValue("name") ?? "",
            Enum.TryParse<Role>(role, out var known) ? known : null,
            (zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)) ?? DateTimeZone.Utc,
            !person.HasClaim(claim => claim.Type == NoShortcutsClaim));
    }
}
