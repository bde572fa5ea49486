using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

internal static class AccountQueries
{
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
}
