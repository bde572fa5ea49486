using Guichet.Catalog;
using Guichet.Server.Policies;
using Guichet.Server.Shell;

namespace Guichet.Server.Catalog;

/// <summary>What the fields in which one looks for a product offer while somebody types; without script they are plain
/// fields of search.</summary>
internal static class ProductSuggestions
{
    /// <summary>As many as are taken in at a glance.</summary>
    private const int Most = 8;

    private const int LongestQuery = 200;

    public static void MapSuggestions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/products/suggestions", FindAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> FindAsync(
        string? query, InForce inForce, Texts texts, IClock clock, HttpContext http, CancellationToken cancel)
    {
        var words = query ?? "";
        if (words.Length > LongestQuery)
        {
            words = words[..LongestQuery];
        }

        var terms = await inForce.ReadAsync(cancel);
        var today = terms.Policy.DayOf(clock.GetCurrentInstant());
        var found = terms.Catalog.Search.Find(words, Most);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Ok(new Suggestions(
            texts.Get("products.suggestions", ("count", found.Count)),
            [.. found.Select(match => Of(match, today, texts))]));
    }

    private static Suggestion Of(ProductMatch match, LocalDate today, Texts texts)
    {
        var product = match.Product;
        if (match.Release is not { } release)
        {
            var supported = product.Releases.Count(one => one.IsInSupport(today));
            return new Suggestion(
                product.Name,
                texts.Get("products.suggestion.supported", ("count", supported)),
                $"/products/{product.Key}");
        }

        var phase = release.PhaseOn(today);
        var until = phase switch
        {
            LifecyclePhase.Upcoming => release.ReleasedOn,
            LifecyclePhase.Mainstream => release.MainstreamEndsOn,
            _ => release.SupportEndsOn,
        };
        return new Suggestion(
            release.Name,
            until is { } day ? texts.Get($"products.suggestion.{phase}", ("date", day)) : texts[$"phase.{phase}"],
            $"/products/{product.Key}/{release.Key}");
    }

    /// <param name="Said">How many there are, in words, for those who listen.</param>
    /// <param name="Items">Best first.</param>
    private sealed record Suggestions(string Said, IReadOnlyList<Suggestion> Items);

    /// <param name="Name">Of the product or release.</param>
    /// <param name="Detail">Its phase and last day, or how many releases are in support.</param>
    /// <param name="Address">Path of its page.</param>
    private sealed record Suggestion(string Name, string Detail, string Address);
}
