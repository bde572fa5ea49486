namespace Guichet.Client.Packs;

/// <summary>A release that a pack can be used for today.</summary>
/// <param name="Reference"><c>windows-server/2019</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="LastDay">Last day on which the pack can be used for it, inclusive; null where no end is
/// announced.</param>
/// <param name="EndsWithPack">Whether that is the pack's own last usable day.</param>
public sealed record CoveredReleaseView(string Reference, string Name, DateOnly? LastDay, bool EndsWithPack);
