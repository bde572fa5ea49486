using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>Somebody signs in by address and password. A wrong password, an unknown address and a locked account have
/// one answer, and take as long.</summary>
internal sealed class SignIn(UnitOfWork work, People people, AttemptLimit limit, IClock clock)
{
    public const int AttemptsAllowed = 5;
    public static readonly Duration Lockout = Duration.FromMinutes(15);

    public static Refusal Failed { get; } = new Refusal(
        "account.sign-in-failed", "The address or the password is not right, or the account rests after failures.")
        .With("attempts", AttemptsAllowed).With("minutes", (int)Lockout.TotalMinutes);

    /// <summary>Who it is; refused as failed, as not confirmed (with a new mail), or for too many attempts.</summary>
    public async Task<Result<Admission>> RunAsync(Credentials given, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (limit.Refuse("sign-in", address, now) is { } tooMany)
        {
            return tooMany;
        }

        // Counted before it is looked at: attempts at the same time cannot outrun the lockout.
        var email = People.Normalize(given.Email!);
        var counted = await work.RunAsync<string>(
            database => CountAsync(database, email, address, now, cancel), cancel);
        if (!people.Matches(counted.Value, given.Password!))
        {
            return Failed;
        }

        var admitted = await work.RunAsync<Admission?>(
            database => AdmitAsync(database, email, address, now, cancel), cancel);
        return admitted.Value is { } admission
            ? admission
            : new Refusal("account.not-confirmed", "The address has not been confirmed.");
    }

    /// <summary>The hash to compare with; empty where there is none to compare with.</summary>
    private static async Task<Result<string>> CountAsync(
        Database database, string email, string address, Instant now, CancellationToken cancel)
    {
        var person = await FindAsync(database, email, cancel);
        database.Audit(now, null, "account.sign-in-tried", person?.Id.Value.ToString() ?? "unknown", address);
        if (person is null || person.LockoutEnd > now.ToDateTimeOffset())
        {
            return "";
        }

        person.AccessFailedCount++;
        if (person.AccessFailedCount >= AttemptsAllowed)
        {
            person.AccessFailedCount = 0;
            person.LockoutEnd = (now + Lockout).ToDateTimeOffset();
            database.Audit(now, null, "account.locked", person.Id.Value, address);
        }

        person.Changed();
        return person.PasswordHash ?? "";
    }

    private async Task<Result<Admission?>> AdmitAsync(
        Database database, string email, string address, Instant now, CancellationToken cancel)
    {
        var person = (await FindAsync(database, email, cancel))!;
        person.AccessFailedCount = 0;
        person.LockoutEnd = null;
        person.Changed();
        if (!person.EmailConfirmed)
        {
            database.Add(OutboxMessage.Of(
                "account.confirm-email",
                new
                {
                    PersonId = person.Id.Value,
                    person.Language,
                    Path = await people.ConfirmationPathAsync(database, person),
                },
                now));
            return (Admission?)null;
        }

        database.Audit(now, person.Id, "account.signed-in", person.Id.Value, address);
        return await database.AdmitAsync(person, cancel);
    }

    private static Task<Person?> FindAsync(Database database, string email, CancellationToken cancel) =>
        database.Set<Person>().SingleOrDefaultAsync(person => person.NormalizedEmail == email, cancel);
}
