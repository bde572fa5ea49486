using System.Security.Cryptography;
using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Following;

/// <summary>A follower says how they want to be told.</summary>
internal sealed class ChangeFollowing(UnitOfWork work)
{
    private const int SecretBytes = 24;

    /// <summary>By mail, or not.</summary>
    public Task<Result<bool>> WantMailAsync(Actor actor, bool wants, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            (await database.FollowerAsync(actor.Person, cancel)).WantsMail = wants;
            return true;
        },
        cancel);

    /// <summary>Stops the mails of whoever the key in a mail belongs to. Refused by <c>following.key-unknown</c>.
    /// </summary>
    public Task<Result<bool>> StopMailAsync(Guid mailKey, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            var follower = await database.Set<Follower>().SingleOrDefaultAsync(one => one.MailKey == mailKey, cancel);
            if (follower is null)
            {
                return new Refusal("following.key-unknown", "The link belongs to nobody.");
            }

            follower.WantsMail = false;
            return true;
        },
        cancel);

    /// <summary>A new secret for the address of the calendar, which is shown now and never again; the one before
    /// opens nothing any more.</summary>
    public Task<Result<string>> RenewCalendarAsync(Actor actor, CancellationToken cancel)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        return work.RunAsync<string>(
            async database =>
            {
                (await database.FollowerAsync(actor.Person, cancel)).CalendarHash = ApiKeyHandler.HashOf(secret);
                return secret;
            },
            cancel);
    }
}
