using System.Security.Claims;
using Guichet.Accounts;

namespace Guichet.Server.Accounts;

/// <summary>From the house's words to the wire's; both have the same names.</summary>
internal static class AccountViews
{
    public static Client.Accounts.MeView ToView(this SignedIn signedIn, ClaimsPrincipal key, LocalDate today) => new()
    {
        Id = signedIn.Actor.Person.Value,
        Name = signedIn.Actor.Name,
        Email = signedIn.Email,
        Role = Enum.Parse<Client.Accounts.Role>(signedIn.Actor.Role.ToString()),
        SignIn = Enum.Parse<Client.Accounts.SignInKind>(signedIn.Actor.SignIn.ToString()),
        Language = signedIn.Language,
        TimeZone = signedIn.TimeZone,
        Country = signedIn.Country,
        Scopes = [.. key.FindAll(Access.ScopeClaim).Select(claim => claim.Value)],
        Organization =
            signedIn is { OrganizationName: { } name, Actor: { Organization: { } id, MemberRole: { } place } actor }
            ? new Client.Accounts.MyOrganizationView
            {
                Id = id.Value,
                Name = name,
                MemberRole = Enum.Parse<Client.Accounts.MemberRole>(place.ToString()),
                PartnerLevel = Enum.Parse<Client.Accounts.PartnerLevel>(actor.PartnerOn(today).Level.ToString()),
                Competency = actor.PartnerOn(today).Competency,
            }
            : null,
    };
}

/// <summary>A member, as the organisation's page shows them.</summary>
internal sealed record MemberLine(PersonId Id, string Name, string Email, MemberRole Role);

/// <summary>An invitation that waits for an answer.</summary>
internal sealed record InvitationLine(Guid Id, string Email, MemberRole Role, Instant ExpiresAt);

/// <summary>What somebody who opens an invitation sees.</summary>
internal sealed record InvitationView(string Organization, string Email, MemberRole Role);

/// <summary>A key, as its person sees it.</summary>
internal sealed record ApiKeyLine(
    Guid Id, string Name, string Start, string Scopes, Instant CreatedAt, Instant? ExpiresAt);

/// <summary>A person, as the desk lists them.</summary>
internal sealed record PersonLine(
    PersonId Id, string Name, string Email, Role Role, string? Organization, Instant CreatedAt);

/// <summary>A person, as an administrator sees them.</summary>
internal sealed record PersonView(
    PersonId Id,
    string Name,
    string Email,
    bool Confirmed,
    Role Role,
    SignInKind SignIn,
    string Country,
    string TimeZone,
    Instant CreatedAt,
    OrganizationId? OrganizationId,
    string? Organization,
    MemberRole? MemberRole);
