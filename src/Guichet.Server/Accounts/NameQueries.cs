using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>The names of the people who did something, for histories.</summary>
internal static class NameQueries
{
    public static async Task<IReadOnlyDictionary<PersonId, string>> ReadNamesAsync(
        this Database database, IEnumerable<PersonId?> people, CancellationToken cancel)
    {
        var ids = people.OfType<PersonId>().Distinct().ToArray();
        return ids.Length == 0
            ? new Dictionary<PersonId, string>()
            : await database.Set<Person>()
                .Where(person => ids.Contains(person.Id))
                .ToDictionaryAsync(person => person.Id, person => person.Name, cancel);
    }

    /// <summary>Null for nobody.</summary>
    public static string? Of(this IReadOnlyDictionary<PersonId, string> names, PersonId? person) =>
        person is { } one ? names.GetValueOrDefault(one) : null;
}
