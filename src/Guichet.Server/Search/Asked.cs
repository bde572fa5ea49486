using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Search;

/// <summary>A search of somebody, ready to be asked.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Terms">What for.</param>
/// <param name="Seen">The incidents that they may see, of the days asked for.</param>
/// <param name="From">The lowest number that can be among those days.</param>
/// <param name="Below">All numbers of those days are lower.</param>
internal sealed record Asked(Actor Actor, SearchTerms Terms, IQueryable<Incident> Seen, long From, long Below)
{
    private const int InTitle = 4;
    private const int InStatement = 2;

    /// <summary>Where the words of a customer's search may stand, and where those of an agent's.</summary>
    public Audience Audience => Actor.IsAgent ? Audience.Desk : Audience.Everybody;

    /// <summary>Candidates, newest first. The marks of the reader's own narrow them; <see cref="SeenAsync"/> decides.
    /// </summary>
    public Task<List<long>> FindAsync(Database database, long below, int most, CancellationToken cancel) =>
        database.FindNewestAsync(
            Audience, Actor.IsAgent ? Terms.Clauses : [.. Terms.Clauses, OwnMarks], From, below, most, cancel);

    /// <summary>Those of the candidates that the reader may see, newest first.</summary>
    public Task<List<long>> SeenAsync(List<long> numbers, CancellationToken cancel) => Seen
        .Where(incident => EF.Parameter(numbers).Contains(incident.Number))
        .OrderByDescending(incident => incident.Number)
        .Select(incident => incident.Number)
        .ToListAsync(cancel);

    /// <summary>The incident whose number was typed; null where the reader sees none.</summary>
    public async Task<long?> NamedAsync(CancellationToken cancel) => Terms.Number is { } number
        ? await Seen
            .Where(incident => incident.Number == number)
            .Select(incident => (long?)incident.Number)
            .SingleOrDefaultAsync(cancel)
        : null;

    /// <summary>The candidates that the reader may see, best first: more of the words in the title, then in the problem
    /// statement; the newest first among equals.</summary>
    public async Task<List<long>> RankAsync(List<long> numbers, CancellationToken cancel)
    {
        var seen = await Seen
            .Where(incident => EF.Parameter(numbers).Contains(incident.Number))
            .Select(incident => new { incident.Number, incident.Title, incident.Statement })
            .ToListAsync(cancel);
        var excerpts = new Excerpts(Terms.Words);
        return
        [
            .. seen
                .Select(one => (one.Number, Score: ScoreOf(excerpts, one.Title, one.Statement)))
                .OrderByDescending(one => one.Score)
                .ThenByDescending(one => one.Number)
                .Select(one => one.Number),
        ];
    }

    private static int ScoreOf(Excerpts excerpts, string title, string? statement) =>
        (InTitle * excerpts.Has(title).Count) + (InStatement * excerpts.Has(statement).Count);

    private IReadOnlyList<string> OwnMarks => Actor.Organization is { } organization
        ? [SearchMarks.OfPerson(Actor.Person), SearchMarks.OfOrganization(organization)]
        : [SearchMarks.OfPerson(Actor.Person)];
}
