using Guichet.Server.Accounts;
using Microsoft.AspNetCore.Localization;

namespace Guichet.Server.Shell;

/// <summary>The language of a page: what the person chose (a cookie), else what their browser asks for, else English.
/// </summary>
internal static class Language
{
    private static readonly string[] Offered = ["en", "fr"];

    /// <summary>The options for <c>app.UseRequestLocalization</c>.</summary>
    public static RequestLocalizationOptions Options =>
        new RequestLocalizationOptions { ApplyCurrentCultureToResponseHeaders = true }
        .SetDefaultCulture("en")
        .AddSupportedCultures(Offered)
        .AddSupportedUICultures(Offered);

    /// <summary><c>GET /language/fr?returnUrl=/packs</c>: keeps the choice for a year, and with the account of
    /// who is signed in, and goes back.</summary>
    public static void MapLanguage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{language}", async (
            string language, string? returnUrl, HttpContext http, ChangeProfile change, CancellationToken cancel) =>
        {
            if (!Offered.Contains(language))
            {
                return Results.NotFound();
            }

            if (http.SignedInOrNull() is { } signedIn && signedIn.Language != language)
            {
                await change.RunAsync(signedIn, language, http.Address(), cancel);
            }

            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    IsEssential = true,
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                });
            var local = returnUrl is ['/', ..] and not (['/', '/', ..] or ['/', '\\', ..]);
            return Results.LocalRedirect(local ? returnUrl! : "/");
        }).AllowAnonymous().ExcludeFromDescription();
}
