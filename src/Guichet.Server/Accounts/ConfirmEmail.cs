using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>Somebody proves that the address is theirs: by the link that was mailed and the password of the
/// registration, so that neither a stranger who registered it nor a mail scanner who follows links can.</summary>
internal sealed class ConfirmEmail(UnitOfWork work, IStorage storage, People people, AttemptLimit limit, IClock clock)
{
    /// <summary>Confirms and signs in; refused where the link or the password is not right.</summary>
    public async Task<Result<Admission>> RunAsync(
        PersonId id, string token, string password, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (limit.Refuse("confirm", address, now) is { } tooMany)
        {
            return tooMany;
        }

        string? hash;
        await using (var database = storage.Read())
        {
            hash = await database.Set<Person>()
                .Where(person => person.Id == id)
                .Select(person => person.PasswordHash)
                .SingleOrDefaultAsync(cancel);
        }

        var matches = people.Matches(hash, password);
        return await work.RunAsync<Admission>(
            async database =>
            {
                var person = await database.Set<Person>().SingleOrDefaultAsync(one => one.Id == id, cancel);
                if (person is null || !await people.ConfirmsAsync(database, person, token))
                {
                    return new Refusal("account.link-invalid", "The link is not right, was used or is too old.");
                }

                if (!matches || person.PasswordHash != hash)
                {
                    return new Refusal("account.password-wrong", "The password is not the one of the registration.");
                }

                person.EmailConfirmed = true;
                person.Changed();
                database.Audit(now, person.Id, "account.confirmed", person.Id.Value, address);
                return await database.AdmitAsync(person, cancel);
            },
            cancel);
    }
}
