namespace Guichet.Server.Upkeep.Fetching;

/// <summary>What an address answered.</summary>
/// <param name="Text">The document; null where there is nothing newer.</param>
/// <param name="Etag">To be sent back next time.</param>
/// <param name="LastModified">To be sent back next time.</param>
internal sealed record Fetched(string? Text, string? Etag, string? LastModified);
