using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>A person ends a key of theirs, for good.</summary>
internal sealed class RevokeApiKey(UnitOfWork work, IClock clock)
{
    /// <summary>Ending it twice is as good as once; refused for keys of others, which do not exist for the person.
    /// </summary>
    public Task<Result<bool>> RunAsync(SignedIn signedIn, Guid id, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var person = signedIn.Actor.Person;
        return work.RunAsync<bool>(
            async database =>
            {
                var key = await database.Set<ApiKey>()
                    .SingleOrDefaultAsync(one => one.Id == id && one.PersonId == person, cancel);
                if (key is null)
                {
                    return new Refusal("api-key.unknown", "There is no such key.");
                }

                if (key.RevokedAt is null)
                {
                    key.RevokedAt = now;
                    database.Audit(now, person, "api-key.revoked", id, address);
                }

                return true;
            },
            cancel);
    }
}
