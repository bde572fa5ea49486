using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using IncidentLinkKind = Guichet.Incidents.IncidentLinkKind;

namespace Guichet.Server.Incidents.Links;

/// <summary>An agent links two incidents, or removes a link that was made by hand.</summary>
internal sealed class LinkIncidents(IncidentWork work, IClock clock)
{
    /// <summary>Once, however often it is sent. Refused: <c>incident.unknown</c> for either, <c>access.may-not-act</c>,
    /// <c>link.follows</c>, <c>link.to-itself</c>, <c>link.circle</c>.</summary>
    public Task<Result<IncidentStateView>> LinkAsync(
        SignedIn signedIn, Guid incident, NewLink link, CancellationToken cancel) =>
        ChangeAsync(
            signedIn,
            incident,
            link,
            async (database, found, kind, other) =>
            {
                if (await database.FindLinkAsync(found.Id, kind, other.Id, cancel) is null
                    && await database.LinkAsync(
                        found.Id, kind, other.Id, signedIn.Actor.Person, clock.GetCurrentInstant(), cancel)
                        is { } refusal)
                {
                    return refusal;
                }

                return found.AsState();
            },
            cancel);

    /// <summary>Whichever of the two is named first. Refused as linking is; without such a link nothing is done.
    /// </summary>
    public Task<Result<IncidentStateView>> UnlinkAsync(
        SignedIn signedIn, Guid incident, NewLink link, CancellationToken cancel) =>
        ChangeAsync(
            signedIn,
            incident,
            link,
            async (database, found, kind, other) =>
            {
                if ((await database.FindLinkAsync(found.Id, kind, other.Id, cancel)
                    ?? await database.FindLinkAsync(other.Id, kind, found.Id, cancel)) is { } known)
                {
                    database.Remove(known);
                }

                return found.AsState();
            },
            cancel);

    private Task<Result<IncidentStateView>> ChangeAsync(
        SignedIn signedIn,
        Guid incident,
        NewLink link,
        Func<Database, Incident, IncidentLinkKind, Incident, Task<Result<IncidentStateView>>> act,
        CancellationToken cancel) =>
        work.ChangeAsync(
            signedIn.Actor,
            incident,
            async (database, found) =>
            {
                var kind = link.Kind!.Value.As<IncidentLinkKind>();
                if (!signedIn.Actor.IsAgent)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                if (!IncidentLinks.IsMadeByHand(kind))
                {
                    return new Refusal("link.follows", "This link follows from splitting, or from closing.");
                }

                return await database.FindNumberAsync(signedIn.Actor, link.Number!.Value, cancel) is { } other
                    ? await act(database, found, kind, other)
                    : new Refusal("incident.unknown", "There is no such incident.");
            },
            cancel);
}
