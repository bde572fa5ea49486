namespace Guichet.Server.Shell;

/// <summary>What a page may load: files of this house, and nothing written into the page itself.</summary>
internal static class ContentSecurity
{
    /// <summary>The value of <c>Content-Security-Policy</c> for pages.</summary>
    /// <param name="paidAt">Scheme and host of a payment gateway to which a form of ours leads: browsers hold redirects
    /// after a post to the policy as well. Null for none.</param>
    public static string Of(string? paidAt) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + $"form-action 'self'{(paidAt is null ? "" : $" {paidAt}")}; "
        + "base-uri 'self'; frame-ancestors 'none'; manifest-src 'self'";
}
