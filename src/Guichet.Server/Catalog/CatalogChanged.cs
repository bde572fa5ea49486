using Guichet.Catalog;
using Guichet.Server.Storage;

namespace Guichet.Server.Catalog;

/// <summary>What the outbox is told of each new version of the catalogue, in the transaction that writes it.</summary>
/// <param name="FromVersion">The version before.</param>
/// <param name="ToVersion">The version it made.</param>
/// <param name="Moved">The dates that it moved; may be empty.</param>
internal sealed record CatalogChanged(int FromVersion, int ToVersion, IReadOnlyList<CatalogChanged.Date> Moved)
{
    public const string Kind = "catalog.changed";

    /// <summary>The dates that people plan by.</summary>
    private static readonly string[] Dates =
        ["releasedOn", "mainstreamEndsOn", "extendedEndsOn", "securityUpdatesEndOn"];

    public static OutboxMessage Of(IEnumerable<DateMove> moves, int version, Instant at) => OutboxMessage.Of(
        Kind,
        new CatalogChanged(
            version - 1,
            version,
            [
                .. moves.Where(move => Dates.Contains(move.Field))
                    .Select(move => new Date(move.Release, move.Field, move.From, move.To)),
            ]),
        at);

    /// <summary>A date that was moved, as JSON writes it: ISO days, empty for none.</summary>
    internal sealed record Date(string Release, string Field, string From, string To);
}
