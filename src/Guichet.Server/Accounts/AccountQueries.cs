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
        return found is null
            ? null
            : AsSignedIn(
                found.person,
                found.organization,
                await database.ReadEnrollmentsAsync(found.organization?.Id, cancel));
    }

    /// <summary>What lets somebody in who has proved who they are.</summary>
    public static async Task<Admission> AdmitAsync(this Database database, Person person, CancellationToken cancel)
    {
        var organization = person.OrganizationId is { } id
            ? await database.Set<Organization>().AsNoTracking().SingleAsync(one => one.Id == id, cancel)
            : null;
        var enrollments = await database.ReadEnrollmentsAsync(person.OrganizationId, cancel);
        return new Admission(AsSignedIn(person, organization, enrollments), person.SecurityStamp!);
    }

    /// <summary>The keys of a person that can still be used, newest first.</summary>
    public static Task<List<ApiKeyLine>> ListApiKeysAsync(
        this Database database, Actor actor, Instant now, CancellationToken cancel) =>
        database.Set<ApiKey>()
            .Where(key => key.PersonId == actor.Person && key.RevokedAt == null
                && (key.ExpiresAt == null || key.ExpiresAt > now))
            .OrderByDescending(key => key.CreatedAt)
            .Select(key => new ApiKeyLine(key.Id, key.Name, key.Start, key.Scopes, key.CreatedAt, key.ExpiresAt))
            .ToListAsync(cancel);

    /// <summary>The members of the actor's organisation, by name; nobody without one.</summary>
    public static Task<List<MemberLine>> ListMembersAsync(
        this Database database, Actor actor, CancellationToken cancel) =>
        database.Set<Person>()
            .Where(person => person.OrganizationId != null && person.OrganizationId == actor.Organization)
            .OrderBy(person => person.Name).ThenBy(person => person.Id)
            .Select(person => new MemberLine(person.Id, person.Name, person.Email!, person.MemberRole!.Value))
            .ToListAsync(cancel);

    /// <summary>The invitations of the actor's organisation that wait, newest first.</summary>
    public static Task<List<InvitationLine>> ListInvitationsAsync(
        this Database database, Actor actor, Instant now, CancellationToken cancel) =>
        database.Set<Invitation>()
            .Where(one => one.OrganizationId == actor.Organization && one.AcceptedAt == null && one.ExpiresAt > now)
            .OrderByDescending(one => one.CreatedAt)
            .Select(one => new InvitationLine(one.Id, one.Email, one.MemberRole, one.ExpiresAt))
            .ToListAsync(cancel);

    /// <summary>What the token of a link invites to; null for one that is not good.</summary>
    public static Task<InvitationView?> FindInvitationAsync(
        this Database database, string token, Instant now, CancellationToken cancel)
    {
        var hash = ApiKeyHandler.HashOf(token);
        return (from one in database.Set<Invitation>()
                join organization in database.Set<Organization>() on one.OrganizationId equals organization.Id
                where one.TokenHash == hash && one.AcceptedAt == null && one.ExpiresAt > now
                select new InvitationView(organization.Name, one.Email, one.MemberRole))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>An organisation's enrolments in the partner programme, past and to come; none without one.</summary>
    public static async Task<IReadOnlyList<Enrollment>> ReadEnrollmentsAsync(
        this Database database, OrganizationId? organization, CancellationToken cancel) =>
        organization is { } id
            ? (await database.Set<PartnerEnrollment>().AsNoTracking()
                .Where(one => one.Organization == id)
                .OrderBy(one => one.ValidFrom)
                .ToListAsync(cancel)).ConvertAll(one => one.Terms)
            : [];

    public static SignedIn AsSignedIn(
        Person person, Organization? organization, IReadOnlyList<Enrollment> enrollments) => new(
        new Actor(
            person.Id,
            person.Name,
            person.Role,
            person.SignIn,
            person.OrganizationId,
            person.MemberRole,
            enrollments) { Country = organization?.Country ?? person.Country },
        person.Email!,
        person.TimeZone,
        person.Language,
        organization?.Country ?? person.Country,
        organization?.Name,
        person.Shortcuts);
}
