using System.Security.Cryptography;
using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>An organisation's administrator asks an address to join.</summary>
internal sealed class InviteMember(UnitOfWork work, AttemptLimit limit, IClock clock)
{
    public static readonly Duration Validity = Duration.FromDays(7);

    /// <summary>Mails a link that is good for a week; an earlier one to the same address stops being good. Refused to
    /// others than administrators, and where the address is a member's.</summary>
    public async Task<Result<bool>> RunAsync(
        SignedIn signedIn, NewInvitation given, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (signedIn.Actor is not { Organization: { } organization, MemberRole: MemberRole.Administrator })
        {
            return Membership.NotAdministrator;
        }

        if (limit.Refuse("invite", address, now) is { } tooMany)
        {
            return tooMany;
        }

        return await work.RunAsync<bool>(
            database => InviteAsync(database, signedIn, organization, given, address, now, cancel), cancel);
    }

    private static async Task<Result<bool>> InviteAsync(
        Database database,
        SignedIn signedIn,
        OrganizationId organization,
        NewInvitation given,
        string address,
        Instant now,
        CancellationToken cancel)
    {
        var email = given.Email!.Trim();
        var normalized = People.Normalize(email);
        if (await database.Set<Person>()
            .AnyAsync(one => one.NormalizedEmail == normalized && one.OrganizationId == organization, cancel))
        {
            return new Refusal("invitation.already-member", "The address belongs to a member.");
        }

        var earlier = await database.Set<Invitation>()
            .Where(one => one.OrganizationId == organization && one.AcceptedAt == null)
            .ToListAsync(cancel);
        database.RemoveRange(earlier.Where(one => People.Normalize(one.Email) == normalized || one.ExpiresAt <= now));

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(),
            OrganizationId = organization,
            Email = email,
            MemberRole = given.MemberRole!.Value,
            TokenHash = ApiKeyHandler.HashOf(token),
            InvitedBy = signedIn.Actor.Person,
            CreatedAt = now,
            ExpiresAt = now + Validity,
        };
        database.Add(invitation);
        database.Add(OutboxMessage.Of(
            "account.invitation",
            new
            {
                InvitationId = invitation.Id,
                Email = email,
                Organization = organization.Value,
                InvitedBy = signedIn.Actor.Person.Value,
                signedIn.Language,
                Path = $"/account/invitation/{token}",
            },
            now));
        database.Audit(now, signedIn.Actor.Person, "organization.member-invited", invitation.Id, address, email);
        return true;
    }
}
