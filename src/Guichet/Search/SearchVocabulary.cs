using System.Collections.Frozen;
using Guichet.Catalog;
using Guichet.Incidents;

namespace Guichet.Search;

/// <summary>The words of the search language. English and French ones are understood side by side, whoever reads; case
/// and accents are left aside. The English ones are canonical.</summary>
public static class SearchVocabulary
{
    private static readonly FrozenDictionary<string, SearchField> FieldsByName = new Dictionary<string, SearchField>
    {
        ["severity"] = SearchField.Severity,
        ["gravite"] = SearchField.Severity,
        ["state"] = SearchField.State,
        ["etat"] = SearchField.State,
        ["is"] = SearchField.Is,
        ["est"] = SearchField.Is,
        ["product"] = SearchField.Product,
        ["produit"] = SearchField.Product,
        ["plan"] = SearchField.Plan,
        ["customer"] = SearchField.Customer,
        ["client"] = SearchField.Customer,
        ["agent"] = SearchField.Agent,
        ["team"] = SearchField.Team,
        ["equipe"] = SearchField.Team,
        ["before"] = SearchField.Before,
        ["avant"] = SearchField.Before,
        ["after"] = SearchField.After,
        ["apres"] = SearchField.After,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, IncidentStatus> StatesByName =
        new Dictionary<string, IncidentStatus>
        {
            ["submitted"] = IncidentStatus.Submitted,
            ["soumis"] = IncidentStatus.Submitted,
            ["in-progress"] = IncidentStatus.InProgress,
            ["en-cours"] = IncidentStatus.InProgress,
            ["waiting-on-customer"] = IncidentStatus.WaitingOnCustomer,
            ["en-attente"] = IncidentStatus.WaitingOnCustomer,
            ["solution-offered"] = IncidentStatus.SolutionOffered,
            ["solution-proposee"] = IncidentStatus.SolutionOffered,
            ["closed"] = IncidentStatus.Closed,
            ["clos"] = IncidentStatus.Closed,
            ["reopened"] = IncidentStatus.Reopened,
            ["rouvert"] = IncidentStatus.Reopened,
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Standing> StandingsByName = new Dictionary<string, Standing>
    {
        ["open"] = Standing.Open,
        ["ouvert"] = Standing.Open,
        ["closed"] = Standing.Closed,
        ["clos"] = Standing.Closed,
        ["waiting"] = Standing.Waiting,
        ["en-attente"] = Standing.Waiting,
        ["unanswered"] = Standing.Unanswered,
        ["sans-reponse"] = Standing.Unanswered,
        ["unassigned"] = Standing.Unassigned,
        ["non-attribue"] = Standing.Unassigned,
        ["snoozed"] = Standing.Snoozed,
        ["mis-de-cote"] = Standing.Snoozed,
        ["mine"] = Standing.Mine,
        ["a-moi"] = Standing.Mine,
    }.ToFrozenDictionary();

    /// <summary>The field with that name; null for none.</summary>
    public static SearchField? FindField(string name) => Find(FieldsByName, name);

    /// <summary>The status with that name; null for none.</summary>
    public static IncidentStatus? FindState(string name) => Find(StatesByName, name);

    /// <summary>The standing with that name; null for none.</summary>
    public static Standing? FindStanding(string name) => Find(StandingsByName, name);

    /// <summary>Whether a value of <c>agent:</c> means the searcher.</summary>
    public static bool IsMe(string value) => Key(value) is "me" or "moi";

    /// <summary>Whether a value of <c>agent:</c> or <c>team:</c> means nobody.</summary>
    public static bool IsNobody(string value) => Key(value) is "none" or "personne" or "aucun" or "aucune";

    /// <summary>As the language writes a member of one of its enumerations: <c>in-progress</c>.</summary>
    public static string NameOf(Enum word) => string.Concat(word.ToString().Select((letter, place) =>
        place > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>By which two ways of writing the same are one: lower case, without accents, words joined by dashes.
    /// </summary>
    private static string Key(string name) => string.Join('-', SearchWords.Of(name));

    private static T? Find<T>(FrozenDictionary<string, T> words, string name) where T : struct =>
        words.TryGetValue(Key(name), out var found) ? found : null;
}
