using Guichet.Accounts;
using Guichet.Server.Storage;

namespace Guichet.Server.Accounts;

/// <summary>An organisation's administrator changes what a member may do.</summary>
internal sealed class ChangeMemberRole(UnitOfWork work, IClock clock)
{
    /// <summary>Refused to others than administrators, for strangers, and for the last administrator.</summary>
    public Task<Result<bool>> RunAsync(
        SignedIn signedIn, PersonId member, MemberRole role, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var actor = signedIn.Actor.Person;
        return work.RunAsync<bool>(
            async database =>
            {
                var changed = await Membership.ChangeAsync(database, actor, member, role, cancel);
                if (changed.Refusal is { } refusal)
                {
                    return refusal;
                }

                database.Audit(now, actor, "organization.member-role-changed", member.Value, address, role.ToString());
                return true;
            },
            cancel);
    }
}
