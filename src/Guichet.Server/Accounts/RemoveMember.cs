using Guichet.Accounts;
using Guichet.Server.Storage;

namespace Guichet.Server.Accounts;

/// <summary>An organisation's administrator ends a membership; an administrator may leave by it as well.</summary>
internal sealed class RemoveMember(UnitOfWork work, IClock clock)
{
    /// <summary>Refused to others than administrators, for strangers, and for the last administrator.</summary>
    public Task<Result<bool>> RunAsync(SignedIn signedIn, PersonId member, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var actor = signedIn.Actor.Person;
        return work.RunAsync<bool>(
            async database =>
            {
                var changed = await Membership.ChangeAsync(database, actor, member, null, cancel);
                if (changed.Refusal is { } refusal)
                {
                    return refusal;
                }

                database.Audit(now, actor, "organization.member-removed", member.Value, address);
                return true;
            },
            cancel);
    }
}
