using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Guests;

/// <summary>What the link of an invitation leads to.</summary>
internal sealed record GuestInvitation(Guid Incident, long Number, string Title, string InvitedBy, string Email);

internal static class GuestQueries
{
    public const int PageSize = 50;
    private const int MostIncidents = 50;

    /// <summary>What of a conversation a guest sees. What is not here, they do not: parts name plans, and disputes
    /// charges.</summary>
    private static readonly MessageKind[] ForGuests =
    [
        MessageKind.Problem, MessageKind.Reply, MessageKind.StatementProposed, MessageKind.StatementAccepted,
        MessageKind.StatementCountered, MessageKind.SolutionOffered, MessageKind.SolutionAccepted,
        MessageKind.SolutionRefused, MessageKind.Closed, MessageKind.Reopened, MessageKind.SeverityChanged,
    ];

    public static bool IsForGuests(MessageKind kind) => ForGuests.Contains(kind);

    /// <summary>The incidents that the actor was let see one by one. Only the doors of guests begin here: everywhere
    /// else they see what <see cref="IncidentQueries.IncidentsVisibleTo"/> says, which knows no guests.</summary>
    public static IQueryable<Incident> IncidentsOfGuest(this Database database, Actor actor) =>
        from guest in database.Set<IncidentGuest>()
        join incident in database.Set<Incident>() on guest.Incident equals incident.Id
        where guest.Person == actor.Person && guest.RemovedAt == null
        select incident;

    /// <summary>One of them, tracked; null where the actor is no guest of it.</summary>
    public static Task<Incident?> FindIncidentOfGuestAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        database.IncidentsOfGuest(actor).SingleOrDefaultAsync(incident => incident.Id == new IncidentId(id), cancel);

    /// <summary>One of them as a guest sees it; null where the actor is no guest of it.</summary>
    public static async Task<Wire.GuestIncidentView?> FindGuestViewAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        (await database.IncidentsOfGuest(actor)
            .Where(incident => incident.Id == new IncidentId(id))
            .WithNames(database)
            .SingleOrDefaultAsync(cancel))?.AsGuestView();

    /// <summary>All of them, what changed last first.</summary>
    public static async Task<IReadOnlyList<Wire.GuestIncidentView>> ListGuestViewsAsync(
        this Database database, Actor actor, CancellationToken cancel) =>
        [
            .. (await database.IncidentsOfGuest(actor).WithNames(database)
                .OrderByDescending(named => named.Incident.ChangedAt)
                .Take(MostIncidents)
                .ToListAsync(cancel)).Select(AsGuestView),
        ];

    /// <summary>The conversation as far as guests see it, oldest first; null where the actor is no guest of it.
    /// </summary>
    public static async Task<Page<Wire.MessageView>?> ListMessagesOfGuestAsync(
        this Database database, Actor actor, Guid id, string? cursor, CancellationToken cancel)
    {
        if (await database.FindIncidentOfGuestAsync(actor, id, cancel) is null)
        {
            return null;
        }

        var messages = database.Set<Message>()
            .Where(message => message.Incident == new IncidentId(id) && ForGuests.Contains(message.Kind));
        if (Cursor.Parse(cursor) is { } after)
        {
            messages = messages.Where(message => message.At > after.At
                || (message.At == after.At && (Guid)(object)message.Id > after.Id));
        }

        var found = await messages.AsNoTracking()
            .OrderBy(message => message.At)
            .ThenBy(message => message.Id)
            .Take(PageSize + 1)
            .ToListAsync(cancel);
        return found.AsPage(
            PageSize, message => message.AsView(withMinutes: false), message => new(message.At, message.Id.Value));
    }

    /// <summary>Who sees an incident by invitation, or can; null where the actor does not see it themselves.</summary>
    public static async Task<IReadOnlyList<Wire.GuestView>?> ListGuestsAsync(
        this Database database, Actor actor, Guid id, Instant now, CancellationToken cancel)
    {
        var incident = new IncidentId(id);
        if (!await database.IncidentsVisibleTo(actor).AnyAsync(one => one.Id == incident, cancel))
        {
            return null;
        }

        var guests = await database.Set<IncidentGuest>().AsNoTracking()
            .Where(guest => guest.Incident == incident && guest.RemovedAt == null
                && (guest.Person != null || guest.ExpiresAt > now))
            .OrderBy(guest => guest.CreatedAt)
            .ToListAsync(cancel);
        var names = await database.ReadNamesAsync(
            guests.SelectMany(guest => new[] { guest.Person, guest.InvitedBy }), cancel);
        return [.. guests.Select(guest => guest.AsView(names))];
    }

    public static Wire.GuestView AsView(this IncidentGuest guest, IReadOnlyDictionary<PersonId, string> names) => new(
        guest.Id,
        guest.Email,
        names.Of(guest.Person),
        names.Of(guest.InvitedBy) ?? "",
        guest.CreatedAt.ToDateTimeOffset(),
        guest.AcceptedAt?.ToDateTimeOffset(),
        guest.Person is null ? guest.ExpiresAt.ToDateTimeOffset() : null);

    /// <summary>What the link of an invitation leads to; null for one that is not good.</summary>
    public static Task<GuestInvitation?> FindGuestInvitationAsync(
        this Database database, string token, Instant now, CancellationToken cancel)
    {
        var hash = ApiKeyHandler.HashOf(token);
        return (
            from guest in database.Set<IncidentGuest>()
            join incident in database.Set<Incident>() on guest.Incident equals incident.Id
            join inviter in database.Set<Person>() on guest.InvitedBy equals inviter.Id
            where guest.TokenHash == hash && guest.Person == null && guest.RemovedAt == null && guest.ExpiresAt > now
            select new GuestInvitation(incident.Id.Value, incident.Number, incident.Title, inviter.Name, guest.Email))
            .SingleOrDefaultAsync(cancel);
    }

    private static Wire.GuestIncidentView AsGuestView(this NamedIncident named)
    {
        var incident = named.Incident;
        return new(
            incident.Id.Value,
            incident.Number,
            incident.Title,
            incident.ReleaseName,
            incident.Severity.As<Wire.Severity>(),
            incident.Status.As<Wire.IncidentStatus>(),
            named.CustomerName,
            incident.SubmittedAt.ToDateTimeOffset(),
            incident.ChangedAt.ToDateTimeOffset(),
            incident.StatementAccepted ? incident.Statement : null,
            incident.IsOpen);
    }
}
