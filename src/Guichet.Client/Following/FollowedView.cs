using Guichet.Client.Catalog;

namespace Guichet.Client.Following;

/// <summary>A product or a release that somebody follows.</summary>
/// <param name="Reference"><c>windows-server</c> for the product with all its releases, or
/// <c>windows-server/2019</c>.</param>
/// <param name="Name">As people write it; the reference where the catalogue does not know it any more.</param>
/// <param name="FollowedAt">Since when.</param>
/// <param name="NextRelease">The release whose phase is the next to end; null where no end is announced.</param>
/// <param name="NextName">Its name.</param>
/// <param name="NextPhase">The phase that ends next.</param>
/// <param name="NextEndsOn">Its last day, inclusive, in the policy's time zone.</param>
public sealed record FollowedView(
    string Reference,
    string Name,
    DateTimeOffset FollowedAt,
    string? NextRelease,
    string? NextName,
    LifecyclePhase? NextPhase,
    DateOnly? NextEndsOn);
