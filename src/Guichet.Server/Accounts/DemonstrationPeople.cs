using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>Somebody invented, for <c>--demo</c>.</summary>
internal sealed record DemonstrationPerson(
    string Name,
    string Email,
    Role Role = Role.Customer,
    SignInKind SignIn = SignInKind.Personal,
    MemberRole? MemberRole = null,
    string Country = "FR",
    string TimeZone = "Europe/Paris",
    string Language = "en")
{
    /// <summary>Their API key, the same in every demonstration: <c>gck_demo-camille</c>.</summary>
    public string ApiKey => $"{ApiKeyHandler.Prefix}demo-{Email.Split('@')[0]}";
}

/// <summary>The invented people of a demonstration, with a password that everybody knows.</summary>
internal sealed class DemonstrationPeople(UnitOfWork work, IStorage storage, People people, IClock clock)
{
    public const string Password = "demonstration";

    public static readonly OrganizationId Fabrikam = new(new Guid("01900000-0000-7000-8000-00000000fab1"));

    public static IReadOnlyList<DemonstrationPerson> All { get; } =
    [
        new("Camille Laurent", "camille@example.test", Language: "fr"),
        new("Sam Rivers", "sam@example.test", Country: "US", TimeZone: "America/New_York"),
        new("Dana Fabrikam", "dana@fabrikam.test", Role.Customer, SignInKind.Work, MemberRole.Administrator),
        new("Lee", "lee@fabrikam.test", Role.Customer, SignInKind.Work, MemberRole.Reader),
        new("Alex Martin", "agent@example.test", Role.Agent, SignInKind.Work),
        new("Maria Costa", "manager@example.test", Role.SupportManager, SignInKind.Work),
        new("Robin Clerk", "clerk@example.test", Role.BillingClerk, SignInKind.Work),
        new("Kim Admin", "admin@example.test", Role.Administrator, SignInKind.Work),
    ];

    /// <summary>Whether the database was filled by a demonstration: its passwords and keys are known to all.</summary>
    public async Task<bool> AreThereAsync(CancellationToken cancel)
    {
        var hashes = All.Select(one => ApiKeyHandler.HashOf(one.ApiKey)).ToArray();
        await using var database = storage.Read();
        return await database.Set<ApiKey>().AnyAsync(key => hashes.Contains(key.Hash), cancel);
    }

    /// <summary>Adds who is missing; those who are there stay as they are.</summary>
    public async Task SeedAsync(CancellationToken cancel)
    {
        if (await AreThereAsync(cancel))
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var hash = people.Hash(Password);
        await work.RunAsync<bool>(
            async database =>
            {
                database.Add(new Organization
                {
                    Id = Fabrikam,
                    Name = "Fabrikam",
                    Country = "FR",
                    CreatedAt = now,
                });
                database.Add(EnrollmentOf(now.InUtc().Date));
                foreach (var invented in All)
                {
                    var person = PersonOf(invented, hash, now);
                    await people.AddAsync(database, person);
                    database.Add(KeyOf(invented, person, now));
                }

                return true;
            },
            cancel);
    }

    /// <summary>Gold since a month, and for eleven more.</summary>
    private static PartnerEnrollment EnrollmentOf(LocalDate today) => new(Fabrikam.Value, Fabrikam)
    {
        Terms = new(PartnerLevel.Gold, ["Cloud platform"], today.PlusMonths(-1), today.PlusMonths(11), null),
    };

    private static Person PersonOf(DemonstrationPerson invented, string hash, Instant now) => new()
    {
        Id = new PersonId(Guid.CreateVersion7()),
        UserName = invented.Email,
        Email = invented.Email,
        EmailConfirmed = true,
        PasswordHash = hash,
        LockoutEnabled = true,
        Name = invented.Name,
        Role = invented.Role,
        SignIn = invented.SignIn,
        OrganizationId = invented.MemberRole is null ? null : Fabrikam,
        MemberRole = invented.MemberRole,
        Country = invented.Country,
        TimeZone = invented.TimeZone,
        Language = invented.Language,
        CreatedAt = now,
    };

    private static ApiKey KeyOf(DemonstrationPerson invented, Person person, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = person.Id,
        Name = "demonstration",
        Start = invented.ApiKey,
        Hash = ApiKeyHandler.HashOf(invented.ApiKey),
        Scopes = string.Join(' ', Scopes.Of(invented.Role)),
        CreatedAt = now,
    };
}
