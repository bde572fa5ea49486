using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>Somebody sets a new password by the link that was mailed.</summary>
internal sealed class ResetPassword(UnitOfWork work, IStorage storage, People people, AttemptLimit limit, IClock clock)
{
    /// <summary>Changes the password, ends every sign-in and lifts a lockout; whoever reads the mail has also
    /// confirmed the address. Refused where the link is not good or the password breaks the rule.</summary>
    public async Task<Result<bool>> RunAsync(
        PersonId id, string token, string password, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (limit.Refuse("reset", address, now) is { } tooMany)
        {
            return tooMany;
        }

        if (await CheckAsync(id, token, password, cancel) is { } refusal)
        {
            return refusal;
        }

        var hash = people.Hash(password);
        return await work.RunAsync<bool>(
            async database =>
            {
                var person = await database.Set<Person>().SingleAsync(one => one.Id == id, cancel);
                if (!await people.ResetsAsync(database, person, token))
                {
                    return LinkInvalid;
                }

                person.PasswordHash = hash;
                person.EmailConfirmed = true;
                person.AccessFailedCount = 0;
                person.LockoutEnd = null;
                person.EndSignIns();
                database.Audit(now, person.Id, "account.password-reset", person.Id.Value, address);
                return true;
            },
            cancel);
    }

    private static Refusal LinkInvalid { get; } =
        new("account.link-invalid", "The link is not right, was used or is too old.");

    private async Task<Refusal?> CheckAsync(PersonId id, string token, string password, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var person = await database.Set<Person>().SingleOrDefaultAsync(one => one.Id == id, cancel);
        return person is null || !await people.ResetsAsync(database, person, token)
            ? LinkInvalid
            : PasswordRule.Check(password, person.Email!);
    }
}
