using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Search;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents;

namespace Guichet.Server.Search;

internal static class SearchEndpoints
{
    public static void MapSearchEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/search", FindAsync)
            .Allows(Scopes.IncidentsRead)
            .WithName("search").WithTags("Search")
            .WithSummary("Search the incidents one may see")
            .WithDescription(
                "Words in any order, in English and French, whatever their endings; filters such as severity:A, "
                + "product:\"SQL Server\", is:open, customer:\"…\", before: and after:. Newest first, or by relevance "
                + "among the newest 1,000. What was written a moment ago is found a second later.")
            .Produces<Page<SearchHitView>>();
        api.MapPost("/search/rebuild", RebuildAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("rebuildSearch").WithTags("Search")
            .WithSummary("Make the index of the search anew")
            .WithDescription("Every incident is read again, newest first; searches go on meanwhile.")
            .Produces<SearchRebuildView>();
    }

    private static async Task<IResult> FindAsync(
        string? q, string? order, string? cursor, FindIncidents find, HttpContext http, CancellationToken cancel)
    {
        var mistakes = new List<FieldMistake>();
        var first = IncidentEndpoints.Word<SearchOrder>(order, nameof(order), mistakes);
        return mistakes.Count > 0
            ? Problems.Of(mistakes, http)
            : (await find.RunAsync(http.SignedIn(), q, first ?? SearchOrder.Newest, cursor, cancel)).ToOk(http);
    }

    private static async Task<IResult> RebuildAsync(
        RebuildSearch rebuild, HttpContext http, CancellationToken cancel) =>
        (await rebuild.RunAsync(cancel)).ToOk(http);
}
