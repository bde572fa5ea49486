using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Mentions;

internal static class MentionEndpoints
{
    /// <summary>Where the type-ahead asks for people of the desk.</summary>
    public const string Suggestions = "/desk/colleagues/suggestions";

    private const int Most = 8;

    public static void MapMentions(this RouteGroupBuilder api) =>
        IncidentActEndpoints.Describe(
            api.MapDelete("/incidents/{id:guid}/mention", (
                Guid id, DealWithMention act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(http, act.RunAsync(http.Actor(), id, cancel))),
            "dealWithMention", "Say that a mention is dealt with",
            "One's own: the incident leaves one's view mentioned. Writing on the incident does the same.",
            Role.Agent, Role.SupportManager);

    public static void MapColleagues(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Suggestions, SuggestAsync).RequireAuthorization(Access.Agent).ExcludeFromDescription();

    private static async Task<IResult> SuggestAsync(
        string? query, IStorage storage, Texts texts, CancellationToken cancel)
    {
        var words = query?.Trim() ?? "";
        if (words.Length is 0 or > 100)
        {
            return Results.Ok(new { said = "", items = Array.Empty<object>() });
        }

        await using var database = storage.Read();
        var people = await database.AgentsOf()
            .OrderBy(person => person.Name)
            .Select(person => new { person.Name, person.Role })
            .ToListAsync(cancel);
        var found = people
            .Where(one => one.Name.Split(' ').Append(one.Name)
                .Any(part => part.StartsWith(words, StringComparison.CurrentCultureIgnoreCase)))
            .Take(Most)
            .Select(one => new { name = one.Name, detail = texts[$"role.{one.Role}"] })
            .ToList();
        return Results.Ok(new { said = texts.Get("mention.suggestions", ("count", found.Count)), items = found });
    }
}
