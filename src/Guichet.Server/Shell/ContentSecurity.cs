namespace Guichet.Server.Shell;

/// <summary>What a page may load: files of this house, and nothing written into the page itself.</summary>
internal static class ContentSecurity
{
    /// <summary>The value of <c>Content-Security-Policy</c> for pages. A payment gateway that a form leads to must be
    /// added to <c>form-action</c>: browsers hold redirects after a post to it as well.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'; manifest-src 'self'";
}
