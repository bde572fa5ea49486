using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Drafts;

/// <summary>One step of a request is kept, where the rules have nothing against it.</summary>
internal sealed class SaveRequestStep(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>The request as it then stands. Refused: <c>draft.unknown</c>, and whatever the step is refused by.
    /// </summary>
    public Task<Result<RequestInProgress>> RunAsync(
        SignedIn signedIn, Guid draft, RequestStep step, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<RequestInProgress>(
            async database =>
            {
                var row = await database.DraftsOf(signedIn.Actor.Person)
                    .SingleOrDefaultAsync(one => one.Id == draft, cancel);
                if (row is null)
                {
                    return new Refusal("draft.unknown", "There is no such request of yours.");
                }

                var document = step.Onto(RequestDocument.Read(row.Document));
                var request = await RequestInProgress.OfAsync(
                    database, inForce, signedIn, draft, document, now, cancel);
                if (step.WhyNot(request) is { } refusal)
                {
                    return refusal;
                }

                (row.Document, row.ChangedAt) = (document.Write(), now);
                return request;
            },
            cancel);
    }
}
