using System.Text.RegularExpressions;

namespace Guichet.Benchmarks.Load;

/// <summary>Signs in as a browser does; the client keeps the cookies.</summary>
internal static partial class BrowserSignIn
{
    private static readonly Uri Door = new("/account/sign-in", UriKind.Relative);

    public static async Task AtAsync(HttpClient browser, string email, CancellationToken cancel)
    {
        var page = await browser.GetStringAsync(Door, cancel);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(page).Groups["value"].Value,
            ["Model.Email"] = email,
            ["Model.Password"] = Seeding.Password,
        });
        using var answer = await browser.PostAsync(Door, form, cancel);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath == Door.OriginalString)
        {
            throw new InvalidOperationException("The agent could not sign in.");
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Token();
}
