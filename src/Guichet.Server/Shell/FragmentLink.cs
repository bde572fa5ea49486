using Microsoft.AspNetCore.Components;

namespace Guichet.Server.Shell;

/// <summary>Links within a page. The path is part of them: with a base element, "#main" alone would leave the page.
/// </summary>
internal static class FragmentLink
{
    /// <summary>The page as it stands, with its query, at the element with that id.</summary>
    public static string ToElement(this NavigationManager address, string id) =>
        $"{new Uri(address.Uri).PathAndQuery}#{id}";
}
