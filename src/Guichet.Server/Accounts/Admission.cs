using System.Security.Claims;
using Guichet.Server.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;

namespace Guichet.Server.Accounts;

/// <summary>Somebody who proved who they are.</summary>
/// <param name="SignedIn">Who.</param>
/// <param name="Stamp">Their security stamp: a sign-in ends when it changes.</param>
internal sealed record Admission(SignedIn SignedIn, string Stamp)
{
    /// <summary>Lets the browser in by a cookie, and shows the person's language from now on.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        await http.SignInAsync(
            scheme, SignedIn.AsPrincipal(scheme, new Claim(HostingModule.StampClaim, Stamp)));
        http.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(SignedIn.Language)),
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            });
    }
}

/// <summary>Where to go on after signing in.</summary>
internal static class ReturnPath
{
    /// <summary>A path of this house; null for anything else, so that a link cannot lead elsewhere.</summary>
    public static string? Of(string? path) =>
        path is ['/', ..] and not (['/', '/', ..] or ['/', '\\', ..]) && !path.Any(char.IsControl) ? path : null;
}
