using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Identity;

namespace Guichet.Benchmarks.Load;

/// <summary>People with API keys, written into a database that a server has made.</summary>
internal static class Seeding
{
    public const string Password = "nine wooden boats";

    private const int Credits = 1_000_000;

    private static readonly Instant Now = SystemClock.Instance.GetCurrentInstant();

    /// <summary>Customers, each with a pack that does not run out; the answer is their keys.</summary>
    public static Task<string[]> AddCustomersAsync(HouseDatabase database, int count, CancellationToken cancel) =>
        AddPeopleAsync(database, Role.Customer, count, cancel);

    /// <summary>An agent who can sign in with <see cref="Password"/>.</summary>
    public static async Task<Person> AddAgentAsync(HouseDatabase database, CancellationToken cancel)
    {
        await using var storage = database.Open();
        using var outbox = new OutboxSignal();
        using var changes = new ChangeSignal();
        var agent = PersonOf(Role.Agent);
        agent.PasswordHash = new PasswordHasher<Person>().HashPassword(agent, Password);
        await SaveAsync(new UnitOfWork(storage, outbox, changes), [agent], cancel);
        return agent;
    }

    private static async Task<string[]> AddPeopleAsync(
        HouseDatabase database, Role role, int count, CancellationToken cancel)
    {
        await using var storage = database.Open();
        using var outbox = new OutboxSignal();
        using var changes = new ChangeSignal();
        var work = new UnitOfWork(storage, outbox, changes);
        var people = Enumerable.Range(0, count).Select(_ => PersonOf(role)).ToArray();
        var keys = people.Select(_ => ApiKeyHandler.NewKey()).ToArray();
        await SaveAsync(work, people, cancel);
        await SaveAsync(work, people.Zip(keys, KeyOf), cancel);
        if (role == Role.Customer)
        {
            var packs = people.Select(PackOf).ToArray();
            await SaveAsync(work, packs, cancel);
            await SaveAsync(work, packs.Select(HolderOf), cancel);
            var credits = packs.Select(pack => pack.With(null).Purchase(pack.Owner, "order.paid", Now));
            await SaveAsync(work, credits, cancel);
        }

        return keys;
    }

    private static Task<Result<bool>> SaveAsync(UnitOfWork work, IEnumerable<object> rows, CancellationToken cancel)
    {
        var all = rows.ToArray();
        return work.RunAsync<bool>(
            database =>
            {
                database.AddRange(all);
                return Task.FromResult<Result<bool>>(true);
            },
            cancel);
    }

    private static Person PersonOf(Role role)
    {
        var id = Guid.CreateVersion7();
        var email = $"{id:N}@example.test";
        return new Person
        {
            Id = new PersonId(id),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = id.ToString("N"),
            Name = $"{role} {id:N}"[..20],
            Role = role,
            Country = "FR",
            TimeZone = "Europe/Paris",
            Language = "fr",
            CreatedAt = Now,
        };
    }

    private static ApiKey KeyOf(Person person, string key) => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = person.Id,
        Name = "bench",
        Start = key[..8],
        Hash = ApiKeyHandler.HashOf(key),
        Scopes = string.Join(' ', Scopes.All),
        CreatedAt = Now,
    };

    private static PackRow PackOf(Person person)
    {
        var today = Now.InUtc().Date;
        return new PackRow
        {
            Id = new IncidentPackId(Guid.CreateVersion7()),
            Plan = "pack-5",
            Owner = person.Id,
            Size = Credits,
            StartsOn = today,
            ExpiresOn = today.PlusYears(1),
            CreatedAt = Now,
        };
    }

    private static PackHolder HolderOf(PackRow pack) => new() { Person = pack.Owner, Pack = pack.Id, AddedAt = Now };
}
