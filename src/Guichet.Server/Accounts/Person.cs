using Guichet.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Guichet.Server.Accounts;

/// <summary>Somebody who can sign in. Password, lockout and confirmation are Identity's.</summary>
internal sealed class Person : IdentityUser<PersonId>
{
    public required string Name { get; set; }

    public Role Role { get; set; }

    public SignInKind SignIn { get; set; }

    public OrganizationId? OrganizationId { get; set; }

    public MemberRole? MemberRole { get; set; }

    /// <summary>Two letters; decides the tax of somebody who buys for themselves.</summary>
    public required string Country { get; set; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; set; }

    /// <summary><c>en</c> or <c>fr</c>: the language of mails, and of pages once signed in.</summary>
    public required string Language { get; set; }

    /// <summary>Whether single keys do something at the desk (WCAG 2.1.4 asks for a way to switch them off).</summary>
    public bool Shortcuts { get; set; } = true;

    public Instant CreatedAt { get; init; }

    /// <summary>Makes two changes at once a lost race for one of them, also where they touch different
    /// columns.</summary>
    public void Changed() => ConcurrencyStamp = Guid.NewGuid().ToString("N");

    /// <summary>Ends every sign-in, and every link that was mailed.</summary>
    public void EndSignIns()
    {
        SecurityStamp = Guid.NewGuid().ToString("N");
        Changed();
    }
}

/// <summary>A customer's company.</summary>
internal sealed class Organization
{
    public OrganizationId Id { get; init; }

    public required string Name { get; set; }

    public required string Country { get; set; }

    public Instant CreatedAt { get; init; }
}

/// <summary>An address asked to join an organisation. The link in the mail carries the token; only its hash is kept.
/// </summary>
internal sealed class Invitation
{
    public Guid Id { get; init; }

    public OrganizationId OrganizationId { get; init; }

    public required string Email { get; init; }

    public MemberRole MemberRole { get; init; }

    public required string TokenHash { get; init; }

    public PersonId InvitedBy { get; init; }

    public Instant CreatedAt { get; init; }

    public Instant ExpiresAt { get; init; }

    public Instant? AcceptedAt { get; set; }
}

/// <summary>A key for the API, shown once; only its hash is kept.</summary>
internal sealed class ApiKey
{
    public Guid Id { get; init; }

    public PersonId PersonId { get; init; }

    public required string Name { get; init; }

    /// <summary>Its first characters, to tell keys apart.</summary>
    public required string Start { get; init; }

    public required string Hash { get; init; }

    /// <summary>Scopes parted by a space.</summary>
    public required string Scopes { get; init; }

    public Instant CreatedAt { get; init; }

    public Instant? ExpiresAt { get; init; }

    public Instant? RevokedAt { get; set; }
}
