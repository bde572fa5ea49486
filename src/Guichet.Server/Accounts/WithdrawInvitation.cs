using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>An organisation's administrator takes an invitation back: its link leads nowhere from then on.</summary>
internal sealed class WithdrawInvitation(UnitOfWork work, IClock clock)
{
    /// <summary>Refused to others than administrators, and by <c>invitation.unknown</c> where it waits no longer.
    /// </summary>
    public Task<Result<bool>> RunAsync(SignedIn signedIn, Guid invitation, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                if (signedIn.Actor is not { Organization: { } organization, MemberRole: MemberRole.Administrator })
                {
                    return Membership.NotAdministrator;
                }

                if (await database.Set<Invitation>().SingleOrDefaultAsync(
                    one => one.Id == invitation && one.OrganizationId == organization && one.AcceptedAt == null,
                    cancel) is not { } waiting)
                {
                    return new Refusal("invitation.unknown", "There is no such invitation waiting.");
                }

                database.Remove(waiting);
                database.Audit(
                    now, signedIn.Actor.Person, "organization.invitation-withdrawn", waiting.Email, address);
                return true;
            },
            cancel);
    }
}
