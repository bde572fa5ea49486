using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

internal static class AccountQueries
{
    private static readonly Func<Database, string, Instant, CancellationToken, Task<KeyHolder?>> ByKey =
        EF.CompileAsyncQuery((Database database, string hash, Instant now, CancellationToken cancel) =>
            (from key in database.Set<ApiKey>()
             join person in database.Set<Person>() on key.PersonId equals person.Id
             join organization in database.Set<Organization>()
                 on person.OrganizationId equals organization.Id into organizations
             from organization in organizations.DefaultIfEmpty()
             where key.Hash == hash && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now)
             select new KeyHolder(person, organization, key.Scopes)).SingleOrDefault());

    /// <summary>The person behind an API key that is valid now, with the key's scopes; null for none.</summary>
    public static async Task<(SignedIn SignedIn, string[] Scopes)?> FindByKeyAsync(
        this Database database, string hash, Instant now, CancellationToken cancel) =>
        await ByKey(database, hash, now, cancel) is { } found
            ? (AsSignedIn(found.Person, found.Organization), found.Scopes.Split(' '))
            : null;

    /// <summary>The person with that id and security stamp; null where either is gone: signed out everywhere.</summary>
    public static async Task<SignedIn?> FindSignedInAsync(
        this Database database, PersonId id, string stamp, CancellationToken cancel)
    {
        var found = await (
            from person in database.Set<Person>()
            join organization in database.Set<Organization>()
                on person.OrganizationId equals organization.Id into organizations
            from organization in organizations.DefaultIfEmpty()
            where person.Id == id && person.SecurityStamp == stamp
            select new { person, organization }).AsNoTracking().SingleOrDefaultAsync(cancel);
        return found is null ? null : AsSignedIn(found.person, found.organization);
    }

    public static SignedIn AsSignedIn(Person person, Organization? organization) => new(
        new Actor(
            person.Id,
            person.Name,
            person.Role,
            person.SignIn,
            person.OrganizationId,
            person.MemberRole,
            organization?.Standing ?? PartnerStanding.None),
        person.Email!,
        person.TimeZone,
        person.Language,
        organization?.Country ?? person.Country);

    private sealed record KeyHolder(Person Person, Organization? Organization, string Scopes);
}
