namespace Guichet.Catalog;

/// <summary>A date of a release that was known and is another one now.</summary>
/// <param name="Release">Release reference.</param>
/// <param name="Name">The release's name after the move.</param>
/// <param name="Field">As the catalogue file names it: a date, <c>endedOnUnknownDay</c>, or <c>policy</c> where the
/// policy alone makes support end earlier.</param>
/// <param name="From">As written in the catalogue file; empty for none.</param>
/// <param name="To">As written in the catalogue file; empty for none.</param>
/// <param name="Backwards">True where mainstream support, support or security updates end earlier than was known by
/// it; an end that is announced where none was ends earlier.</param>
public sealed record DateMove(string Release, string Name, string Field, string From, string To, bool Backwards)
{
    private const string Mainstream = "mainstreamEndsOn";
    private const string Extended = "extendedEndsOn";
    private const string SecurityUpdates = "securityUpdatesEndOn";
    private const string UnknownDay = "endedOnUnknownDay";
    private static readonly HashSet<string> Dates = ["releasedOn", Mainstream, Extended, SecurityUpdates, UnknownDay];

    /// <summary>The dates that move between two versions of the catalogue, in the later one's order. A release that is
    /// new moves none.</summary>
    public static IReadOnlyList<DateMove> Between(ProductCatalog before, ProductCatalog after) =>
    [
        .. after.Products
            .Where(product => !ReferenceEquals(before.FindProduct(product.Key), product))
            .SelectMany(product => product.Releases.Select(release => new ProductRelease(product, release)))
            .SelectMany(now => before.FindRelease(now.Reference) is { } was
                ? Of(now.Reference, was.Release, now.Release)
                : []),
    ];

    private static List<DateMove> Of(string reference, Release was, Release now)
    {
        var changes = CatalogFact.Changes(CatalogFact.Of(was), CatalogFact.Of(now))
            .Where(change => Dates.Contains(change.Field))
            .ToList();
        var mainstreamEarlier = !was.EndedOnUnknownDay && MainstreamEnd(now) < MainstreamEnd(was);
        var supportEarlier = !was.EndedOnUnknownDay && SupportEnd(now) < SupportEnd(was);
        var extendedMoves = changes.Exists(change => change.Field == Extended);
        var moves = changes.ConvertAll(change => Move(change.Field, change.From, change.To, change.Field switch
        {
            Mainstream => mainstreamEarlier || (supportEarlier && !extendedMoves),
            Extended => supportEarlier,
            SecurityUpdates => now.SecurityUpdatesEndOn is not { } day || day < was.SecurityUpdatesEndOn,
            UnknownDay => now.EndedOnUnknownDay,
            _ => false,
        }));
        if ((mainstreamEarlier || supportEarlier) && !moves.Exists(move => move.Backwards))
        {
            moves.Add(Move("policy", CatalogFact.Written(was.Policy), CatalogFact.Written(now.Policy), true));
        }

        return moves;

        DateMove Move(string field, string from, string to, bool backwards) =>
            new(reference, now.Name, field, from, to, backwards);
    }

    /// <summary>The last day of mainstream support, an unknown day left aside: the end of time where none is announced,
    /// its beginning where the release has no mainstream support.</summary>
    private static LocalDate MainstreamEnd(Release release) => release.MainstreamEndsOn
        ?? (release.Policy == LifecyclePolicy.Modern ? LocalDate.MaxIsoValue : LocalDate.MinIsoValue);

    private static LocalDate SupportEnd(Release release) => release switch
    {
        { Policy: LifecyclePolicy.Modern } => MainstreamEnd(release),
        { MainstreamEndsOn: null, ExtendedEndsOn: null } => LocalDate.MaxIsoValue,
        _ => LocalDate.Max(
            release.MainstreamEndsOn ?? LocalDate.MinIsoValue, release.ExtendedEndsOn ?? LocalDate.MinIsoValue),
    };
}
