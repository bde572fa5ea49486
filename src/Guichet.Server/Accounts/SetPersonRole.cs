using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>An administrator decides what a person may do in the house.</summary>
internal sealed class SetPersonRole(UnitOfWork work, IClock clock)
{
    /// <summary>Refused for oneself, so that an administrator always remains, and for members of a customer's
    /// organisation. The person's sign-ins end, and keys lose what the new role does not open.</summary>
    public Task<Result<bool>> RunAsync(
        SignedIn signedIn, PersonId id, Role role, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var actor = signedIn.Actor.Person;
        return work.RunAsync<bool>(
            async database =>
            {
                // The actor is read and written too: of two administrators who lower each other, one loses the race.
                var acting = await database.Set<Person>().SingleAsync(one => one.Id == actor, cancel);
                if (acting.Role != Role.Administrator)
                {
                    return new Refusal("access.not-allowed", "Only an administrator may do this.");
                }

                var person = await database.Set<Person>().SingleOrDefaultAsync(one => one.Id == id, cancel);
                if (WhyNot(person, actor, role) is { } refusal)
                {
                    return refusal;
                }

                var before = person!.Role;
                person.Role = role;
                person.EndSignIns();
                acting.Changed();
                database.Audit(now, actor, "person.role-changed", id.Value, address, $"{before} to {role}");
                return true;
            },
            cancel);
    }

    private static Refusal? WhyNot(Person? person, PersonId actor, Role role) => person switch
    {
        null => new Refusal("person.unknown", "There is no such person."),
        _ when person.Id == actor => new Refusal("person.own-role", "Nobody changes their own role."),
        { OrganizationId: not null } when role != Role.Customer =>
            new Refusal("person.in-organization", "A member of a customer's organisation cannot be staff."),
        _ => null,
    };
}
