using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>Somebody forgot the password. The answer never says whether there is such an account.</summary>
internal sealed class RequestPasswordReset(UnitOfWork work, People people, AttemptLimit limit, IClock clock)
{
    /// <summary>Mails the link where there is an account; refused only for too many attempts.</summary>
    public async Task<Result<bool>> RunAsync(string email, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (limit.Refuse("reset", address, now) is { } tooMany)
        {
            return tooMany;
        }

        var normalized = People.Normalize(email);
        return await work.RunAsync<bool>(
            async database =>
            {
                var person = await database.Set<Person>()
                    .SingleOrDefaultAsync(one => one.NormalizedEmail == normalized, cancel);
                database.Audit(now, null, "account.reset-requested", person?.Id.Value.ToString() ?? "unknown", address);
                if (person is not null)
                {
                    database.Add(OutboxMessage.Of(
                        "account.password-reset",
                        new
                        {
                            PersonId = person.Id.Value,
                            person.Language,
                            Path = await people.ResetPathAsync(database, person),
                        },
                        now));
                }

                return true;
            },
            cancel);
    }
}
