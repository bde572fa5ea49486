namespace Guichet.Catalog;

/// <summary>A date of a release that an import moves, announces or withdraws.</summary>
/// <param name="Release"><c>windows-server/2019</c>.</param>
/// <param name="Field">Its name in the catalogue file: <c>mainstreamEndsOn</c>.</param>
/// <param name="From">The day as it was; null where none was announced.</param>
/// <param name="To">The day as it is; null where none is announced any more.</param>
public sealed record MovedDate(string Release, string Field, LocalDate? From, LocalDate? To);

/// <summary>What an import does to dates that people have planned by.</summary>
public static class MovedDates
{
    private static readonly string[] Fields =
        ["releasedOn", "mainstreamEndsOn", "extendedEndsOn", "securityUpdatesEndOn"];

    /// <summary>The dates that move, in the order of the import; those of new releases do not.</summary>
    public static IReadOnlyList<MovedDate> Of(CatalogChanges changes) =>
    [
        .. from line in changes.Lines
           where line.Kind == CatalogChangeKind.Changed
           from field in line.Fields
           where Fields.Contains(field.Field)
           select new MovedDate(line.Subject, field.Field, Day(field.From), Day(field.To)),
    ];

    private static LocalDate? Day(string written) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(written) is { Success: true } day ? day.Value : null;
}
