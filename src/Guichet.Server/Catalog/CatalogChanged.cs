using Guichet.Catalog;
using Guichet.Server.Storage;
using NodaTime.Text;

namespace Guichet.Server.Catalog;

/// <summary>What the outbox is told of each new version of the catalogue, in the transaction that writes it.</summary>
/// <param name="FromVersion">The version before.</param>
/// <param name="ToVersion">The version it made.</param>
/// <param name="Moved">The dates that it moved; may be empty.</param>
internal sealed record CatalogChanged(int FromVersion, int ToVersion, IReadOnlyList<CatalogChanged.Date> Moved)
{
    public const string Kind = "catalog.changed";

    public static OutboxMessage Of(CatalogChanges changes, int version, Instant at) => OutboxMessage.Of(
        Kind,
        new CatalogChanged(version - 1, version, [.. MovedDates.Of(changes).Select(Date.Of)]),
        at);

    /// <summary>A date that was moved, as JSON writes it: ISO days, empty for none.</summary>
    internal sealed record Date(string Release, string Field, string From, string To)
    {
        public static Date Of(MovedDate moved) =>
            new(moved.Release, moved.Field, Written(moved.From), Written(moved.To));

        private static string Written(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : "";
    }
}
