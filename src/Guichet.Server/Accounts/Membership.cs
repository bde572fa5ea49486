using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>What belongs to joining, leaving and looking after an organisation.</summary>
internal static class Membership
{
    public static Refusal NotAdministrator { get; } =
        new("organization.not-administrator", "Only an administrator of the organisation may do this.");

    /// <summary>Why somebody cannot join an organisation; null where they can.</summary>
    public static Refusal? WhyNot(Person person) => person switch
    {
        { Role: not Role.Customer } => new Refusal("organization.customers-only", "Only customers have organisations."),
        { OrganizationId: not null } =>
            new Refusal("organization.already-member", "The person belongs to an organisation already."),
        _ => null,
    };

    public static void Begin(Person person, OrganizationId organization, MemberRole role)
    {
        person.OrganizationId = organization;
        person.MemberRole = role;
        person.Changed();
    }

    /// <summary>Changes one member's place, null to end it, at the wish of an administrator. The last administrator
    /// stays one.</summary>
    public static async Task<Result<Person>> ChangeAsync(
        Database database, PersonId actor, PersonId member, MemberRole? role, CancellationToken cancel)
    {
        var acting = await database.Set<Person>().SingleAsync(one => one.Id == actor, cancel);
        if (acting is not { OrganizationId: { } organization, MemberRole: MemberRole.Administrator })
        {
            return NotAdministrator;
        }

        var administrators = await database.Set<Person>()
            .Where(one => one.OrganizationId == organization && one.MemberRole == MemberRole.Administrator)
            .ToListAsync(cancel);
        var person = await database.Set<Person>()
            .SingleOrDefaultAsync(one => one.Id == member && one.OrganizationId == organization, cancel);
        if (person is null)
        {
            return new Refusal("member.unknown", "There is no such member.");
        }

        if (role != MemberRole.Administrator && administrators.All(one => one.Id == member))
        {
            return new Refusal("organization.last-administrator", "An organisation keeps an administrator.");
        }

        // Written all, so that two administrators cannot take the place from each other at the same time.
        administrators.ForEach(one => one.Changed());
        person.MemberRole = role;
        person.OrganizationId = role is null ? null : organization;
        person.Changed();
        return person;
    }
}
