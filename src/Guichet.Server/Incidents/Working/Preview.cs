using Guichet.Server.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;

namespace Guichet.Server.Incidents.Working;

/// <summary>What somebody is writing as others will read it: by the same way as what is written. Nothing of it is kept.
/// </summary>
internal static class Preview
{
    public const string Button = "preview";

    /// <summary>As long as a message may be.</summary>
    private const int Longest = 50_000;

    /// <summary>Whether a form was posted to be looked at, not to be sent.</summary>
    public static bool WantsPreview(this HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType
        && http.Request.Form.ContainsKey(Button);

    public static MarkupString Of(string text, Texts texts) =>
        string.IsNullOrWhiteSpace(text)
            ? new MarkupString(texts["preview.empty"])
            : MessageBody.Html(text[..Math.Min(text.Length, Longest)], texts["timeline.quotation"]);

    /// <summary>For the script of the pages, which shows it without a new page.</summary>
    public static void MapPreview(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/preview", ShowAsync).RequireAuthorization().ExcludeFromDescription();

    /// <summary>The form is read here and not by the framework, which would answer a wrong kind of content before it
    /// asks who sends it.</summary>
    private static async Task<IResult> ShowAsync(HttpContext http, IAntiforgery antiforgery, Texts texts) =>
        http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http)
            ? Results.Content(Of(http.Request.Form["text"].ToString(), texts).Value, "text/html")
            : Results.BadRequest();
}
