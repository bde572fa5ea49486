using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Answering;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Satisfactions;

/// <summary>What whoever has the link of a closing mail sees: which incident, and what was said.</summary>
internal sealed record LinkedSatisfaction(long Number, string Title, SatisfactionView Satisfaction);

/// <summary>The customer says how it went by the link in the closing mail, without signing in.</summary>
internal sealed class SaySatisfactionByLink(
    IStorage storage, InForce inForce, AnswerLinks links, SaySatisfaction saying, IClock clock)
{
    /// <summary>Null where the link opens nothing any more.</summary>
    public async Task<LinkedSatisfaction?> FindAsync(string link, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var database = storage.Read();
        if (await links.FindAsync(database, AnswerPurpose.Satisfaction, link, now, cancel) is not { } found
            || await database.FindIncidentAsync(found.SignedIn.Actor, found.Incident.Value, cancel) is not { } incident)
        {
            return null;
        }

        var terms = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Closing;
        var view = await database.ViewAsync(incident, terms, now, cancel);
        return view.Until is null ? null : new LinkedSatisfaction(incident.Number, incident.Title, view);
    }

    /// <summary>Refused: <c>link.unknown</c>, and as on the page.</summary>
    public async Task<Result<SatisfactionView>> RunAsync(
        string link, NewSatisfaction satisfaction, string address, CancellationToken cancel)
    {
        (SignedIn SignedIn, IncidentId Incident)? found;
        await using (var database = storage.Read())
        {
            found = await links.FindAsync(
                database, AnswerPurpose.Satisfaction, link, clock.GetCurrentInstant(), cancel);
        }

        return found is { } one
            ? await saying.RunAsync(one.SignedIn, one.Incident.Value, satisfaction, address, cancel)
            : new Refusal("link.unknown", "The link is used up, too old or not right.");
    }
}
