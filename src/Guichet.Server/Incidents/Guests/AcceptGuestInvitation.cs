using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Guests;

/// <summary>Somebody who was invited to see one incident accepts.</summary>
internal sealed class AcceptGuestInvitation(UnitOfWork work, IClock clock)
{
    /// <summary>The incident. Refused: <c>link.unknown</c>, <c>invitation.other-address</c>, <c>guest.is-staff</c>.
    /// </summary>
    public Task<Result<Guid>> RunAsync(SignedIn signedIn, string token, string address, CancellationToken cancel)
    {
        var (now, hash) = (clock.GetCurrentInstant(), ApiKeyHandler.HashOf(token));
        return work.RunAsync<Guid>(
            async database =>
            {
                var guest = await database.Set<IncidentGuest>().SingleOrDefaultAsync(
                    one => one.TokenHash == hash && one.Person == null && one.RemovedAt == null, cancel);
                if (guest is null || guest.ExpiresAt <= now)
                {
                    return new Refusal("link.unknown", "The link is used up, too old or not right.");
                }

                if (People.Normalize(signedIn.Email) != guest.NormalizedEmail)
                {
                    return new Refusal("invitation.other-address", "The invitation was sent to another address.");
                }

                if (signedIn.Actor.IsStaff)
                {
                    return new Refusal("guest.is-staff", "Whoever works for the vendor is nobody's guest.");
                }

                (guest.Person, guest.AcceptedAt) = (signedIn.Actor.Person, now);
                database.Audit(
                    now, signedIn.Actor.Person, "incident.guest-joined", guest.Incident.Value, address, guest.Email);
                return guest.Incident.Value;
            },
            cancel);
    }
}
