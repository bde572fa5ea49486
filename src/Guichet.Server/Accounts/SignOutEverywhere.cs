using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>A person ends every sign-in of theirs, on every device.</summary>
internal sealed class SignOutEverywhere(UnitOfWork work, IClock clock)
{
    public Task<Result<bool>> RunAsync(SignedIn signedIn, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var id = signedIn.Actor.Person;
        return work.RunAsync<bool>(
            async database =>
            {
                var person = await database.Set<Person>().SingleAsync(one => one.Id == id, cancel);
                person.EndSignIns();
                database.Audit(now, id, "account.signed-out-everywhere", id.Value, address);
                return true;
            },
            cancel);
    }
}
