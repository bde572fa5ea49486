using System.Security.Cryptography;
using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>The way into an empty house: a link in the log of the start, good while there is no
/// administrator.</summary>
internal sealed class FirstAdministrator(UnitOfWork work, IStorage storage, People people, IClock clock)
{
    private string? tokenHash;

    /// <summary>The path for whoever reads the log; null where there is an administrator already.</summary>
    public async Task<string?> OpenAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        if (await ExistsAsync(database, cancel))
        {
            return null;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        tokenHash = ApiKeyHandler.HashOf(token);
        return $"/account/first-administrator?token={token}";
    }

    /// <summary>Makes the administrator and closes the way; refused with a wrong token, and once there is
    /// one.</summary>
    public async Task<Result<Admission>> RunAsync(
        NewPerson given, string token, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (tokenHash is null || ApiKeyHandler.HashOf(token) != tokenHash)
        {
            return LinkInvalid;
        }

        if (PasswordRule.Check(given.Password!, given.Email!) is { } refusal)
        {
            return refusal;
        }

        var hash = people.Hash(given.Password!);
        var made = await work.RunAsync<Admission>(
            async database =>
            {
                var normalized = People.Normalize(given.Email!);
                if (await ExistsAsync(database, cancel))
                {
                    return LinkInvalid;
                }

                if (await database.Set<Person>().AnyAsync(one => one.NormalizedEmail == normalized, cancel))
                {
                    return new Refusal("person.address-used", "There is an account with that address.");
                }

                var person = RegisterPerson.PersonOf(given, hash, now);
                person.Role = Role.Administrator;
                person.EmailConfirmed = true;
                await people.AddAsync(database, person);
                database.Audit(now, person.Id, "account.first-administrator", person.Id.Value, address);
                return await database.AdmitAsync(person, cancel);
            },
            cancel);
        if (made.Refusal is null)
        {
            tokenHash = null;
        }

        return made;
    }

    private static Refusal LinkInvalid { get; } =
        new("account.link-invalid", "The link is not right, was used or is too old.");

    private static Task<bool> ExistsAsync(Database database, CancellationToken cancel) =>
        database.Set<Person>().AnyAsync(one => one.Role == Role.Administrator, cancel);
}
