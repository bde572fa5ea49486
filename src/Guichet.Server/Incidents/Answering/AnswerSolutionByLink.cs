using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using IncidentStatus = Guichet.Incidents.IncidentStatus;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Answering;

/// <summary>A solution as whoever has the link of its mail sees it: this, and nothing else of the incident.</summary>
internal sealed record LinkedSolution(long Number, string Title, string By, string Body)
{
    /// <summary>When silence accepts it, in the zone of whom the mail was sent to.</summary>
    public ZonedDateTime? StandsAt { get; init; }

    /// <summary>Whether accepting it uses an incident up.</summary>
    public bool Counted { get; init; }

    public int Version { get; init; }
}

/// <summary>The customer answers a solution by the link in its mail, without signing in: the same acts as on the page,
/// in the name of whom the mail was sent to.</summary>
internal sealed class AnswerSolutionByLink(
    IStorage storage, AnswerLinks links, AnswerSolution answers, IClock clock)
{
    /// <summary>The solution; null where the link opens nothing any more.</summary>
    public async Task<LinkedSolution?> FindAsync(string link, CancellationToken cancel)
    {
        await using var database = storage.Read();
        if (await FindAsync(database, link, cancel) is not { } found)
        {
            return null;
        }

        var incident = await database.FindIncidentAsync(found.SignedIn.Actor, found.Incident.Value, cancel);
        var offer = await database.Set<Message>().AsNoTracking()
            .Where(message => message.Incident == found.Incident && message.Kind == MessageKind.SolutionOffered)
            .OrderByDescending(message => message.At).ThenByDescending(message => message.Id)
            .FirstOrDefaultAsync(cancel);
        return incident is { Status: IncidentStatus.SolutionOffered } && offer is not null
            ? new LinkedSolution(incident.Number, incident.Title, offer.AuthorName, offer.Body)
            {
                StandsAt = incident.SolutionStandsAt?.InZone(found.SignedIn.Zone),
                Counted = incident.Charge == Guichet.Incidents.ChargeState.Reserved,
                Version = incident.Version,
            }
            : null;
    }

    /// <summary>It solves the problem. Refused: <c>link.unknown</c>, and as on the page.</summary>
    public Task<Result<IncidentStateView>> AcceptAsync(
        string link, NewAcceptance acceptance, int version, string address, CancellationToken cancel) =>
        ActAsync(
            link,
            (person, incident) => answers.AcceptAsync(person, incident, acceptance, version, address, cancel),
            cancel);

    /// <summary>It does not, and why. Refused: <c>link.unknown</c>, and as on the page.</summary>
    public Task<Result<IncidentStateView>> RefuseAsync(
        string link, NewMessage words, int version, string address, CancellationToken cancel) =>
        ActAsync(
            link,
            (person, incident) => answers.RefuseAsync(person, incident, words, version, address, cancel),
            cancel);

    private async Task<Result<IncidentStateView>> ActAsync(
        string link, Func<SignedIn, Guid, Task<Result<IncidentStateView>>> act, CancellationToken cancel)
    {
        (SignedIn SignedIn, IncidentId Incident)? found;
        await using (var database = storage.Read())
        {
            found = await FindAsync(database, link, cancel);
        }

        return found is { } one
            ? await act(one.SignedIn, one.Incident.Value)
            : new Refusal("link.unknown", "The link is used up, too old or not right.");
    }

    private Task<(SignedIn SignedIn, IncidentId Incident)?> FindAsync(
        Database database, string link, CancellationToken cancel) =>
        links.FindAsync(database, AnswerPurpose.Solution, link, clock.GetCurrentInstant(), cancel);
}
