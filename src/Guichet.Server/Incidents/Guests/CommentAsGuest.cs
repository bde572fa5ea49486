using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Guests;

/// <summary>A guest writes: both sides see it, and nothing that the customer is asked is answered by it.</summary>
internal sealed class CommentAsGuest(IncidentWork work)
{
    public async Task<Result<bool>> RunAsync(
        SignedIn signedIn, Guid incident, NewMessage words, CancellationToken cancel)
    {
        var result = await work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.Reply,
            new Saying(incident, words.Id!.Value, words.Body, null, null) { AsGuest = true },
            turn => turn.Incident.CommentAsGuest(turn.Said),
            cancel);

        // How it stands with its charge is not a guest's to know.
        return result.Refusal is { } refusal ? refusal : true;
    }
}
