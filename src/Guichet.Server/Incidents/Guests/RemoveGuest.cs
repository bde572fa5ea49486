using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Guests;

/// <summary>The customer takes a guest or an invitation away, or a guest leaves: they see nothing of it any more.
/// </summary>
internal sealed class RemoveGuest(UnitOfWork work, IClock clock)
{
    /// <summary>Refused: <c>guest.unknown</c>, also where the actor has no say in it.</summary>
    /// <param name="signedIn">Who wants it.</param>
    /// <param name="id">Of which incident.</param>
    /// <param name="guestId">Whom; null: themselves.</param>
    /// <param name="address">From where.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<bool>> RunAsync(
        SignedIn signedIn, Guid id, Guid? guestId, string address, CancellationToken cancel)
    {
        var (actor, now, incident) = (signedIn.Actor, clock.GetCurrentInstant(), new IncidentId(id));
        return work.RunAsync<bool>(
            async database =>
            {
                var guests = database.Set<IncidentGuest>()
                    .Where(one => one.Incident == incident && one.RemovedAt == null);
                var guest = await (guestId is { } named
                    ? guests.SingleOrDefaultAsync(one => one.Id == named, cancel)
                    : guests.SingleOrDefaultAsync(one => one.Person == actor.Person, cancel));
                var maySay = guest is not null && (guest.Person == actor.Person
                    || (actor.ActsAs() == ActBy.Customer
                        && await database.IncidentsVisibleTo(actor).AnyAsync(one => one.Id == incident, cancel)));
                if (guest is null || !maySay)
                {
                    return new Refusal("guest.unknown", "There is no such guest.");
                }

                guest.RemovedAt = now;
                database.Audit(now, actor.Person, "incident.guest-removed", id, address, guest.Email);
                return true;
            },
            cancel);
    }
}
