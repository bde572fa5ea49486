using Guichet.Accounts;
using Guichet.Client;
using Guichet.Invoices;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Invoices;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Testing;

namespace Guichet.Server.Tests;

/// <summary>The real host over a database of its own, with a clock that stands still until it is moved. The two shared
/// houses stand at <see cref="Today"/> for good; a test that moves time opens one of its own.</summary>
public abstract class House : IAsyncLifetime
{
    private readonly string contents = Path.Combine(Path.GetTempPath(), $"guichet-contents-{Guid.NewGuid():N}");
    private readonly string mail = Path.Combine(Path.GetTempPath(), $"guichet-mail-{Guid.NewGuid():N}");
    private WebApplicationFactory<Program>? factory;

    /// <summary>A Friday morning in Paris; before dawn in Redmond.</summary>
    public static Instant Today { get; } = Instant.FromUtc(2026, 11, 20, 10, 0);

    public FakeClock Clock { get; } = new(Today);

    public IServiceProvider Services => Factory.Services;

    internal UnitOfWork Work => Services.GetRequiredService<UnitOfWork>();

    internal IStorage Storage => Services.GetRequiredService<IStorage>();

    public WebApplicationFactory<Program> Factory
    {
        get
        {
            Assert.SkipWhen(WhyMissing is not null, WhyMissing ?? "");
            return factory!;
        }
    }

    /// <summary>Where the files lie that people send.</summary>
    public string Contents => contents;

    /// <summary>Whether it was opened: on this machine its database may be missing.</summary>
    public bool IsOpen => factory is not null;

    /// <summary>Why this house cannot be opened on this machine; null where it can.</summary>
    protected virtual string? WhyMissing => null;

    /// <summary>Settings of the storage section.</summary>
    protected abstract (string Provider, string Connection) Database { get; }

    /// <summary>The same database, for a process beside this one.</summary>
    public string ConnectionForAProcess => Database.Connection;

    public virtual ValueTask InitializeAsync()
    {
        if (WhyMissing is null)
        {
            factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
            {
                host.UseEnvironment("Testing");
                host.UseSetting("Storage:Provider", Database.Provider);
                host.UseSetting("Storage:Connection", Database.Connection);
                host.UseSetting("Logging:LogLevel:Default", "Error");
                host.UseSetting("Logging:LogLevel:Microsoft", "Error");
                host.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Error");
                host.UseSetting("Payments:Gateway", "demonstration");
                host.UseSetting("Mail:Folder", mail);
                host.UseSetting("Contents:Folder", contents);
                Configure(host);
                host.ConfigureTestServices(services => services.AddSingleton<IClock>(Clock));
            });
            Start(factory);
        }

        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (factory is not null)
        {
            await factory.DisposeAsync();
        }

        foreach (var folder in new[] { contents, mail }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the host; in memory, unless somebody has to reach it from outside.</summary>
    protected virtual void Start(WebApplicationFactory<Program> started) => _ = started.Services;

    /// <summary>More settings for a house of one's own.</summary>
    protected virtual void Configure(IWebHostBuilder host)
    {
    }

    /// <summary>A client without a key.</summary>
    public GuichetClient Visitor() => new(Factory.CreateClient());

    /// <summary>Somebody new with an API key of every scope.</summary>
    public async Task<Somebody> WelcomesAsync(
        Role role = Role.Customer,
        SignInKind signIn = SignInKind.Personal,
        PartnerStanding? partner = null,
        MemberRole? memberRole = null,
        OrganizationId? organization = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var id = Guid.CreateVersion7();
        var key = ApiKeyHandler.NewKey();
        var organizationId = organization
            ?? (partner is null && memberRole is null ? null : new OrganizationId(Guid.CreateVersion7()));
        await Work.RunAsync<bool>(
            database =>
            {
                if (organizationId is { } company && organization is null)
                {
                    database.Add(new Organization
                    {
                        Id = company,
                        Name = $"Company {id:N}"[..16],
                        Country = "FR",
                        CreatedAt = Today,
                    });
                    if (partner is { } standing)
                    {
                        database.Add(new PartnerEnrollment(Guid.CreateVersion7(), company)
                        {
                            Terms = Enrolled(standing),
                        });
                    }
                }

                database.Add(PersonOf(id, role, signIn, organizationId, memberRole));
                return Task.FromResult<Result<bool>>(true);
            },
            cancel);
        await Work.RunAsync<bool>(
            database =>
            {
                database.Add(new ApiKey
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = new PersonId(id),
                    Name = "test",
                    Start = key[..8],
                    Hash = ApiKeyHandler.HashOf(key),
                    Scopes = string.Join(' ', Scopes.All),
                    CreatedAt = Today,
                });
                return GiveAddressAsync(database, id, role, organizationId);
            },
            cancel);
        return new Somebody(new PersonId(id), organizationId, key, new GuichetClient(Factory.CreateClient(), key));
    }

