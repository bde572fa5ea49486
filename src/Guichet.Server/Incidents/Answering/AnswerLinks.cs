using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Answering;

/// <summary>Makes the links by which a customer answers from a mail, ends them, and knows them again.</summary>
internal sealed class AnswerLinks(SignedLinks links)
{
    /// <summary>However long the policy lets a question wait.</summary>
    private static readonly Duration Longest = Duration.FromDays(30);

    /// <summary>Ends the links whose question an act has answered or taken back, and makes the one that goes out with
    /// what it asks; null where it asks nothing.</summary>
    /// <param name="database">Of the operation.</param>
    /// <param name="before">Where the incident stood.</param>
    /// <param name="turn">The act, done.</param>
    /// <param name="message">What was said with it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<string?> RenewAsync(
        Database database, IncidentStatus before, Turn turn, Message message, CancellationToken cancel)
    {
        var incident = turn.Incident;
        if (before == IncidentStatus.SolutionOffered
            && (incident.Status != before || message.Kind == MessageKind.SolutionOffered))
        {
            await EndAsync(database, incident.Id, AnswerPurpose.Solution, cancel);
        }

        if (before == IncidentStatus.Closed && incident.IsOpen)
        {
            await EndAsync(database, incident.Id, AnswerPurpose.Satisfaction, cancel);
        }

        var asks = message.Kind == MessageKind.SolutionOffered && incident.SolutionStandsAt is { } stands
                ? (AnswerPurpose.Solution, Until: stands)
            : before != IncidentStatus.Closed
                && incident.SatisfactionUntil(turn.Policy.Policy.Closing) is { } until
                ? (AnswerPurpose.Satisfaction, Until: until)
            : ((AnswerPurpose Purpose, Instant Until)?)null;
        return asks is { } one ? Make(database, incident, one.Purpose, one.Until, turn.Said.At) : null;
    }

    /// <summary>The incident that the link is about and who acts by it; null where it was never made, was used up or
    /// replaced, has ended, or whoever it was sent to is gone.</summary>
    public async Task<(SignedIn SignedIn, IncidentId Incident)?> FindAsync(
        Database database, AnswerPurpose purpose, string link, Instant now, CancellationToken cancel)
    {
        if (links.Read(purpose.ToString(), link, now) is not { } subject)
        {
            return null;
        }

        var (incident, hash) = (new IncidentId(Guid.Parse(subject)), ApiKeyHandler.HashOf(link));
        var found = await (
            from row in database.Set<AnswerLink>()
            join person in database.Set<Person>() on row.Person equals person.Id
            where row.Incident == incident && row.Purpose == purpose && row.Hash == hash && row.ExpiresAt > now
            select person).AsNoTracking().SingleOrDefaultAsync(cancel);
        return found is null ? null : ((await database.AdmitAsync(found, cancel)).SignedIn, incident);
    }

    private static Task<int> EndAsync(
        Database database, IncidentId incident, AnswerPurpose purpose, CancellationToken cancel) =>
        database.Set<AnswerLink>()
            .Where(link => link.Incident == incident && link.Purpose == purpose)
            .ExecuteDeleteAsync(cancel);

    private string Make(Database database, Incident incident, AnswerPurpose purpose, Instant until, Instant now)
    {
        var end = Instant.Min(until, now + Longest);
        var link = links.Sign(purpose.ToString(), incident.Id.Value.ToString(), end);
        database.Add(new AnswerLink
        {
            Incident = incident.Id,
            Purpose = purpose,
            Person = incident.Customer,
            Hash = ApiKeyHandler.HashOf(link),
            ExpiresAt = end,
        });
        return link;
    }
}
