using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>Somebody who was invited joins the organisation.</summary>
internal sealed class AcceptInvitation(UnitOfWork work, IClock clock)
{
    /// <summary>Refused where the link is not good, was sent to another address, or the person cannot join.</summary>
    public Task<Result<bool>> RunAsync(SignedIn signedIn, string token, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var hash = ApiKeyHandler.HashOf(token);
        return work.RunAsync<bool>(
            async database =>
            {
                var invitation = await database.Set<Invitation>()
                    .SingleOrDefaultAsync(one => one.TokenHash == hash && one.AcceptedAt == null, cancel);
                if (invitation is null || invitation.ExpiresAt <= now)
                {
                    return new Refusal(
                        "invitation.unknown", "The invitation is not right, was accepted or is too old.");
                }

                var person = await database.Set<Person>()
                    .SingleAsync(one => one.Id == signedIn.Actor.Person, cancel);
                if (person.NormalizedEmail != People.Normalize(invitation.Email))
                {
                    return new Refusal("invitation.other-address", "The invitation was sent to another address.");
                }

                if (Membership.WhyNot(person) is { } refusal)
                {
                    return refusal;
                }

                invitation.AcceptedAt = now;
                Membership.Begin(person, invitation.OrganizationId, invitation.MemberRole);
                database.Audit(now, person.Id, "organization.member-joined", invitation.OrganizationId.Value, address);
                return true;
            },
            cancel);
    }
}