    /// <summary>Where a customer's invoices go, so that they can buy; an organisation's are one for all its members.
    /// </summary>
    private static async Task<Result<bool>> GiveAddressAsync(
        Database database, Guid person, Role role, OrganizationId? organization)
    {
        var holder = organization?.Value ?? person;
        if (role == Role.Customer && await database.Set<BillingRow>().FindAsync(holder) is null)
        {
            var business = organization is null
                ? ""
                : (await database.Set<Organization>().SingleAsync(one => one.Id == organization)).Name;
            var row = new BillingRow
            {
                Holder = holder,
                Person = organization is null ? new PersonId(person) : null,
                Organization = organization,
            };
            row.Change(
                new BillingDetails(
                    $"{role} {person:N}"[..20], business, "1 rue des Tests", "75001", "Paris", "", "FR", ""),
                Today);
            database.Add(row);
        }

        return true;
    }

    /// <summary>For longer than any test lasts.</summary>
    private static Enrollment Enrolled(PartnerStanding standing) => new(
        standing.Level,
        standing.Competency ? ["Cloud platform"] : [],
        new LocalDate(2026, 1, 1),
        new LocalDate(2036, 12, 31),
        null);

    private static Person PersonOf(
        Guid id, Role role, SignInKind signIn, OrganizationId? organization, MemberRole? memberRole) => new()
    {
        Id = new PersonId(id),
        UserName = $"{id:N}@example.test",
        NormalizedUserName = $"{id:N}@example.test".ToUpperInvariant(),
        Email = $"{id:N}@example.test",
        NormalizedEmail = $"{id:N}@example.test".ToUpperInvariant(),
        EmailConfirmed = true,
        LockoutEnabled = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        Name = $"{role} {id:N}"[..20],
        Role = role,
        SignIn = signIn,
        OrganizationId = organization,
        MemberRole = organization is null ? null : memberRole ?? MemberRole.Administrator,
        Country = "FR",
        TimeZone = "Europe/Paris",
        Language = "en",
        CreatedAt = Today,
    };

    /// <summary>Gives somebody a pack, as a confirmed purchase would.</summary>
    public async Task<IncidentPackId> GivesPackAsync(
        Somebody owner, string plan = "pack-5", int? size = 5, LocalDate? expiresOn = null)
    {
        var id = new IncidentPackId(Guid.CreateVersion7());
        await Work.RunAsync<bool>(
            database =>
            {
                var row = new PackRow
                {
                    Id = id,
                    Plan = plan,
                    Owner = owner.Id,
                    Organization = owner.Organization,
                    Size = size,
                    StartsOn = new LocalDate(2026, 11, 1),
                    ExpiresOn = expiresOn ?? new LocalDate(2027, 11, 1),
                    CreatedAt = Today,
                };
                database.Add(row);
                database.Add(new PackHolder { Person = owner.Id, Pack = id, AddedAt = Today });
                if (size is not null)
                {
                    database.Add(row.With(null).Purchase(owner.Id, "order.paid", Today));
                }

                return Task.FromResult<Result<bool>>(true);
            },
            TestContext.Current.CancellationToken);
        return id;
    }
}

/// <summary>Somebody with an API key.</summary>
public sealed record Somebody(PersonId Id, OrganizationId? Organization, string Key, GuichetClient Client);
