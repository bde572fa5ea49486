using System.Globalization;
using Guichet.Accounts;
using Guichet.Plans;
using Guichet.Search;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Guichet.Incidents;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace Guichet.Server.Search;

/// <summary>What is asked of the index.</summary>
/// <param name="Words">Of each word that was typed, its stems.</param>
/// <param name="Filters">Of each filter, the marks of which an incident must have one.</param>
/// <param name="After">Submitted then or later; null for any time.</param>
/// <param name="Before">Submitted earlier than then; null for any time.</param>
/// <param name="Number">Where the text is a number and nothing else, that number.</param>
internal sealed record SearchTerms(
    IReadOnlyList<IReadOnlyList<string>> Words,
    IReadOnlyList<IReadOnlyList<string>> Filters,
    Instant? After,
    Instant? Before,
    long? Number)
{
    /// <summary>Every incident is one or the other.</summary>
    private static readonly IReadOnlyList<string> All =
        [SearchMarks.Of(Standing.Open), SearchMarks.Of(Standing.Closed)];

    /// <summary>What must hold, one word of each. Where only days are asked for, every incident fits.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Clauses =>
        Words.Count + Filters.Count == 0 ? [All] : [.. Words, .. Filters];
}

/// <summary>From the words of a searcher to those of the index, by what is in force: names of products, plans, teams
/// and agents become marks.</summary>
internal sealed class SearchTermsReader(SignedIn reader, Terms terms, TeamDirectory teams, Texts texts)
{
    private const int MostProducts = 40;
    private const int MostStaff = 1000;

    private Actor Actor => reader.Actor;

    /// <summary>Refused: <c>search.words-missing</c>, and where a filter names what there is not:
    /// <c>search.filter-unknown</c>, <c>search.standing-unknown</c>, <c>search.product-unknown</c>,
    /// <c>search.plan-unknown</c>, <c>search.agent-unknown</c>, <c>search.team-unknown</c>.</summary>
    public async Task<Result<SearchTerms>> ReadAsync(Database database, SearchQuery query, CancellationToken cancel)
    {
        if (query.IsEmpty)
        {
            return new Refusal("search.words-missing", "There is no word to look for.");
        }

        var marks = new List<IReadOnlyList<string>>();
        Instant? after = null, before = null;
        foreach (var filter in query.Filters)
        {
            switch (filter.Field)
            {
                case SearchField.After:
                    after = Later(after, BeginningOf(filter.Value));
                    break;
                case SearchField.Before:
                    before = Earlier(before, BeginningOf(filter.Value));
                    break;
                default:
                    if (!(await MarksAsync(database, filter, cancel)).Succeeded(out var found, out var refusal))
                    {
                        return refusal;
                    }

                    marks.AddRange(found);
                    break;
            }
        }

        return new SearchTerms(StemsOf(query), marks, after, before, NumberOf(query));
    }

    /// <summary>Words that say nothing count only where there are no others.</summary>
    private static List<IReadOnlyList<string>> StemsOf(SearchQuery query)
    {
        var words = query.Words.SelectMany(TextWords.In).Select(word => word.Folded).Distinct().ToList();
        var telling = words.FindAll(word => !Stems.IsSilent(word));
        var stems = new Stems();
        return [.. (telling.Count > 0 ? telling : words).Select(word => stems.Of(word))];
    }

    private static long? NumberOf(SearchQuery query) =>
        query is { Words: [var word], Filters: [] }
        && long.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private Instant BeginningOf(string day) =>
        reader.Zone.AtStartOfDay(LocalDatePattern.Iso.Parse(day).Value).ToInstant();

    private static Instant Later(Instant? one, Instant other) => one is { } at ? Instant.Max(at, other) : other;

    private static Instant Earlier(Instant? one, Instant other) => one is { } at ? Instant.Min(at, other) : other;

