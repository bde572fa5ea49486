using System.Security.Cryptography;
using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ActBy = Guichet.Incidents.ActBy;

namespace Guichet.Server.Incidents.Guests;

/// <summary>The customer invites an address, of their organisation or from outside, to see one incident.</summary>
internal sealed class InviteGuest(UnitOfWork work, IClock clock)
{
    /// <summary>Kind of the outbox message that becomes the mail.</summary>
    public const string Kind = "guest.invited";

    /// <summary>How many can see one incident by invitation.</summary>
    private const int MostGuests = 20;

    /// <summary>How many strangers somebody can have written to in a day.</summary>
    private const int MostInADay = 30;

    private static readonly Duration Validity = Duration.FromDays(14);

    /// <summary>Mails a link; an earlier one to the same address ends. Refused: <c>incident.unknown</c>,
    /// <c>access.may-not-act</c>, <c>guest.sees-it-already</c>, <c>guest.too-many</c>,
    /// <c>guest.too-many-invitations</c>.</summary>
    public Task<Result<GuestView>> RunAsync(
        SignedIn signedIn, Guid id, NewGuest given, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<GuestView>(
            async database =>
            {
                if (await database.FindIncidentAsync(signedIn.Actor, id, cancel) is not { } incident)
                {
                    return new Refusal("incident.unknown", "There is no such incident.");
                }

                var email = given.Email!.Trim();
                return signedIn.Actor.ActsAs() != ActBy.Customer
                    ? new Refusal("access.may-not-act", "Your place does not let you do this.")
                    : await WhyNotAsync(database, signedIn.Actor, incident, email, now, cancel) is { } refusal
                    ? refusal
                    : await InviteAsync(database, signedIn, incident, email, (now, address), cancel);
            },
            cancel);
    }

    private static async Task<Refusal?> WhyNotAsync(
        Database database, Actor actor, Incident incident, string email, Instant now, CancellationToken cancel)
    {
        var normalized = People.Normalize(email);
        var guests = await database.Set<IncidentGuest>()
            .Where(guest => guest.Incident == incident.Id && guest.RemovedAt == null)
            .Select(guest => new { guest.NormalizedEmail, guest.Person, guest.ExpiresAt })
            .ToListAsync(cancel);
        if (guests.Any(guest => guest.NormalizedEmail == normalized && guest.Person is not null)
            || await database.Set<Person>().AnyAsync(
                one => one.NormalizedEmail == normalized && (one.Id == incident.Customer || one.Id == actor.Person),
                cancel))
        {
            return new Refusal("guest.sees-it-already", "They see it already.");
        }

        if (guests.Count(guest => guest.NormalizedEmail != normalized
            && (guest.Person is not null || guest.ExpiresAt > now)) >= MostGuests)
        {
            return new Refusal("guest.too-many", "No more people can be invited.").With("count", MostGuests);
        }

        var since = now - Duration.FromDays(1);
        return await database.Set<IncidentGuest>()
            .CountAsync(guest => guest.InvitedBy == actor.Person && guest.CreatedAt > since, cancel) >= MostInADay
            ? new Refusal("guest.too-many-invitations", "Too many invitations in a day.").With("count", MostInADay)
            : null;
    }

    private static async Task<Result<GuestView>> InviteAsync(
        Database database,
        SignedIn signedIn,
        Incident incident,
        string email,
        (Instant Now, string Address) from,
        CancellationToken cancel)
    {
        var (now, normalized) = (from.Now, People.Normalize(email));
        await database.Set<IncidentGuest>()
            .Where(guest => guest.Incident == incident.Id && guest.NormalizedEmail == normalized
                && guest.RemovedAt == null)
            .ExecuteUpdateAsync(guest => guest.SetProperty(one => one.RemovedAt, now), cancel);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var invited = new IncidentGuest
        {
            Id = Guid.CreateVersion7(),
            Incident = incident.Id,
            Email = email,
            NormalizedEmail = normalized,
            Language = signedIn.Language,
            InvitedBy = signedIn.Actor.Person,
            TokenHash = ApiKeyHandler.HashOf(token),
            CreatedAt = now,
            ExpiresAt = now + Validity,
        };
        database.Add(invited);
        database.Add(OutboxMessage.Of(Kind, new { guest = invited.Id, path = $"/guest/invitation/{token}" }, now));
        database.Audit(
            now, signedIn.Actor.Person, "incident.guest-invited", incident.Id.Value, from.Address, email);
        return invited.AsView(
            new Dictionary<PersonId, string> { [signedIn.Actor.Person] = signedIn.Actor.Name });
    }
}
