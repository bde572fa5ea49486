using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>Somebody asks for an account. The answer is the same whether the address is free or not: what is true is
/// said in a mail to it.</summary>
internal sealed class RegisterPerson(UnitOfWork work, People people, AttemptLimit limit, IClock clock)
{
    /// <summary>Writes down the account, not yet confirmed, or mails that there is one already.</summary>
    /// <param name="given">Checked for its shape.</param>
    /// <param name="returnPath">Where the person was going; null for nowhere.</param>
    /// <param name="address">The caller's network address.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<bool>> RunAsync(
        NewPerson given, string? returnPath, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if ((limit.Refuse("register", address, now)
            ?? PasswordRule.Check(given.Password!, given.Email!)) is { } refusal)
        {
            return refusal;
        }

        var hash = people.Hash(given.Password!);
        return await work.RunAsync<bool>(
            async database =>
            {
                var normalized = People.Normalize(given.Email!);
                var known = await database.Set<Person>()
                    .SingleOrDefaultAsync(person => person.NormalizedEmail == normalized, cancel);
                if (known is not null)
                {
                    database.Add(OutboxMessage.Of(
                        "account.already-registered",
                        new { PersonId = known.Id.Value, known.Language, Path = "/account/forgotten-password" },
                        now));
                    database.Audit(now, null, "account.registered-again", known.Id.Value, address);
                    return true;
                }

                var person = PersonOf(given, hash, now);
                await people.AddAsync(database, person);
                database.Add(OutboxMessage.Of(
                    "account.confirm-email",
                    new
                    {
                        PersonId = person.Id.Value,
                        person.Language,
                        Path = await people.ConfirmationPathAsync(database, person, returnPath),
                    },
                    now));
                database.Audit(now, person.Id, "account.registered", person.Id.Value, address);
                return true;
            },
            cancel);
    }

    /// <summary>The account as it is stored.</summary>
    public static Person PersonOf(NewPerson given, string hash, Instant now) => new()
    {
        Id = new PersonId(Guid.CreateVersion7()),
        UserName = given.Email!.Trim(),
        Email = given.Email.Trim(),
        PasswordHash = hash,
        LockoutEnabled = true,
        Name = given.Name!.Trim(),
        Role = Role.Customer,
        SignIn = given.SignIn!.Value,
        Country = given.Country!,
        Language = given.Language!,
        TimeZone = given.TimeZone!,
        CreatedAt = now,
    };
}
