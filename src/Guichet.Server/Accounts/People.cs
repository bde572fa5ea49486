using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Accounts;

/// <summary>Identity over the database of a unit of work: it changes what is tracked, the unit of work saves.</summary>
internal sealed class People(
    IPasswordHasher<Person> hasher,
    IDataProtectionProvider protection,
    ILoggerFactory loggers,
    IServiceProvider services)
{
    private const string Confirmation = "Confirmation";
    private const string Reset = "Reset";
    private static readonly UpperInvariantLookupNormalizer Normalizer = new();

    private readonly IOptions<IdentityOptions> options = Options.Create(OptionsWith(
        (Confirmation, Provider(protection, loggers, Confirmation, TimeSpan.FromDays(3))),
        (Reset, Provider(protection, loggers, Reset, TimeSpan.FromHours(1)))));

    // Compared with where there is no account, so that nobody can tell by the time an answer takes.
    private readonly Lazy<string> nobody = new(() => hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>How an address is kept for looking up.</summary>
    public static string Normalize(string email) => Normalizer.NormalizeEmail(email.Trim());

    /// <summary>Slow on purpose: never inside a unit of work, which others wait for.</summary>
    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>Whether the password is the one hashed; takes as long without a hash. Slow like <see cref="Hash"/>.
    /// </summary>
    public bool Matches(string? hash, string password)
    {
        var stands = string.IsNullOrEmpty(hash) ? null : hash;
        var verified = hasher.VerifyHashedPassword(null!, stands ?? nobody.Value, password);
        return stands is not null && verified != PasswordVerificationResult.Failed;
    }

    /// <summary>Adds somebody whose address is free; whatever Identity finds wrong then is a bug.</summary>
    public async Task AddAsync(Database database, Person person)
    {
        using var manager = In(database);
        var made = await manager.CreateAsync(person);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
        }
    }

    /// <summary>The path of the page that confirms the address, good for three days.</summary>
    public async Task<string> ConfirmationPathAsync(Database database, Person person, string? returnPath = null)
    {
        using var manager = In(database);
        var token = await manager.GenerateEmailConfirmationTokenAsync(person);
        var onward = returnPath is null ? "" : $"&returnUrl={Uri.EscapeDataString(returnPath)}";
        return $"/account/confirm-email?person={person.Id.Value}&token={Uri.EscapeDataString(token)}{onward}";
    }

    /// <summary>Whether the token came from such a path and is still good.</summary>
    public async Task<bool> ConfirmsAsync(Database database, Person person, string token)
    {
        using var manager = In(database);
        return await manager.VerifyUserTokenAsync(
            person, Confirmation, UserManager<Person>.ConfirmEmailTokenPurpose, token);
    }

    /// <summary>The path of the page that takes a new password: once, within the hour.</summary>
    public async Task<string> ResetPathAsync(Database database, Person person)
    {
        using var manager = In(database);
        var token = await manager.GeneratePasswordResetTokenAsync(person);
        return $"/account/reset-password?person={person.Id.Value}&token={Uri.EscapeDataString(token)}";
    }

    /// <summary>Whether the token came from such a path and is still good.</summary>
    public async Task<bool> ResetsAsync(Database database, Person person, string token)
    {
        using var manager = In(database);
        return await manager.VerifyUserTokenAsync(
            person, Reset, UserManager<Person>.ResetPasswordTokenPurpose, token);
    }

    private UserManager<Person> In(Database database) => new(
        new UserOnlyStore<Person, Database, PersonId>(database) { AutoSaveChanges = false },
        options,
        hasher,
        [new UserValidator<Person>()],
        [],
        Normalizer,
        new IdentityErrorDescriber(),
        services,
        loggers.CreateLogger<UserManager<Person>>());

    private static IdentityOptions OptionsWith(
        params (string Name, DataProtectorTokenProvider<Person> Provider)[] tokens)
    {
        var options = new IdentityOptions
        {
            User = { RequireUniqueEmail = true, AllowedUserNameCharacters = "" },
            Tokens = { EmailConfirmationTokenProvider = Confirmation, PasswordResetTokenProvider = Reset },
        };
        foreach (var (name, provider) in tokens)
        {
            options.Tokens.ProviderMap[name] =
                new TokenProviderDescriptor(provider.GetType()) { ProviderInstance = provider };
        }

        return options;
    }

    private static DataProtectorTokenProvider<Person> Provider(
        IDataProtectionProvider protection, ILoggerFactory loggers, string name, TimeSpan lifespan) =>
        new(
            protection,
            Options.Create(new DataProtectionTokenProviderOptions { Name = name, TokenLifespan = lifespan }),
            loggers.CreateLogger<DataProtectorTokenProvider<Person>>());
}