    /// <summary>Clauses of marks: of each, an incident must have one.</summary>
    private async Task<Result<List<IReadOnlyList<string>>>> MarksAsync(
        Database database, SearchFilter filter, CancellationToken cancel) => filter.Field switch
    {
        SearchField.Severity => One(SearchMarks.Of(Enum.Parse<Severity>(filter.Value))),
        SearchField.State => One(SearchMarks.Of(SearchVocabulary.FindState(filter.Value)!.Value)),
        SearchField.Is => StandingOf(filter),
        SearchField.Product => Any(ProductsOf(filter.Value), Refuse("search.product-unknown", filter)),
        SearchField.Plan => Any(PlansOf(filter.Value), Refuse("search.plan-unknown", filter)),
        SearchField.Customer => TextWords.In(filter.Value)
            .Select(word => (IReadOnlyList<string>)[SearchMarks.OfCustomer(word.Folded)])
            .ToList(),
        SearchField.Agent or SearchField.Team when !Actor.IsAgent => Refuse("search.filter-unknown", filter),
        SearchField.Agent => Any(
            await AgentsAsync(database, filter.Value, cancel), Refuse("search.agent-unknown", filter)),
        SearchField.Team => Any(TeamsOf(filter.Value), Refuse("search.team-unknown", filter)),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    /// <summary>What customers are not told of is no word of theirs.</summary>
    private Result<List<IReadOnlyList<string>>> StandingOf(SearchFilter filter) =>
        SearchVocabulary.FindStanding(filter.Value)!.Value switch
        {
            Standing.Mine when Actor.IsAgent => One(SearchMarks.OfAgent(Actor.Person)),
            Standing.Mine => One(SearchMarks.OfPerson(Actor.Person)),
            Standing.Unassigned or Standing.Snoozed when !Actor.IsAgent =>
                Refuse("search.standing-unknown", filter),
            Standing.Unassigned => One(SearchMarks.NoAgent),
            var standing => One(SearchMarks.Of(standing)),
        };

    /// <summary>As the search for products understands names; a name in full is that product alone.</summary>
    private List<string> ProductsOf(string name)
    {
        var found = terms.Catalog.Search.Find(name, MostProducts);
        var exact = found.Where(match => NamesAlike(match.Release?.Name ?? match.Product.Name, name)
            || NamesAlike(match.Product.Key, name)).ToList();
        return
        [
            .. (exact.Count > 0 ? exact : found).Select(match => match.Release is { } release
                ? SearchMarks.OfRelease($"{match.Product.Key}/{release.Key}")
                : SearchMarks.OfProduct(match.Product.Key)),
        ];
    }

    private List<string> PlansOf(string name) =>
    [
        .. terms.Policy.Policy.Plans
            .Where(plan => NamesAlike(plan.Key, name)
                || texts.Languages.Any(language => HasWords(plan.Name.In(language), name)))
            .Select(plan => SearchMarks.OfPlan(plan.Key)),
    ];

    private List<string> TeamsOf(string name) => SearchVocabulary.IsNobody(name)
        ? [SearchMarks.NoTeam]
        : [.. teams.Teams.Where(team => NamesAlike(team.Key, name) || HasWords(team.Name, name))
            .Select(team => SearchMarks.OfTeam(team.Key))];

    private async Task<List<string>> AgentsAsync(Database database, string name, CancellationToken cancel)
    {
        if (SearchVocabulary.IsMe(name))
        {
            return [SearchMarks.OfAgent(Actor.Person)];
        }

        if (SearchVocabulary.IsNobody(name))
        {
            return [SearchMarks.NoAgent];
        }

        var staff = await database.Set<Person>()
            .Where(person => person.Role == Role.Agent || person.Role == Role.SupportManager)
            .OrderBy(person => person.Role)
            .Take(MostStaff)
            .Select(person => new { person.Id, person.Name })
            .ToListAsync(cancel);
        return [.. staff.Where(one => HasWords(one.Name, name)).Select(one => SearchMarks.OfAgent(one.Id))];
    }

    private static bool HasWords(string name, string words)
    {
        var has = TextWords.In(name).Select(word => word.Folded).ToHashSet();
        return TextWords.In(words).All(word => has.Contains(word.Folded));
    }

    private static bool NamesAlike(string one, string other) =>
        TextWords.In(one).Select(word => word.Folded).SequenceEqual(TextWords.In(other).Select(word => word.Folded));

    private static Result<List<IReadOnlyList<string>>> One(string mark) =>
        new List<IReadOnlyList<string>> { new[] { mark } };

    private static Result<List<IReadOnlyList<string>>> Any(List<string> marks, Refusal none) =>
        marks.Count > 0 ? new List<IReadOnlyList<string>> { marks } : none;

    private static Refusal Refuse(string code, SearchFilter filter) =>
        new Refusal(code, $"The search knows no such {filter.Field}.")
            .With("filter", SearchVocabulary.NameOf(filter.Field))
            .With("value", filter.Value);
}
