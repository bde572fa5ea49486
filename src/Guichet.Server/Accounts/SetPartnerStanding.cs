using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>An administrator records what an organisation is in the partner programme (R18).</summary>
internal sealed class SetPartnerStanding(UnitOfWork work, IClock clock)
{
    /// <summary>Refused where there is no such organisation.</summary>
    public Task<Result<bool>> RunAsync(
        SignedIn signedIn, OrganizationId id, PartnerStanding standing, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                if (signedIn.Actor.Role != Role.Administrator)
                {
                    return new Refusal("access.not-allowed", "Only an administrator may do this.");
                }

                var organization = await database.Set<Organization>().SingleOrDefaultAsync(one => one.Id == id, cancel);
                if (organization is null)
                {
                    return new Refusal("organization.unknown", "There is no such organisation.");
                }

                organization.PartnerLevel = standing.Level;
                organization.Competency = standing.Competency;
                var detail = standing.Competency ? $"{standing.Level} with a competency" : $"{standing.Level}";
                database.Audit(
                    now, signedIn.Actor.Person, "organization.partner-standing-set", id.Value, address, detail);
                return true;
            },
            cancel);
    }
}
