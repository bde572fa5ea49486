using Guichet.Accounts;
using Guichet.Client;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>What the desk asks about people; for administrators only.</summary>
internal static class PeopleQueries
{
    /// <summary>Above every character that an address can have.</summary>
    private const char Last = '\uffff';

#pragma warning disable CA1309 // Comparisons become SQL; the column's collation is binary on both databases.
    /// <summary>People by address.</summary>
    /// <param name="database">To read.</param>
    /// <param name="start">What the address begins with; null for all.</param>
    /// <param name="role">Only those in that role; null for all.</param>
    /// <param name="cursor">Where the page before ended.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Page<PersonLine>> ListPeopleAsync(
        this Database database, string? start, Role? role, PersonId? cursor, int limit, CancellationToken cancel)
    {
        var people = database.Set<Person>().AsNoTracking();
        if (role is not null)
        {
            people = people.Where(person => person.Role == role);
        }

        if (!string.IsNullOrWhiteSpace(start))
        {
            var from = People.Normalize(start);
            var to = from + Last;
            people = people.Where(person =>
                string.Compare(person.NormalizedEmail, from) >= 0 && string.Compare(person.NormalizedEmail, to) < 0);
        }

        if (cursor is { } before
            && await database.Set<Person>().Where(person => person.Id == before)
                .Select(person => person.NormalizedEmail).SingleOrDefaultAsync(cancel) is { } after)
        {
            people = people.Where(person => string.Compare(person.NormalizedEmail, after) > 0);
        }

        var found = await (
            from person in people.OrderBy(person => person.NormalizedEmail).Take(limit + 1)
            join organization in database.Set<Organization>()
                on person.OrganizationId equals organization.Id into organizations
            from organization in organizations.DefaultIfEmpty()
            orderby person.NormalizedEmail
            select new PersonLine(
                person.Id, person.Name, person.Email!, person.Role, organization.Name, person.CreatedAt))
            .ToListAsync(cancel);
        return found.Count > limit
            ? new Page<PersonLine>(found[..limit], found[limit - 1].Id.Value.ToString())
            : new Page<PersonLine>(found, null);
    }
#pragma warning restore CA1309

    /// <summary>One person; null for none.</summary>
    public static Task<PersonView?> FindPersonAsync(this Database database, PersonId id, CancellationToken cancel) =>
        (from person in database.Set<Person>().AsNoTracking()
         join organization in database.Set<Organization>()
             on person.OrganizationId equals organization.Id into organizations
         from organization in organizations.DefaultIfEmpty()
         where person.Id == id
         select new PersonView(
             person.Id,
             person.Name,
             person.Email!,
             person.EmailConfirmed,
             person.Role,
             person.SignIn,
             person.Country,
             person.TimeZone,
             person.CreatedAt,
             person.OrganizationId,
             organization.Name,
             person.MemberRole))
        .SingleOrDefaultAsync(cancel);
}
