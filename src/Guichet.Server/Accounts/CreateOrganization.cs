using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>A customer makes an organisation and becomes its first administrator.</summary>
internal sealed class CreateOrganization(UnitOfWork work, IClock clock)
{
    /// <summary>Refused for staff, and for members of another organisation.</summary>
    public Task<Result<OrganizationId>> RunAsync(
        SignedIn signedIn, NewOrganization given, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<OrganizationId>(
            async database =>
            {
                var person = await database.Set<Person>()
                    .SingleAsync(one => one.Id == signedIn.Actor.Person, cancel);
                if (Membership.WhyNot(person) is { } refusal)
                {
                    return refusal;
                }

                var organization = new Organization
                {
                    Id = new OrganizationId(Guid.CreateVersion7()),
                    Name = given.Name!.Trim(),
                    Country = given.Country!,
                    CreatedAt = now,
                };
                database.Add(organization);
                Membership.Begin(person, organization.Id, MemberRole.Administrator);
                database.Audit(now, person.Id, "organization.created", organization.Id.Value, address);
                return organization.Id;
            },
            cancel);
    }
}
